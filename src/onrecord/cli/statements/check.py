"""`check`: the quotations of a draft against the record."""

import sys
from pathlib import Path

import click
from rich.text import Text

from onrecord.checking.values import CheckedDraft, CheckedQuotation, Evidence
from onrecord.cli.terminal.options import format_option, out_option, published_time, record_option
from onrecord.cli.terminal.output import ID_LENGTH, console, json_line, plain, printable, table, tell, whole_file
from onrecord.cli.terminal.readings import led
from onrecord.exports.views.checked import (
    checked_json,
    cued,
    faithful,
    given,
    likeness,
    passage_pieces,
    quote_pieces,
    reported,
    shows_difference,
    spoken,
    summary,
    unchecked,
)
from onrecord.exports.wording import DiffPiece


@click.command()
@click.argument("draft", metavar="DRAFT")
@record_option
@click.option(
    "--published",
    metavar="TIME",
    callback=published_time,
    help="The day from which the draft's “Thursday” is resolved, such as 2024-03-01. Without it, only full dates "
    "are compared.",
)
@format_option("table", "json", "html", help="A table, one JSON object, or one page with the draft and the evidence.")
@out_option("Write the page (.html) or JSON (.json) to this file; by default to standard output.")
def check(draft: str, record: str, published: str | None, format_: str, out: str) -> None:
    """Look up every quotation in a draft.

    DRAFT is a text, Markdown, HTML or Word file (.docx), or - for standard input. Each quotation of four words or more
    is verbatim, shortened, altered, another speaker's, from another date or occasion, found as indirect speech only, or
    not on record. The exit status is 1 unless all are verbatim, or shortened without losing a “not”.

    \b
    Example:
      onrecord check draft.md --format html --out checked.html
    """
    from onrecord.checking.drafts import check as check_draft
    from onrecord.cli.terminal.output import end
    from onrecord.record import open_record
    from onrecord.sources.documents import load_draft

    text = load_draft(draft, standard_input=sys.stdin.buffer)
    with open_record(record, write=False) as opened:
        checked = check_draft(text, record=opened, published=published)
    write_checked(checked, name=draft, format_=format_, out=out)
    end(failed=checked.wrong)


_STYLES = {"same": "", "changed": "bold red reverse", "left out": "dim"}
_SIGNS = {"same": ("", ""), "changed": ("[", "]"), "left out": ("(", ")")}


def write_checked(checked: CheckedDraft, *, name: str, format_: str, out: str) -> None:
    """As a table on standard output, or as JSON or one page in the file `out`."""
    if format_ == "table":
        _print_table(checked)
        return
    with whole_file(out) as file:
        if format_ == "json":
            file.write(json_line(checked_json(checked), indent=2))
        else:
            from onrecord.exports.pages import draft_page

            file.write(draft_page(checked, title="Standard input" if name == "-" else Path(name).name))
    if out != "-":
        tell(summary(checked))


def _print_table(checked: CheckedDraft) -> None:
    on = console()
    if checked.quotations:
        shown = table({"Verdict": 3, "In the draft": 6, "On record": 6}, narrow="Id")
        for quotation in checked.quotations:
            shown.add_row(*_cells(quotation, signs=plain(on)))
        on.print(shown)
    if left := unchecked(checked):
        tell(printable(left))
    tell(summary(checked))


def _cells(quotation: CheckedQuotation, *, signs: bool) -> tuple[Text, ...]:
    best = quotation.evidence[0] if quotation.evidence else None
    draft = _quote(quotation, best, signs=signs).append(printable(f"\n{given(quotation) or 'no speaker found'}"))
    verdict = Text(quotation.verdict, style="bold red" if quotation.wrong else "green")
    for told in (*quotation.warnings, *quotation.notes):
        verdict.append(f"\n{printable(told)}", style="not bold default")
    record = _evidence(quotation, best, signs=signs) if best else Text("nothing similar")
    return verdict, draft, record, Text(_id(best))


def _quote(quotation: CheckedQuotation, best: Evidence | None, *, signs: bool) -> Text:
    opening, closing = ("“", "”") if quotation.quoted else ("", "")
    if best is None or not shows_difference(quotation):
        return Text(printable(f"{opening}{quotation.quote}{closing}"))
    return Text(opening).append(_marked(quote_pieces(quotation, best), signs=signs)).append(closing)


def _evidence(quotation: CheckedQuotation, best: Evidence, *, signs: bool) -> Text:
    cue = led(best.passage.statement, best.reading.article.latest.text) if cued(best) else Text()
    shown = Text.assemble(cue, "“", _marked(passage_pieces(best), signs=signs), "”")
    near = f"nearest: {likeness(best)}" if quotation.verdict == "not on record" else None
    others = f"and in {len(quotation.evidence) - 1} more" if len(quotation.evidence) > 1 else None
    for line in filter(None, (spoken(best), reported(best), faithful(best), near, others)):
        shown.append(printable(f"\n{line}"))
    return shown


def _marked(pieces: list[DiffPiece], *, signs: bool) -> Text:
    text = Text()
    for piece in pieces:
        opening, closing = _SIGNS[piece.kind] if signs else ("", "")
        text.append(f"{opening}{printable(piece.text)}{closing}", style="" if signs else _STYLES[piece.kind])
    return text


def _id(best: Evidence | None) -> str:
    if best is None:
        return ""
    statement = best.passage.statement
    return (statement.id if statement else best.reading.article.id)[:ID_LENGTH]
