"""Options and arguments that several commands share, so that they are called and explained the same everywhere;
and the kinds of arguments and groups of commands that Click lacks."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from onrecord.model import When

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_TIME = re.compile(rf"{_DATE.pattern}|\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d.{{0,30}}", re.ASCII)
_DATES = "A day, a month or a year: 2024-03-01, 2024-03 or 2024."

_DURATION = re.compile(r"(\d{1,5})\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SHORTEST = timedelta(minutes=1)

DEFAULT_RECORD = "onrecord.record"
ACTS = ("states", "denies", "asks", "urges", "promises", "refuses", "accuses", "agrees", "disagrees")
"""Those of the model, which is not imported before a command runs."""


class Number(click.IntRange):
    """A whole number within bounds, which nobody has to call an integer range."""

    name = "whole number"


class Share(click.FloatRange):
    """A number within bounds."""

    name = "number"


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
        callback=published_time,
        help="When the articles were published, overriding what they say themselves: 2024-03-01 or "
        "2024-03-01T17:45:00-05:00. Dates like “Thursday” are resolved from it, unless it is only a month (2024-03) "
        "or a year (2024).",
    )(command)


def allow_private_option(command: Decorated) -> Decorated:
    """Whether addresses may lead to this machine or its network."""
    return click.option(
        "--allow-private",
        is_flag=True,
        help="Also fetch from this machine and its network. By default such addresses are refused, because an "
        "outside page could lead there.",
    )(command)


def processes_option(command: Decorated) -> Decorated:
    """In how many processes articles are read."""
    return click.option(
        "--processes",
        type=Number(min=1),
        metavar="N",
        envvar="ONRECORD_PROCESSES",
        show_envvar=True,
        help="How many processes read articles, each with up to 800 MB of memory. By default one per core, or this "
        "one alone for fewer than eight inputs.",
    )(command)


def published_time(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The value of `--published`, where it is a time that can be read in one way only."""
    from onrecord.problems.sources import PublishedNotATime
    from onrecord.sources.times import given_time

    if value is None:
        return None
    try:
        if not _TIME.fullmatch(value):
            raise PublishedNotATime(value)
        given_time(value)
    except PublishedNotATime as problem:
        raise click.BadParameter(str(problem)) from problem
    return value


def weights_option(command: Decorated) -> Decorated:
    """Weights of the user's own."""
    return click.option(
        "--weights",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="FOLDER",
        envvar="ONRECORD_WEIGHTS",
        show_envvar=True,
        help="Read with weights of your own, such as those trained on your corrections, from this folder.",
    )(command)


def kind_option(command: Decorated) -> Decorated:
    """What all inputs are: reports, or primary sources."""
    return click.option(
        "--as",
        "as_",
        type=click.Choice(["article", "transcript", "official", "interview"]),
        help="What the inputs are: articles, interviews, or primary sources (transcripts and official statements). "
        "By default captions (.vtt, .srt) are transcripts and everything else is an article.",
    )(command)


