"""Options and arguments that several commands share, so that they are called and explained the same everywhere."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.model import When

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

DEFAULT_RECORD = "onrecord.record"


def inputs_argument(command: Decorated) -> Decorated:
    """One or more inputs."""
    return click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")(command)


def record_option(command: Decorated) -> Decorated:
    """The file of the record."""
    return click.option(
        "--record",
        metavar="FILE",
        envvar="ONRECORD_RECORD",
        default=DEFAULT_RECORD,
        show_default=True,
        show_envvar=True,
        type=click.Path(dir_okay=False),
        help="The file that holds the record.",
    )(command)


def published_option(command: Decorated) -> Decorated:
    """The publication time of all inputs."""
    return click.option(
        "--published",
        metavar="TIME",
        help="When the articles were published, over what they say themselves, such as 2024-03-01 or "
        "2024-03-01T17:45:00-05:00. Dates like “Thursday” are counted from it.",
    )(command)


def allow_private_option(command: Decorated) -> Decorated:
    """Whether addresses may lead to this machine or its network."""
    return click.option(
        "--allow-private",
        is_flag=True,
        help="Fetch also from this machine and its network: addresses that are not on the public internet are refused, "
        "because a page from outside could otherwise lead there.",
    )(command)


def reader_option(command: Decorated) -> Decorated:
    """Which of the shipped readers reads."""
    return click.option(
        "--reader",
        "size",
        type=click.Choice(["best", "fast"]),
        envvar="ONRECORD_READER",
        default="best",
        show_default=True,
        show_envvar=True,
        help="Which model reads: the more accurate one, or one that is 1.6 times as fast.",
    )(command)


def kind_option(command: Decorated) -> Decorated:
    """What all inputs are: reports, or primary sources."""
    return click.option(
        "--as",
        "as_",
        type=click.Choice(["article", "transcript", "statement"]),
        help="What the inputs are: articles, or primary sources, which are transcripts and official statements. "
        "Unless given, captions (.vtt, .srt) are transcripts and all else articles.",
    )(command)


def format_option(*formats: str, help: str) -> Callable[[Decorated], Decorated]:  # noqa: A002
    """How the result is written; the first is the default."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True, help=help
    )


def day_option(name: str, *, help: str) -> Callable[[Decorated], Decorated]:  # noqa: A002
    """A calendar day, written as 2024-03-01."""
    return click.option(name, type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="DATE", help=help)


def _day(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def when_option(command: Decorated) -> Decorated:
    """A time: a day, a month, a year, or two of them as an interval."""
    return click.option(
        "--when",
        callback=_when,
        metavar="TIME",
        help="Only utterances known to be of this time: 2024, 2024-03, 2024-03-01, or A/B.",
    )(command)


def _when(context: click.Context, parameter: click.Parameter, value: str | None) -> "When | None":
    from onrecord.model import When

    try:
        when = When.of_date(value, text=None, rule="asked for") if value else None
    except ValueError:
        when = When(date.max, date.min, None, "asked for")
    if when and when.start and when.end and when.start > when.end:
        raise click.BadParameter(f"{value!r} is no time. Write it as 2024, 2024-03, 2024-03-01 or A/B.")
    return when


def who_option(command: Decorated) -> Decorated:
    """The person who decides."""
    return click.option("--who", metavar="NAME", required=True, help="Who decides; it is kept with the decision.")(
        command
    )


def limit_option(default: int) -> Callable[[Decorated], Decorated]:
    """How many results are shown."""
    return click.option(
        "--limit", type=click.IntRange(1, 1000), default=default, show_default=True, help="How many results at most."
    )
