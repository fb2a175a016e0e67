"""`families` and `conflicts`: which statements report one utterance, and where their reports contradict each other."""

from collections.abc import Iterator, Sequence
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal.options import (
    ListedByDefault,
    format_option,
    limit_option,
    note_option,
    record_option,
    who_option,
)
from onrecord.cli.terminal.output import (
    ID_LENGTH,
    console,
    plain,
    print_table,
    printable,
    tell,
    tell_following,
    write_json,
    write_listed,
)
from onrecord.cli.terminal.readings import led
from onrecord.exports.marked import counted, moment, who
from onrecord.exports.views.families import conflict_json, family_json, summary_json
from onrecord.exports.wording import shortened
from onrecord.families.reports import Wording
from onrecord.model import Span, Speaker
from onrecord.record import Hit
from onrecord.record.values import Family, FamilyConflict, FamilyPage, FamilySummary, Member

KINDS = ("speaker", "date", "negation", "number", "modality", "certainty", "quantity", "cut")
"""Those of `ConflictKind`, which stands in a module that would make every command start later."""


@click.group(cls=ListedByDefault, subcommand_metavar="[list] [WORDS]... | COMMAND ...")
def families() -> None:
    """Show, join and split families: reports of one utterance.

    A family is the statements that report one utterance, across articles and outlets. A paragraph that others copied
    counts once; its copies are listed under the one published first. Each decision is kept with the name of whoever
    made it, and can be undone.

    \b
    Example:
      onrecord families ferry
      onrecord families show 3f9a
    """


@families.command("list")
@click.argument("words", nargs=-1)
@record_option
@limit_option(20)
@click.option("--after", metavar="NEXT", help="Continue an earlier list: the `next` value that it gave.")
@format_option(
    "table", "json", "jsonl", help="A table, one JSON object with families and next, or one family per line."
)
def list_(words: tuple[str, ...], record: str, format_: str, limit: int, after: str | None) -> None:
    """List families, those in the most articles first.

    With WORDS, only families with a statement that contains all of them.

    \b
    Example:
      onrecord families list harbour ferry
    """
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        page = opened.families(" ".join(words) or None, limit=limit, after=after)
        write_families(page, format_=format_, searched=bool(words))


@families.command()
@click.argument("id_", metavar="FAMILY|STATEMENT")
@record_option
@format_option("text", "json", help="Text, or one JSON object.")
def show(id_: str, record: str, format_: str) -> None:
    """Show a family: its reports, and how each differs from the first.

    Each distinct report, how it relates to the one published first, and who copied it. Differing words are marked:
    [-removed-] {+added+}. FAMILY and STATEMENT are ids or their unique beginnings.

    \b
    Example:
      onrecord families show 3f9a
    """
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        write_family(opened.family(id_), format_=format_)


@families.command()
@click.argument("statement")
@click.argument("other")
@who_option
@note_option
@record_option
def join(statement: str, other: str, who: str, note: str | None, record: str) -> None:
    """Decide that STATEMENT and OTHER report one utterance.

    \b
    Example:
      onrecord families join 3f9a 81c2 --who "Kim Park"
    """
    from onrecord.cli.terminal.output import open_to_write, taking_back, tell

    with open_to_write(record) as opened:
        decision = opened.join_statements(statement, other, who=who, note=note)
    tell(f"Joined. {taking_back(decision)}")


@families.command()
@click.argument("statement")
@who_option
@note_option
@record_option
def split(statement: str, who: str, note: str | None, record: str) -> None:
    """Decide that STATEMENT does not belong to its family.

    It and its copies report a different utterance.

    \b
    Example:
      onrecord families split 3f9a --who "Kim Park"
    """
    from onrecord.cli.terminal.output import open_to_write, taking_back, tell

    with open_to_write(record) as opened:
        decision = opened.split_statement(statement, who=who, note=note)
    tell(f"Split. {taking_back(decision)}")