def format_option(*formats: str, help: str) -> Callable[[Decorated], Decorated]:  # noqa: A002
    """How the result is written; the first is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        is_eager=True,  # --out is checked against it
        help=help,
    )


_OUT = "Write to this file, as its ending says unless --format is given; by default to standard output."


def out_option(
    help: str = _OUT,  # noqa: A002
    *,
    folder: bool = False,
) -> Callable[[Decorated], Decorated]:
    """The file, or with some formats the folder, that a result is written to."""
    path = click.Path(dir_okay=folder)
    return click.option("--out", metavar="FILE", type=path, default="-", callback=_out, help=help)


def _out(context: click.Context, parameter: click.Parameter, value: str) -> str:
    chosen = context.params.get("format_")
    if chosen == "table" and value != "-":
        context.params["format_"] = _format_of(value, context)
    if chosen == "parquet" and value == "-":
        raise click.UsageError("--format parquet needs --out FILE; it is not text, so it cannot be printed.")
    return value


_ENDINGS = {"ndjson": "jsonl", "htm": "html", "pq": "parquet"}


def _format_of(name: str, context: click.Context) -> str:
    """The format that the ending of a file names. Raises click.UsageError where it names none, or a table is asked
    for, which is only printed."""
    choice = next(one.type for one in context.command.params if one.name == "format_")
    formats = tuple(choice.choices) if isinstance(choice, click.Choice) else ()
    ending = Path(name).suffix.lower().lstrip(".")
    ending = _ENDINGS.get(ending, ending)
    asked_for = context.get_parameter_source("format_") is not ParameterSource.DEFAULT
    if asked_for or ending not in formats or ending == "table":
        others = ", ".join(formats[1:])
        raise click.UsageError(f"--out needs another --format ({others}); a table can only be printed.")
    return ending


def language_model_options(below: str) -> Callable[[Decorated], Decorated]:
    """The language model that is asked as second reader; `below` tells about what."""

    def decorated(command: Decorated) -> Decorated:
        """The command with the three options."""
        for option in (
            click.option(
                "--below",
                metavar="CONFIDENCE",
                type=Share(0, 1),
                default=0.7,
                show_default=True,
                help=f"{below} 1 for all.",
            ),
            click.option("--model", metavar="NAME", help="The name of that language model, as its server calls it."),
            click.option(
                "--llm",
                metavar="URL",
                help="Ask a language model as a second reader: the address of a server that speaks the OpenAI "
                "protocol, such as llama.cpp, Ollama or vLLM. A key is taken from ONRECORD_LLM_KEY.",
            ),
        ):
            command = option(command)
        return command

    return decorated


def since_option(help: str) -> Callable[[Decorated], Decorated]:  # noqa: A002
    """The first day of what is asked for."""
    return click.option("--since", callback=_first_day, metavar="DATE", help=f"{help} {_DATES}")


def until_option(help: str) -> Callable[[Decorated], Decorated]:  # noqa: A002
    """The last day of what is asked for."""
    return click.option("--until", callback=_last_day, metavar="DATE", help=f"{help} {_DATES}")


def _first_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return _date(value).start if value else None


def _last_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return _date(value).end if value else None


def _date(value: str) -> "When":
    from onrecord.model import When

    try:
        if _DATE.fullmatch(value):
            return When.of_date(value, text=None, rule="asked for")
    except ValueError:  # such as a 13th month
        pass
    raise click.BadParameter(f"{value!r} is not a date. Write it as 2024, 2024-03 or 2024-03-01.")


def when_option(command: Decorated) -> Decorated:
    """A time: a day, a month, a year, or two of them as an interval."""
    return click.option(
        "--when",
        callback=_when,
        metavar="TIME",
        help="Only utterances known to date from this time: 2024, 2024-03, 2024-03-01, or A/B.",
    )(command)


def _when(context: click.Context, parameter: click.Parameter, value: str | None) -> "When | None":
    from onrecord.model import When

    if not value:
        return None
    first, _, last = value.partition("/")
    when = When(_date(first).start, _date(last or first).end, None, "asked for")
    if when.start and when.end and when.start > when.end:
        raise click.BadParameter(f"{value!r} ends before it begins. Write it as 2024, 2024-03, 2024-03-01 or A/B.")
    return when


def who_option(command: Decorated) -> Decorated:
    """The person who decides."""
    return click.option("--who", metavar="NAME", required=True, help="Your name; it is kept with the decision.")(
        command
    )


def note_option(command: Decorated) -> Decorated:
    """Why it is decided."""
    return click.option("--note", metavar="TEXT", help="Why; it is kept with the decision.")(command)


def limit_option(
    default: int,
    help: str = "Maximum number of results.",  # noqa: A002
    *,
    most: int = 1000,
) -> Callable[[Decorated], Decorated]:
    """How many results are shown, or statements looked at."""
    return click.option("--limit", type=Number(1, most), metavar="N", default=default, show_default=True, help=help)


class Duration(click.ParamType):  # type: ignore[type-arg]  # generic in some versions of Click only
    """A length of time such as 15m."""

    name = "duration"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> timedelta:
        """Number and unit as a timedelta; at least a minute."""
        if isinstance(value, timedelta):
            return value
        found = _DURATION.fullmatch(value.strip().lower())
        length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta(0)
        if length < _SHORTEST:
            self.fail(
                f"{value!r} is not a length of time of at least a minute. Write it as 15m, 6h or 1d.",
                parameter,
                context,
            )
        return length


class ListedByDefault(click.Group):
    """A group that takes what is not one of its commands for the words of `list`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """As click does, with `list` before words and options of its own."""
        if not args or (args[0] not in self.commands and args[0] not in context.help_option_names):
            args = ["list", *args]
        return super().parse_args(context, args)
