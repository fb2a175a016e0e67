"""`decide`, `decisions`, `undo` and `agreement`: what persons decide about what was read, and how far they agree."""

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.terminal.options import (
    ACTS,
    Number,
    format_option,
    note_option,
    record_option,
    since_option,
    who_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.evaluation.agreement import Agreed, Agreement
    from onrecord.record import Decision, Record


@click.command()
@click.argument("id_", metavar="STATEMENT|ARTICLE")
@click.argument("verdict", type=click.Choice(["accept", "reject", "edit"]))
@click.option("--speaker", metavar="NAME", multiple=True, help="Who said it; several times for several speakers.")
@click.option("--no-speaker", is_flag=True, help="The article does not name who said it.")
@click.option(
    "--content",
    metavar="WORDS",
    multiple=True,
    help="What was said: words of the article, or their place as START-END. Several times for several parts.",
)
@click.option("--when", metavar="TIME", help='When: 2024, 2024-03, 2024-03-01 or A/B; "" if the article does not say.')
@click.option("--venue", metavar="WORDS", help='Where, or in which medium; "" if the article does not say.')
@click.option("--addressee", metavar="WORDS", help='To whom; "" if the article does not say.')
@click.option("--act", type=click.Choice(ACTS), help="What the speaker does with the words.")
@click.option("--negated/--not-negated", default=None, help="Whether the report says that it was not done.")
@who_option
@note_option
@record_option
def decide(id_: str, verdict: str, record: str, no_speaker: bool, who: str, note: str | None, **edit: Any) -> None:
    """Accept, reject or edit a statement.

    What you decide holds in every view and export, and for later versions of the article in which the statement is the
    same; what was read stays beside it. STATEMENT is an id or its unique beginning. Accepting an ARTICLE says that its
    other statements are right and none is missing.

    \b
    Example:
      onrecord decide 3f9a edit --speaker "Ana Brand" --when 2031-05-02 --who "Kim Park"
      onrecord decide 81c2 reject --who "Kim Park" --note "a film title"
    """
    from onrecord.cli.terminal.output import open_to_write, taking_back, tell

    if no_speaker and edit["speaker"]:
        raise click.UsageError("Give --speaker or --no-speaker, not both.")
    edit["speaker"] = "" if no_speaker else edit["speaker"] or None
    edit["content"] = edit["content"] or None
    with open_to_write(record) as opened:
        decision = opened.decide(id_, verdict, who=who, note=note, **edit)  # type: ignore[arg-type]
    tell(f"{_DONE[decision.verdict]} {decision.subject} {decision.subject_id}. {taking_back(decision)}")


@click.command()
@click.argument("id_", metavar="[STATEMENT|ARTICLE|ACTOR]", required=False)
@click.option("--who", metavar="NAME", help="Only what this person decided.")
@since_option("Only what was decided on or after this date.")
@format_option("text", "json", "jsonl", help="Lines, one JSON object with decisions, or one decision per line.")
@record_option
def decisions(id_: str | None, record: str, format_: str, **choice: Any) -> None:
    """List decisions, the oldest first.

    All decisions about statements, articles, actors and families, with their numbers; also those that were taken back.

    \b
    Example:
      onrecord decisions --who "Kim Park" --since 2031-05
    """
    from onrecord.cli.terminal.output import write_listed
    from onrecord.exports.views.decisions import decision_json
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        found, asked = opened.decisions(id_, **choice), id_ is not None or any(choice.values())
        values = [decision_json(one) for one in found]
        write_listed("decisions", values, format_=format_, show=lambda: _print(opened, found, asked=asked))


@click.command()
@click.argument("decision", type=Number(1))
@who_option
@note_option
@record_option
def undo(decision: int, who: str, note: str | None, record: str) -> None:
    """Take a decision back, by its number.

    It stays listed, with who took it back. `onrecord decisions` prints the numbers.

    \b
    Example:
      onrecord undo 12 --who "Kim Park"
    """
    from onrecord.cli.terminal.output import open_to_write, tell

    with open_to_write(record) as opened:
        opened.undo(decision, who=who, note=note)
    tell(f"Decision {decision} is taken back.")


@click.command()
@click.option("--question", metavar="QUESTION", help="Measure it for the coders of the positions on this question.")
@format_option("table", "json", help="Tables, or one JSON object.")
@record_option
def agreement(record: str, format_: str, question: str | None) -> None:
    """Measure how far reviewers agree.

    Over the statements that at least two of them decided about: the share of values that are alike, Krippendorff's
    alpha, and Cohen's kappa of each pair; for their verdicts, and for the speaker, act, date and content that result.
    Content is alike if its words are, whatever quotation marks and white space are around them; overlap is the F1
    of its characters. With --question, on the stance of each holder that coders name, rejected ones being unrelated.

    \b
    Example:
      onrecord agreement --format json
      onrecord agreement --question "ferry bridge"
    """
    if question is not None:
        _agreement_of_coders(record, question, format_=format_)
        return
    from onrecord.cli.terminal.output import write_json
    from onrecord.evaluation.agreement import agreement as measured
    from onrecord.evaluation.agreement import agreement_json
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        found = measured(opened.reviews())
    if format_ == "json":
        write_json(agreement_json(found), indent=2)
    elif not found.statements:
        click.echo(
            "No two people have decided about the same statement. Let a second person decide with `onrecord decide "
            "STATEMENT accept --who NAME`; `onrecord decisions` lists what the first decided."
        )
    else:
        _print_agreement(found)


def _agreement_of_coders(record: str, question: str, *, format_: str) -> None:
    from onrecord.cli.terminal.output import write_json
    from onrecord.evaluation.agreement import rounded
    from onrecord.evaluation.coding import coding_agreement
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        found = coding_agreement(opened.codings(question, by=2))
    if format_ == "json":
        write_json(rounded(found), indent=2)
    elif not found.statements:
        click.echo(
            "No two people have coded the same statement. Let a second person code with `onrecord code QUESTION "
            "--blind --who NAME`, which lists what the first coded."
        )
    else:
        shown = [(f"{one.first} and {one.second}", one.agreed) for one in found.pairs]
        if len(shown) > 1:
            shown.insert(0, ("All", found.agreed))
        _print_coders(shown)
        click.echo(f"Coders differ on {found.disputed:,} of {found.statements:,}; {found.adjudicated:,} adjudicated.")


_DONE = {"accept": "Accepted", "reject": "Rejected", "edit": "Edited"}


def _print(record: "Record", found: "Sequence[Decision]", *, asked: bool) -> None:
    from onrecord.cli.terminal.output import console, printable
    from onrecord.exports.views.decisions import told, words_of

    if not found and asked:
        click.echo("No such decisions. `onrecord decisions` lists all.")
    elif not found:
        click.echo(
            "No decisions yet. Accept, reject or edit a statement with `onrecord decide STATEMENT accept --who NAME`; "
            "`onrecord search` prints the ids."
        )
    on = console()
    for one in found:
        undone = f"  (taken back by decision {one.undone})" if one.undone else ""
        on.print(printable(f"{one.number:>4}  {one.at[:16].replace('T', ' ')}  {one.who}: {told(one)}{undone}"))
        if one.subject == "statement":
            on.print(printable(f"      {words_of(record, one) or '(not in the record)'}"), style="dim")
        if one.note:
            on.print(printable(f"      Note: {one.note}"))


def _print_agreement(found: "Agreement") -> None:
    from rich import box
    from rich.table import Table

    from onrecord.cli.terminal.output import console, printable

    shown_of = [(f"{pair.first} and {pair.second}", pair.fields, pair.content) for pair in found.pairs]
    if len(found.pairs) > 1:
        shown_of.insert(0, ("All", found.fields, found.content))
    for title, fields, content in shown_of:
        shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
        shown.add_column(printable(title), overflow="fold")
        for column in ("Statements", "Alike", "Kappa", "Alpha"):
            shown.add_column(column, justify="right", no_wrap=True)
        for name, agreed in fields.items():
            beyond = (_figure(agreed.kappa), _figure(agreed.alpha))
            shown.add_row(name, f"{agreed.statements:,}", _per_cent(agreed.alike), *beyond)
        shown.add_row("content", f"{content.statements:,}", _per_cent(content.exact), "", "")
        shown.add_row("content, overlap", f"{content.statements:,}", _per_cent(content.overlap), "", "")
        console().print(shown)


def _print_coders(agreed_of: "Sequence[tuple[str, Agreed]]") -> None:
    from rich import box
    from rich.table import Table

    from onrecord.cli.terminal.output import console, printable

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column("Coders", overflow="fold")
    for column in ("Positions", "Alike", "Kappa", "Alpha"):
        shown.add_column(column, justify="right", no_wrap=True)
    for title, agreed in agreed_of:
        beyond = (_figure(agreed.kappa), _figure(agreed.alpha))
        shown.add_row(printable(title), f"{agreed.statements:,}", _per_cent(agreed.alike), *beyond)
    console().print(shown)


def _per_cent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