@click.command()
@click.argument("words", nargs=-1)
@record_option
@click.option("--kind", type=click.Choice(KINDS), help="Only conflicts of this kind.")
@click.option("--family", metavar="FAMILY|STATEMENT", help="Only conflicts in one family.")
@limit_option(20)
@format_option("text", "json", "jsonl", help="Text, one JSON object with conflicts, or one conflict per line.")
def conflicts(words: tuple[str, ...], record: str, format_: str, limit: int, **choice: Any) -> None:
    """List contradictions between reports of one utterance.

    A different speaker, date or meaning. Each is shown beside the report published first, with the differing words
    marked. `cut` is a shortened quotation that lost its "not" or its "if". WORDS narrow the list to families with a
    statement that contains all of them.

    \b
    Example:
      onrecord conflicts ferry --kind negation
    """
    from itertools import islice

    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        found = list(islice(opened.conflicts(" ".join(words) or None, **choice), limit + 1))
    write_conflicts(found[:limit], format_=format_, more=len(found) > limit)


WIDTH = 76
"""Characters in a line: longer ones are hard to read."""
_CUT, _CHANGED = "strike dim", "bold reverse"
_SIGNS = {_CUT: ("[-", "-]"), _CHANGED: ("{+", "+}")}
Marks = Sequence[tuple[Span, str]]


def write_families(page: FamilyPage, *, format_: str, searched: bool) -> None:
    """As a table, as one JSON object, or as one JSON object per line."""
    values, columns = [summary_json(one) for one in page.families], {"Who": 3, "What": 6, "Reported": 3}
    write_listed(
        "families",
        values,
        format_=format_,
        show=lambda: print_table(columns, "Id", map(_cells, page.families)),
        next=page.next,
    )
    if not page.families:
        tell(
            "No family has a statement with these words. Try fewer words, or search single statements with "
            "`onrecord search`."
            if searched
            else "No utterance is reported twice. Add more articles on the same events with `onrecord add INPUT`."
        )
    tell_following(page.next, format_=format_)


def write_family(family: Family, *, format_: str) -> None:
    """Each report with what differs from the first, its copies, and repeats on other occasions."""
    if format_ == "json":
        write_json(family_json(family), indent=2)
        return
    on = console()
    signs, width = plain(on), min(on.width, WIDTH)
    articles = {hit.article_id for hit in family.reports}
    outlets = {hit.outlet for hit in family.reports} - {None}
    of_outlets = f" of {counted(len(outlets), 'outlet')}" if outlets else ""
    on.print(Text(printable(f"Family {family.id}"), style="bold"))
    on.print(f"{counted(len(family.members), 'distinct report')} in {counted(len(articles), 'article')}{of_outlets}\n")
    for member in family.members:
        for line in _member(member, first=family.first, signs=signs):
            on.print(line, width=width)
    if family.repeats:
        on.print("The same point on other occasions", style="bold")
    for repeat in family.repeats:
        on.print(Text(printable(f"{_source(repeat.report)} · family {repeat.family[:ID_LENGTH]}"), style="dim"))
        on.print(_said(repeat.report).append(printable(f"{repeat.report.quote}\n")), width=width)


def write_conflicts(conflicts: Sequence[FamilyConflict], *, format_: str, more: bool) -> None:
    """Both reports of each, one below the other, with the words that differ marked."""
    values = [conflict_json(one) for one in conflicts]
    write_listed("conflicts", values, format_=format_, show=lambda: _print_conflicts(conflicts))
    if not conflicts:
        tell("No contradictions: the reports of each utterance agree, or nothing is reported twice.")
    if more:
        tell("There are more results: raise --limit, or narrow the list with words, --kind or --family.")


def _print_conflicts(conflicts: Sequence[FamilyConflict]) -> None:
    on = console()
    for one in conflicts:
        on.print(_conflict(one, signs=plain(on)), width=min(on.width, WIDTH * 2))


def marked_words(quote: str, marks: Marks, *, signs: bool) -> Text:
    """The quote with the marked stretches in their styles, or between signs where styles do not show."""
    text, reached = Text(), 0
    for span, style in sorted(marks):
        if span.start >= reached:
            text.append(printable(quote[reached : span.start]))
            words = printable(span.of(quote))
            opening, closing = _SIGNS[style] if signs else ("", "")
            text.append(f"{opening}{words}{closing}", style="" if signs else style)
            reached = span.end
    return text.append(printable(quote[reached:]))


