"""The formats by name, and the files that brat and INCEpTION take: a pair, or one, for each article."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from onrecord.exports.annotations.brat import brat_annotations, brat_configuration
from onrecord.exports.annotations.coded import CodedPosition
from onrecord.exports.annotations.schema_org import claim_reviews, jsonld
from onrecord.exports.annotations.uima import uima_cas
from onrecord.exports.annotations.web_annotation import web_annotations
from onrecord.model import Reading, sha256
from onrecord.positions.values import Question
from onrecord.record.values import Known

_Made = Callable[[Reading, Iterable[CodedPosition], Iterable[Question], Mapping[str, Known]], dict[str, Any]]
AS_LINES: Mapping[str, _Made] = {
    "jsonld": lambda reading, coded, questions, its: jsonld(reading, its=its),
    "claim-review": lambda reading, coded, questions, its: claim_reviews(reading, its=its),
    "web-annotation": lambda reading, coded, questions, its: web_annotations(reading, coded, questions, its=its),
}
"""Formats of which an article is one object of JSON, by the name under which `--format` has them."""
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST = 80


def article_files(
    format_: str, reading: Reading, coded: Iterable[CodedPosition], questions: Iterable[Question]
) -> Iterator[tuple[str, str]]:
    """The names of an article's files with what is in them."""
    name = _name(reading.article.id)
    if format_ == "uima":
        yield f"{name}.json", json.dumps(uima_cas(reading, coded, questions), ensure_ascii=False)
        return
    yield f"{name}.txt", reading.article.latest.text
    yield f"{name}.ann", "".join(brat_annotations(reading, coded, questions))


def folder_files(format_: str) -> Iterator[tuple[str, str]]:
    """Those that stand in a folder once."""
    if format_ == "brat":
        yield "annotation.conf", brat_configuration()


def _name(id_: str) -> str:
    """A name that every system takes, and no other article has."""
    short = _UNSAFE.sub("-", id_).strip("-.")[:_LONGEST]
    return short if short == id_ else f"{short or 'article'}-{sha256(id_)[:8]}"
