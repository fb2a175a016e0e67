"""`read` and `add`: articles in."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.terminal.annotations import ANNOTATIONS, write_annotations
from onrecord.cli.terminal.options import (
    allow_private_option,
    format_option,
    inputs_argument,
    kind_option,
    out_option,
    processes_option,
    published_option,
    record_option,
    weights_option,
)
from onrecord.problems.record import RecordProblem

if TYPE_CHECKING:
    from onrecord.model import ArticleKind
    from onrecord.sources.inputs import Given


@click.command()
@inputs_argument
@published_option
@kind_option
@click.option(
    "--kind",
    type=click.Choice(["said", "held", "all"]),
    help="Only what was said, or only what is held (a belief, fear or wish that the author narrates). By default "
    "the table shows what was said and JSON has everything.",
)
@weights_option
@processes_option
@allow_private_option
@format_option(
    "table",
    "json",
    "jsonl",
    "csv",
    "parquet",
    *ANNOTATIONS,
    help="A table for the screen; one JSON object with all articles, or one per line for each; a table for a program "
    "with one row per statement; or statements in other vocabularies: jsonld, claim-review (schema.org) and "
    "web-annotation (W3C), one object per line for each article; brat and uima (for INCEpTION), a folder of files.",
)
@out_option(
    "Write to this file, as its ending says unless --format is given, or for brat and uima to this folder; by default "
    "to standard output.",
    folder=True,
)
def read(
    inputs: tuple[str, ...],
    published: str | None,
    as_: Any,
    kind: str | None,
    weights: Path | None,
    processes: int | None,
    allow_private: bool,
    format_: str,
    out: str,
) -> None:
    """Read articles and print their statements.

    INPUT is a file (HTML, text, Word, PDF, captions, JSON lines, or a table in CSV, TSV or Parquet with an article per
    row), a folder, an address, or - for standard input. Nothing is stored. Anything that was not read, such as articles
    in other languages, is counted at the end. Ctrl-C stops after the current article.

    \b
    Example:
      onrecord read article.html --published 2024-03-01
    """
    from onrecord.cli.articles.failures import tell_unread
    from onrecord.cli.terminal.output import end, end_stopped, list_failures
    from onrecord.cli.terminal.readings import of_kind, write_readings
    from onrecord.collect import Done, read_all
    from onrecord.exports.marked import counted
    from onrecord.sources import left_out

    done, given = Done(), _given(inputs, published=published, kind=as_, allow_private=allow_private)
    kind = kind or ("said" if format_ == "table" else "all")
    found = read_all(given, failed=done.failures.append, reader=weights, processes=processes)
    readings = done.following(found)
    write = write_annotations if format_ in ANNOTATIONS else write_readings
    try:
        write(of_kind(readings, kind=kind), format_=format_, out=out)
    except KeyboardInterrupt:
        printed = f"{counted(done.counts['read'], 'article')} printed in full, the rest not read."
        end_stopped(f"Stopped: {printed if out == '-' else f'{out} was not written.'}")
    list_failures(done.failures)
    tell_unread(done, left_out(inputs))
    end(failed=bool(done.failures))


@click.command()
@inputs_argument
@record_option
@published_option
@kind_option
@weights_option
@processes_option
@allow_private_option
@click.option("--again", is_flag=True, help="Re-read inputs that are already in the record.")
def add(
    inputs: tuple[str, ...],
    record: str,
    published: str | None,
    as_: Any,
    weights: Path | None,
    processes: int | None,
    allow_private: bool,
    again: bool,
) -> None:
    """Read articles and keep them in the record.

    INPUT is a file (HTML, text, Word, PDF, captions, JSON lines, or a table in CSV, TSV or Parquet with an article per
    row), a folder, an address, or - for standard input. Each article is stored with its statements and the bytes that
    prove them. Articles already in the record are skipped; a changed article becomes a new version. A file that gives
    the address of an article that was fetched is a copy: it is kept beside the fetched version and never replaces it.
    Failed inputs are kept with their reason; `onrecord failures` lists them. Ctrl-C keeps what has been read; the same
    command then continues where it stopped.

    \b
    Example:
      onrecord add articles/ https://example.org/story --record ferry.record
    """
    from onrecord.cli.articles.failures import tell_unread
    from onrecord.cli.terminal.output import end, end_stopped, list_failures, open_to_write, progress, tell
    from onrecord.collect import Done, add_all
    from onrecord.sources import left_out

    done, given = Done(), _given(inputs, published=published, kind=as_, allow_private=allow_private)
    try:
        with open_to_write(record) as opened, progress(inputs) as step:
            add_all(given, record=opened, again=again, step=step, done=done, reader=weights, processes=processes)
    except KeyboardInterrupt:
        goes_on = "The same command without --again" if again else "The same command"
        end_stopped(f"Stopped: {done.summary()} Record: {record}\n{goes_on} continues where it stopped.")
    except RecordProblem:
        if done.counts or done.failures:
            tell(f"Ended early: {done.summary()} Record: {record}")
        raise
    list_failures(done.failures)
    tell_unread(done, left_out(inputs))
    tell(f"{done.summary()} Record: {record}")
    end(failed=bool(done.failures))


def _given(
    inputs: tuple[str, ...], *, published: str | None, kind: "ArticleKind | None", allow_private: bool
) -> "Iterator[Given]":
    """What the inputs hold, not opened yet; how columns of tables are understood is told."""
    from onrecord.cli.terminal.output import tell
    from onrecord.sources import to_load

    return to_load(
        inputs,
        published=published,
        standard_input=sys.stdin.buffer,
        kind=kind,
        allow_private=allow_private,
        tell=tell,
    )