def _said(hit: Hit) -> Text:
    """Who, and the cue: what stands before the words."""
    cue, speakers = led(hit.statement, hit.text), _speakers(hit)
    joint = (", " if len(speakers) == 1 and speakers[0].role else " ") if cue else ": "
    return Text.assemble(printable(f"{who(speakers)}{joint}"), cue)


def _cells(one: FamilySummary) -> tuple[Text, ...]:
    reported = counted(one.articles, "article") + (f", {counted(one.outlets, 'outlet')}" if one.outlets else "")
    copies = one.statements - one.reports
    also = f"{counted(copies, 'copy', 'copies')}" if copies else ""
    first = f"first: {_source(one.first)}"
    return (
        Text(printable(who(_speakers(one.first)))),
        Text.assemble(led(one.first.statement, one.first.text), printable(one.first.quote)),
        Text(printable("\n".join(filter(None, (reported, also, first))))),
        Text(one.id[:ID_LENGTH]),
    )


def _member(member: Member, *, first: Hit, signs: bool) -> Iterator[Text]:
    hit, wording = member.report, member.wording
    yield Text.assemble((member.relation.upper(), "bold"), "  ", (printable(_source(hit)), "dim"))
    if member.relation == "first" and hit.published:
        yield Text(printable(f"published {moment(hit.published)} ({hit.published.signal})"), style="dim")
    if hit.headline:
        yield Text(printable(hit.headline), style="dim")
    yield _said(hit).append_text(marked_words(hit.quote, _put_in(wording), signs=signs))
    for removed in _left_out(wording, first.quote):
        yield Text(printable(f"  without: {removed}"), style="dim")
    for warning in wording.warnings if wording else ():
        yield Text(printable(f"  note: {warning}"), style="bold")
    for copy in member.copies:
        yield Text(printable(f"  copied by {_source(copy)}"), style="dim")
    yield Text("")


def _conflict(one: FamilyConflict, *, signs: bool) -> Table:
    shown = Table.grid(padding=(0, 2), expand=True)
    shown.add_column(ratio=1, overflow="fold")
    shown.add_column(ratio=1, overflow="fold")
    sides = ((one.first, _taken_out(one.wording)), (one.other, _put_in(one.wording)))
    shown.add_row(Text(one.kind.upper(), style="bold"), Text(printable(one.message), style="bold"))
    shown.add_row(*(Text(printable(_source(hit)), style="dim") for hit, _ in sides))
    shown.add_row(*(Text(printable(who(_speakers(hit))), style="bold") for hit, _ in sides))
    quotes = ((hit, marked_words(hit.quote, marks, signs=signs)) for hit, marks in sides)
    shown.add_row(*(Text.assemble(led(hit.statement, hit.text), words) for hit, words in quotes))
    shown.add_row(*(Text(_ids(hit, one.family), style="dim") for hit, _ in sides))
    shown.add_row("")
    return shown


def _ids(hit: Hit, family: str) -> str:
    statement = hit.statement.id[:ID_LENGTH] if hit.statement else ""
    return f"statement {statement} of family {family[:ID_LENGTH]}"


def _put_in(wording: Wording | None) -> Marks:
    return [(change.after_span, _CHANGED) for change in wording.changes if change.after_span] if wording else []


def _taken_out(wording: Wording | None) -> Marks:
    if wording is None:
        return []
    changed = [(change.before_span, _CUT) for change in wording.changes if change.before_span]
    return [*changed, *((span, _CUT) for span in wording.left_out)]


def _left_out(wording: Wording | None, original: str) -> Iterator[str]:
    for change in wording.changes if wording else ():
        if change.before and not change.after:
            yield f"“{change.before}”"
        elif change.before:
            yield f"“{change.before}”, which became “{change.after}”"
    for span in wording.left_out if wording else ():
        yield f"“{shortened(span.of(original))}”"


def _source(hit: Hit) -> str:
    day = hit.published.value[:10] if hit.published else "no date"
    statement = hit.statement.id[:ID_LENGTH] if hit.statement else ""
    return " · ".join(filter(None, (hit.outlet, day, statement)))


def _speakers(hit: Hit) -> tuple[Speaker, ...]:
    return hit.statement.speakers if hit.statement else ()
