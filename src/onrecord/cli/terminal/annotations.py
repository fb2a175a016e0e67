"""Statements in other vocabularies, written: lines of JSON, or a folder of files."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.stages import whole

if TYPE_CHECKING:
    from onrecord.exports.annotations.coded import CodedPosition
    from onrecord.model import Reading
    from onrecord.positions.values import Question
    from onrecord.record import Record
    from onrecord.record.values import Known

ANNOTATIONS = ("jsonld", "claim-review", "web-annotation", "brat", "uima")
"""The formats of `exports.annotations.files`, which is not imported before a command runs."""


def write_annotations(
    readings: "Iterable[Reading]",
    *,
    format_: str,
    out: str,
    coded: "Mapping[str, Sequence[CodedPosition]] | None" = None,
    questions: "Sequence[Question]" = (),
    record: "Record | None" = None,
) -> None:
    """An article a line, or its files in the folder `out`; `coded` are the positions by the ids of their articles,
    `record` is what tells who the speakers are."""
    from onrecord.cli.terminal.output import whole_file
    from onrecord.exports.annotations.files import AS_LINES
    from onrecord.exports.table import with_known

    if format_ not in AS_LINES:
        _write_files(readings, format_=format_, out=out, coded=coded or {}, questions=questions)
        return
    nothing: dict[str, Known] = {}
    told = with_known(readings, record) if record else ((reading, nothing) for reading in readings)
    with whole_file(out) as file:
        for reading, its in told:
            value = AS_LINES[format_](reading, (coded or {}).get(reading.article.id, ()), questions, its)
            with whole():
                file.write(json.dumps(value, ensure_ascii=False) + "\n")
                file.flush()


def _write_files(
    readings: "Iterable[Reading]",
    *,
    format_: str,
    out: str,
    coded: "Mapping[str, Sequence[CodedPosition]]",
    questions: "Sequence[Question]",
) -> None:
    from onrecord.exports.annotations.files import article_files, folder_files

    if out == "-":
        raise click.UsageError(f"--format {format_} needs --out FOLDER: each article becomes a file of its own.")
    for name, content in folder_files(format_):
        _write(Path(out), name, content)
    for reading in readings:
        with whole():
            for name, content in article_files(format_, reading, coded.get(reading.article.id, ()), questions):
                _write(Path(out), name, content)


def _write(folder: Path, name: str, content: str) -> None:
    from onrecord.cli.terminal.output import whole_file

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(f"The folder {folder} cannot be created: {reason}. Choose another name.") from error
    with whole_file(str(folder / name)) as file:
        file.write(content)
