"""`export` and `import`: the record in the files of other programs, and theirs in the record."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.terminal.annotations import ANNOTATIONS, write_annotations
from onrecord.cli.terminal.options import record_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.exchange import Gathered, Taken
    from onrecord.exports.annotations.coded import CodedPosition, Exchanged
    from onrecord.model import Reading
    from onrecord.record import Record

_OF_RECORD = ("jsonl", "csv", "parquet", "corrections")
_OF_POSITIONS = ("dna", "events")
_BY_ENDING = {".csv": "csv", ".parquet": "parquet", ".jsonld": "jsonld", ".dna": "dna"}
_IMPORTED_BY_ENDING = {".dna": "dna", ".csv": "events", ".tsv": "events"}


@click.command()
@record_option
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_OF_RECORD, *_OF_POSITIONS, *ANNOTATIONS]),
    help="By default the format of the ending of FILE (.csv, .parquet, .jsonld, .dna), else jsonl. jsonl: one JSON "
    "object per line for each article. csv, parquet: a table with one row per statement. corrections: articles with "
    "decisions, as the decisions left them, to evaluate and train the reader with. dna: a database of Discourse "
    "Network Analyzer. events: its event list, one row per position. jsonld: articles, quotations and claims of "
    "schema.org. claim-review: drafts of reviews. web-annotation: W3C Web Annotation. brat, uima: a folder of files "
    "for brat, or for INCEpTION.",
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(),
    default="-",
    help="Write to this file, or for brat and uima to this folder; by default to standard output.",
)
@click.option(
    "--article",
    "articles",
    metavar="ARTICLE",
    multiple=True,
    help="Only this article, by its id or address. Repeatable.",
)
@click.option(
    "--question",
    "questions",
    metavar="QUESTION",
    multiple=True,
    help="Only positions on this question: its text, words of it, or its id. Repeatable.",
)
@click.option("--doubtful", is_flag=True, help="Also positions that the model is unsure of and nobody has decided.")
@click.option(
    "--all-articles", is_flag=True, help="With dna: also articles without a position, for example to code them in DNA."
)
def export(record: str, format_: str | None, out: str, articles: tuple[str, ...], **choice: Any) -> None:
    """Write the record in a format of other programs.

    The latest version of every article, with its statements; in formats that have a place for them also who their
    speakers are after merges and imports, the family each belongs to, and the positions on questions, as each coder
    coded them. A file is written under a temporary name and then renamed, so it is either complete or absent. A .dna
    file that exists is never overwritten.

    \b
    Example:
      onrecord export --format csv --out statements.csv
      onrecord export --question "ferry bridge" --out ferry.dna
    """
    from onrecord.record import open_record

    format_ = format_ or _BY_ENDING.get(Path(out).suffix.lower(), "jsonl")
    if format_ in ("parquet", "dna") and out == "-":
        raise click.UsageError(f"--format {format_} needs --out FILE; it is not text, so it cannot be printed.")
    with open_record(record, write=False) as opened:
        if format_ in _OF_POSITIONS:
            _export_positions(opened, articles, format_=format_, out=out, **choice)
        elif format_ in ANNOTATIONS:
            found = _gathered(opened, articles, **choice)
            coded: dict[str, list[CodedPosition]] = {}
            for one in found.coded:
                coded.setdefault(one.position.article, []).append(one)
            readings = _readings(opened, articles)
            write_annotations(readings, format_=format_, out=out, coded=coded, questions=found.questions, record=opened)
        else:
            _export_record(opened, articles, format_=format_, out=out)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "--format",
    "format_",
    type=click.Choice(["dna", "events"]),
    help="A database of Discourse Network Analyzer, or its event list; by default the format of the file's ending.",
)
@click.option(
    "--who",
    metavar="NAME",
    required=True,
    help="Your name, which is kept with the questions, and with codings of an event list that names no coder.",
)
@record_option
def import_(files: tuple[str, ...], format_: str | None, who: str, record: str) -> None:
    """Import codings from Discourse Network Analyzer.

    FILE is a database (.dna) or an event list (.csv). Documents become articles, concepts questions, and each coding a
    statement with a decision in its coder's name about the position it shows. An event list has no documents: its rows
    belong to articles of the record, found by headline and words. Importing a file again changes nothing.

    \b
    Example:
      onrecord import discourse.dna --who "Kim Park"
    """
    from onrecord.cli.terminal.output import end, list_failures, open_to_write, tell
    from onrecord.exchange import take_in

    failures = []
    with open_to_write(record) as opened:
        for file in files:
            found = _imported(opened, file, format_=format_, who=who)
            taken = take_in(opened, found, place=file, who=who)
            tell(f"{file}: {_told(taken, other=found.other)}")
            failures += taken.failures
    list_failures(failures)
    end(failed=bool(failures))


def _imported(record: "Record", file: str, *, format_: str | None, who: str) -> "Exchanged":
    from onrecord.exports.dna.events import matched, read_events
    from onrecord.exports.dna.importing import exchanged
    from onrecord.exports.dna.reading import read_dna
    from onrecord.problems.exchange import NoFormat

    path = Path(file)
    format_ = format_ or _IMPORTED_BY_ENDING.get(path.suffix.lower())
    if format_ == "dna":
        return exchanged(read_dna(path), origin=file)
    if format_ == "events":
        return matched(read_events(path), record.readings(), origin=file, coder=who)
    raise NoFormat(path, "dna or events")


def _told(taken: "Taken", *, other: int) -> str:
    from onrecord.exports.marked import counted

    parts = [
        f"{counted(taken.articles, 'article')} added, {taken.extended:,} extended",
        f"{counted(taken.questions, 'new question')}",
        f"{counted(taken.codings, 'coding')}, {taken.known:,} known already",
        *([f"{counted(taken.proposals, 'proposal')} of the program left out"] if taken.proposals else []),
        *([f"{counted(other, 'coding')} of other types left out"] if other else []),
    ]
    return f"{'; '.join(parts)}."


def _export_positions(
    record: "Record", articles: tuple[str, ...], *, format_: str, out: str, all_articles: bool, **choice: Any
) -> None:
    from dataclasses import replace

    from onrecord.cli.terminal.output import tell, telling, whole_file
    from onrecord.exports.dna.events import event_list
    from onrecord.exports.dna.exporting import coded_database
    from onrecord.exports.dna.writing import PASSWORD, write_dna
    from onrecord.exports.marked import counted

    found = _gathered(record, articles, all_articles=all_articles, **choice)
    if format_ == "events":
        with whole_file(out) as file:
            file.writelines(event_list(found.readings, found.questions, found.coded))
        return
    if all_articles:
        found = replace(found, readings=tuple(_readings(record, articles)))
    with telling(out):
        write_dna(Path(out), coded_database(found.readings, found.questions, found.coded))
    held = f"{counted(len(found.readings), 'article')} and {counted(len(found.coded), 'position')}"
    tell(f"{out} has {held}. In DNA every coder's password is “{PASSWORD}”.")
    if not found.coded:
        tell(
            "Nobody has a position there: ask a question with `onrecord ask`, leave out --question or --article, or "
            "give --all-articles to code the articles in DNA."
        )


def _export_record(record: "Record", articles: tuple[str, ...], *, format_: str, out: str) -> None:
    from onrecord.cli.terminal.output import json_line, whole_file, write_table
    from onrecord.exports.articles import to_json
    from onrecord.exports.table import hits_of, with_known
    from onrecord.exports.views.decisions import to_corrections

    if format_ in ("csv", "parquet"):
        hits = (hit for reading in _readings(record, articles) for hit in hits_of(reading))
        write_table(record.known(hits), format_=format_, out=out)
        return
    with whole_file(out) as file:
        if format_ == "corrections":
            file.writelines(json_line(article) for article in to_corrections(record))
        else:
            known = with_known(_readings(record, articles), record)
            file.writelines(json_line(to_json(reading, known=its)) for reading, its in known)


def _readings(record: "Record", articles: tuple[str, ...]) -> "Iterator[Reading]":
    return map(record.article, articles) if articles else record.readings()


def _gathered(
    record: "Record", articles: tuple[str, ...], *, questions: tuple[str, ...], doubtful: bool, all_articles: bool
) -> "Gathered":
    from dataclasses import replace

    from onrecord.exchange import gathered

    found = gathered(record, questions, doubtful=doubtful)
    if not articles:
        return found
    wanted = {record.article(one).article.id for one in articles}
    return replace(
        found,
        readings=tuple(one for one in found.readings if one.article.id in wanted),
        coded=tuple(one for one in found.coded if one.position.article in wanted),
    )
