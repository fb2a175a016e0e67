"""`network` and `common-ground`: who agrees with whom, and on what opposed camps agree."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.terminal.options import Share, format_option, out_option, record_option, since_option, until_option

if TYPE_CHECKING:
    from onrecord.positions.networks.counting import Selection
    from onrecord.positions.networks.windows import Window
    from onrecord.positions.values import Position, Question
    from onrecord.record import Record

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
KINDS = ("subtract", "congruence", "conflict", "affiliation")
NORMALISATIONS = ("no", "activity", "prominence", "average-activity", "jaccard", "cosine", "dna-cosine")
DUPLICATES = ("include", "document", "week", "month", "year", "range")
STANCES = ("supports", "opposes", "open", "neutral")
KERNELS = ("no", "uniform", "triangular", "epanechnikov", "gaussian")
"""Those of `positions.networks`, which is not imported before a command runs."""
_WINDOW = re.compile(r"(\d{1,6})\s*(day|week|month|year|event)s?", re.ASCII | re.IGNORECASE)


def _one_of(
    name: str,
    choices: Sequence[str],
    help: str,  # noqa: A002
    *,
    default: str | None = None,
) -> Callable[[Decorated], Decorated]:
    """An option that names one of several; the first where nobody gives it, unless a default is told."""
    return click.option(name, type=click.Choice(choices), default=default or choices[0], show_default=True, help=help)


def _positions_options(command: Decorated) -> Decorated:
    """Which positions are counted, and whose they are."""
    for option in reversed((
        _one_of(
            "--by",
            ("person", "organization", "country"),
            "Who the actors are: all that are on record, or the organizations or countries that they speak for.",
        ),
        click.option(
            "--exclude",
            type=click.Choice(("person", "organization", "group", "document", "unnamed")),
            multiple=True,
            help="Leave out actors of this kind; may be given several times.",
        ),
        since_option("Only from this date on: the date of the utterance or, if unknown, of publication."),
        until_option("Only up to and including this date."),
        click.option("--doubtful", is_flag=True, help="Also positions that the model is unsure of."),
        click.option(
            "--relayed/--own",
            default=None,
            help="Only positions that somebody else relayed, or only those that actors stated themselves.",
        ),
    )):  # fmt: skip
        command = option(command)
    return command


def _window(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, str] | None:
    if value is None:
        return None
    found = _WINDOW.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(f"{value!r} is not a window. Write it as “6 months”, “30 days” or “100 events”.")
    return int(found[1]), f"{found[2].lower()}s"


@click.command()
@click.argument("questions", nargs=-1, metavar="[QUESTION]...")
@_one_of(
    "--kind",
    KINDS,
    "Actors by what they agree on (congruence), disagree on (conflict), or one minus the other (subtract); or "
    "actors and questions (affiliation).",
)
@_one_of(
    "--over",
    ("actors", "questions"),
    "What is tied: actors, or questions, by the actors who take the same stance on both.",
)
@_one_of(
    "--normalisation",
    NORMALISATIONS,
    "What weights are divided by; activity and prominence are for affiliation, the last four for the others.",
)
@_one_of(
    "--qualifier",
    ("ignore", "subtract", "combine"),
    "In an affiliation network: ignore the stance, count support minus opposition, or name the set of stances.",
    default="subtract",
)
@_one_of(
    "--duplicates",
    DUPLICATES,
    "Where an actor's stance on a question counts once: in a document, or in a period; include counts all.",
)
@click.option(
    "--stance",
    "stances",
    type=click.Choice(STANCES),
    multiple=True,
    help="A stance that makes ties; by default supports, opposes and open. May be given several times.",
)
@_positions_options
@click.option(
    "--window",
    metavar="TIME",
    callback=_window,
    help="A network for each window of this length, such as “6 months” or “100 events”; it moves by one.",
)
@_one_of(
    "--kernel",
    KERNELS,
    "How much positions count in a window.",
)
@click.option("--isolates", is_flag=True, help="Also actors without a position that counts.")
@format_option(
    "table",
    "json",
    "csv",
    "nodes",
    "graphml",
    "gexf",
    "dl",
    "dl-edges",
    "svg",
    help="A table, one JSON object, ties or nodes as CSV, a file for yEd and visone (graphml), Gephi (gexf) or UCINET "
    "(dl, as a matrix or as a list), or a drawing.",
)
@out_option()
@record_option
def network(questions: tuple[str, ...], record: str, format_: str, out: str, **given: Any) -> None:
    """Show who agrees with whom, and who disagrees.

    A network from the positions on each QUESTION (its text, some of its words, or its id), or on all open questions.
    Kinds, normalisations and rules for duplicates are those of Discourse Network Analyzer; docs/networks.md has their
    formulas. An utterance counts once, however many articles report it. With --window, one network for each window.

    \b
    Example:
      onrecord network --kind congruence --normalisation jaccard --duplicates month
      onrecord network "ferry bridge" --kind affiliation --format graphml --out ferry.graphml
    """
    from onrecord.cli.positions.network_views import write_network, write_over_time
    from onrecord.record import open_record

    if given["kind"] == "affiliation" and given["over"] == "questions":
        raise click.UsageError(
            "--over questions is for the other kinds: an affiliation network has actors and questions."
        )
    window = _chosen_window(given.pop("window"), given.pop("kernel"), format_)
    with open_record(record, write=False) as opened:
        asked, found = _positions(opened, questions, given)
        selection = _selection(opened, found, given)
    how = {
        "kind": given["kind"],
        "over": given["over"],
        "normalisation": given["normalisation"].replace("-", " "),
        "qualifier": given["qualifier"],
        "selection": selection,
        "questions": asked,
    }
    if window is not None:
        write_over_time(found, window, how, format_=format_, out=out)
    else:
        write_network(found, how | {"isolates": given["isolates"]}, format_=format_, out=out)


@click.command("common-ground")
@click.argument("questions", nargs=-1, metavar="[QUESTION]...")
@_positions_options
@click.option(
    "--share",
    type=Share(0.5, 1, min_open=True),
    metavar="SHARE",
    default=2 / 3,
    show_default="two thirds",
    help="The share of a camp's actors on record about a question that makes its stance.",
)
@format_option(
    "table", "json", "csv", help="Tables with the statements side by side, one JSON object, or one statement per row."
)
@out_option()
@record_option
def common_ground(questions: tuple[str, ...], record: str, format_: str, out: str, share: float, **given: Any) -> None:
    """Find questions on which opposed camps agree.

    Camps are actors who agree with each other more than with the rest, on each QUESTION or on all open questions; two
    camps are opposed if they take opposite stances on one of them. Where both take the same stance, their statements
    are shown side by side. Silence is not agreement; what rests on one actor or one utterance is marked as thin. Actors
    who agree across camps are listed last.

    \b
    Example:
      onrecord common-ground --by country --since 2031
    """
    from onrecord.cli.positions.network_views import write_common_ground
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        asked, found = _positions(opened, questions, given)
        selection = _selection(opened, found, given)
    write_common_ground(found, asked, selection, share=share, format_=format_, out=out)


def _chosen_window(given: tuple[int, str] | None, kernel: str, format_: str) -> "Window | None":
    from onrecord.positions.networks.windows import Window

    if given is None:
        if kernel != "no":
            raise click.UsageError("--kernel needs --window, such as --window “6 months”.")
        return None
    if format_ not in ("table", "json", "csv", "gexf"):
        raise click.UsageError("With --window, choose --format table, json, csv or gexf: the others hold one network.")
    return Window(given[1], given[0], kernel)  # type: ignore[arg-type]


def _positions(
    record: "Record", wanted: Sequence[str], given: dict[str, Any]
) -> "tuple[list[Question], list[Position]]":
    """The questions, and all positions on them."""
    asked = [record.question(one) for one in wanted] if wanted else list(record.questions(closed=False))
    asked = list({one.id: one for one in asked}.values())
    relayed, doubtful = given.pop("relayed"), given.pop("doubtful")
    found = [
        position
        for one in asked
        for position in record.positions(question=one.id, relayed=relayed, doubtful=doubtful, limit=None).positions
    ]
    return asked, found


def _selection(record: "Record", found: "Sequence[Position]", given: dict[str, Any]) -> "Selection":
    from onrecord.actors.directory import Directory
    from onrecord.positions.networks.counting import SIDES, Selection
    from onrecord.positions.networks.grouping import grouping

    since: date | None = given["since"]
    actors = [record.actor(one) for one in sorted({position.actor for position in found})]
    organizations = record.directory() if given["by"] == "organization" else Directory(())
    return Selection(
        duplicates=given.get("duplicates", "include"),
        stances=tuple(one for one in STANCES if one in (given.get("stances") or SIDES)),  # type: ignore[misc]
        since=since,
        until=given["until"],
        by=grouping(given["by"], actors, organizations),
        exclude_kinds=frozenset(given["exclude"]),
    )
