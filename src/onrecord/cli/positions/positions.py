"""`ask`, `positions` and `code`: questions, who stands where on them, and what coders make of it."""

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.positions.second import language_model
from onrecord.cli.terminal.options import (
    format_option,
    language_model_options,
    limit_option,
    note_option,
    out_option,
    record_option,
    since_option,
    until_option,
    who_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.positions.values import Question
    from onrecord.record import Record
    from onrecord.record.positions.values import Judged
    from onrecord.record.second.values import SecondRead
    from onrecord.second.server import LanguageModel

STANCES = ("supports", "opposes", "open", "neutral")
LABELS = (*STANCES, "unrelated")
"""Those of `positions.values`, which is not imported before a command runs."""


@click.command()
@click.argument("question", nargs=-1)
@click.option("--description", metavar="TEXT", help="What is meant by it, and what is not.")
@click.option("--synonym", "synonyms", metavar="WORDS", multiple=True, help="Further words to find statements by.")
@click.option(
    "--seed", "seeds", metavar="STATEMENT", multiple=True, help="A statement about it, by its id or its beginning."
)
@since_option("Leave out statements before this date.")
@limit_option(
    1000, "How many statements to look at, beginning with those most surely about the question.", most=100_000
)
@click.option("--all", "every", is_flag=True, help="Ask all open questions again, such as after adding articles.")
@click.option("--close", is_flag=True, help="Close the question: it keeps its positions, and --all leaves it out.")
@language_model_options("Ask the language model about stances that are less certain than this;")
@click.option(
    "--who",
    metavar="NAME",
    envvar="ONRECORD_WHO",
    show_envvar=True,
    help="Your name, which is kept with the question; by default the one you are logged in with.",
)
@format_option("table", "json", help="A table, or one JSON object with the question, its actors and agreements.")
@record_option
def ask(question: tuple[str, ...], record: str, format_: str, every: bool, close: bool, **given: Any) -> None:
    """Ask who stands where on a question.

    Finds the statements about QUESTION, which can be answered with yes or no, judges what each says about it, and
    prints where every actor stands, with counts and evidence. The question is kept: ask it again, also by its id or
    some of its words, and only new statements are judged. Without QUESTION, the questions are listed.

    With --llm, a language model of yours is asked about doubtful statements too. Its answers are kept beside what was
    judged, if the words that they rest on are in the text; if they differ, the statement comes first
    when you code.

    \b
    Example:
      onrecord ask "Should the ferry be replaced by a bridge?" --synonym crossing
      onrecord ask --all
      onrecord ask ferry --llm http://localhost:11434 --model qwen3:8b
    """
    from onrecord.cli.positions.views import write_answer, write_questions
    from onrecord.record import open_record

    text = " ".join(question)
    model = language_model(given.pop("llm"), given.pop("model"))
    below = given.pop("below")
    if model and (close or not (every or text)):
        raise click.UsageError("Give --llm with a question, or with --all.")
    if every and text:
        raise click.UsageError("Give a question or --all, not both.")
    if not every and not text:
        if close:
            raise click.UsageError("Say which question to close.")
        with open_record(record, write=False) as opened:
            write_questions(opened, format_=format_)
        return
    if close:
        _close(record, text, who=given["who"])
        return
    for one, judged in _asked(record, text, every=every, **given):
        second = _second(record, one, model, below=below) if model else None
        with open_record(record, write=False) as opened:
            write_answer(opened, one, judged, format_=format_, second=second)


@click.command()
@click.argument("question", nargs=-1)
@click.option("--actor", metavar="NAME", help="Only this actor's: a name, an id or an identifier.")
@since_option("Only from this date on: the date of the utterance or, if unknown, of publication.")
@until_option("Only up to and including this date.")
@click.option("--stance", type=click.Choice(STANCES), help="Only positions with this stance.")
@click.option(
    "--relayed/--own",
    default=None,
    help="Only positions that somebody else relayed, or only those that actors stated themselves.",
)
@click.option("--doubtful", is_flag=True, help="Also positions that the model is unsure of and nobody has decided.")
@limit_option(100)
@click.option("--after", metavar="NEXT", help="Continue an earlier list: the `next` value that it gave.")
@format_option(
    "table",
    "json",
    "jsonl",
    "csv",
    help="A table with summaries, one JSON object with positions, summaries and next, one position per line, or a "
    "table as CSV.",
)
@out_option()
@record_option
def positions(question: tuple[str, ...], record: str, format_: str, out: str, **choice: Any) -> None:
    """List positions over time, with summaries and changes.

    Each position with its statement, date, role and outlet, the newest first. QUESTION is the text of a question, some
    of its words, or its id. Summaries of actors rest on all positions that match the filters, whatever their stance, on
    this page or not; an utterance counts once, however many articles report it.

    \b
    Example:
      onrecord positions ferry bridge --actor "Ana Brand"
      onrecord positions --actor "Ana Brand" --format csv
    """
    from onrecord.cli.positions.views import write_positions
    from onrecord.record import open_record

    asked = " ".join(question) or None
    if asked is None and choice["actor"] is None:
        raise click.UsageError("Give a question, --actor NAME, or both. `onrecord ask` lists the questions.")
    with open_record(record, write=False) as opened:
        page = opened.positions(question=asked, **choice)
        # Who also took another stance is never told as consistent, so the summaries rest on every stance.
        every = opened.positions(question=asked, **choice | {"stance": None, "limit": None, "after": None}).positions
        write_positions(opened, page, every, format_=format_, out=out)


@click.command()
@click.argument("question")
@click.argument("statement", required=False)
@click.argument("verdict", required=False, type=click.Choice(["accept", "reject", "edit"]))
@click.option("--stance", type=click.Choice(LABELS), help="The stance that the statement takes on the question.")
@click.option("--to", "holders", metavar="NAME", multiple=True, help="Who holds it; several times for several holders.")
@click.option("--holder", metavar="NAME", help="Decide only about this one of several holders.")
@click.option("--adjudicate", is_flag=True, help="Decide between coders; it overrides whatever they decide.")
@click.option("--blind", is_flag=True, help="Also list statements that others coded, to code them independently.")
@who_option
@note_option
@limit_option(20)
@record_option
def code(question: str, statement: str | None, verdict: str | None, record: str, who: str, **given: Any) -> None:
    """Code the position that a statement shows on a question.

    Accept what is proposed, reject that the statement is about the question, or edit the stance and who holds it. The
    last decision of each coder is kept; `onrecord agreement --question` measures how far they agree. Without a
    STATEMENT, those that you still have to code are listed, the least certain first.

    \b
    Example:
      onrecord code "ferry bridge" --who "Kim Park"
      onrecord code "ferry bridge" 3f9a accept --who "Kim Park"
      onrecord code "ferry bridge" 81c2 edit --stance opposes --to "Ana Brand" --who "Kim Park"
    """
    from onrecord.cli.positions.views import write_queue
    from onrecord.cli.terminal.output import open_to_write, taking_back, tell
    from onrecord.record import open_record

    blind, limit = given.pop("blind"), given.pop("limit")
    if statement is None:
        with open_record(record, write=False) as opened:
            write_queue(opened.to_code(question, who, blind=blind, limit=limit))
        return
    if verdict is None:
        raise click.UsageError("Say what you decide about the statement: accept, reject or edit.")
    given["holders"] = given["holders"] or None
    with open_to_write(record) as opened:
        decision = opened.code(question, statement, verdict, who=who, **given)  # type: ignore[arg-type]
    tell(f"Coded. {taking_back(decision)}")


def _asked(
    record: str, text: str, *, every: bool, limit: int, who: str | None, **given: Any
) -> "Sequence[tuple[Question, Judged]]":
    """The questions, with what was judged for them now."""
    from onrecord.cli.terminal.output import open_to_write

    with open_to_write(record) as opened:
        asked = opened.questions(closed=False) if every else (_question(opened, text, who or _login(), given),)
        return [(one, _judged(opened, one, limit=limit)) for one in asked]


def _question(record: "Record", text: str, who: str, given: dict[str, Any]) -> "Question":
    from contextlib import suppress

    from onrecord.problems.record import UnknownQuestion

    if not text.endswith("?"):  # its id, or some of its words
        with suppress(UnknownQuestion):
            text = record.question(text).text
    return record.ask(text, who=who, **given)


def _judged(record: "Record", question: "Question", *, limit: int) -> "Judged":
    from onrecord.cli.terminal.output import counting
    from onrecord.record.positions.sqlite import AT_ONCE

    with counting("Judging statements") as (begin, step):

        def told(done: int, total: int) -> None:
            if done <= AT_ONCE:
                begin(-(-total // AT_ONCE))
            step()

        return record.judge(question.id, limit=limit, step=told)


def _second(record: str, question: "Question", model: "LanguageModel", *, below: float) -> "SecondRead":
    from onrecord.cli.positions.second import counted_steps
    from onrecord.cli.terminal.output import open_to_write

    with open_to_write(record) as opened, counted_steps() as step:
        return opened.second_stances(question.id, model=model, below=below, step=step)


def _close(record: str, text: str, *, who: str | None) -> None:
    from onrecord.cli.terminal.output import open_to_write, taking_back, tell

    with open_to_write(record) as opened:
        decision = opened.change_question(text, closed=True, who=who or _login())
    tell(f"Closed. {taking_back(decision)}")


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise click.UsageError("Name yourself with --who NAME; it is kept with the question.") from error
