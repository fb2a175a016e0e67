"""What a record needs of a reading and what follows from the reading alone: worked out where it was read, so that the
one process that writes has less to do. Nothing of it changes what is kept; what is missing is worked out then."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from onrecord.families.candidates import Sketch, related, sketch
from onrecord.families.features import texts
from onrecord.families.reports import Report
from onrecord.families.similarity import Sentences
from onrecord.model import Reading
from onrecord.record.actors import read_day
from onrecord.record.families.comparing import near_pairs
from onrecord.record.families.reports import paragraph_at


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The sketches of a reading's reports, and what its texts mean by the embeddings of the model `embedded_with`."""

    sketches: Mapping[Report, Sketch] = field(default_factory=dict)
    meanings: Mapping[str, bytes] = field(default_factory=dict)
    embedded_with: str = ""


def foreseen(reading: Reading, *, sentences: Sentences) -> Foreseen:
    """What follows from a reading alone: of the texts those that are compared within it."""
    sketches = {report: sketch(report) for report in _reports(reading)}
    compared = sorted(_compared(sketches))
    rows = sentences.embed(compared).astype(np.float16)
    return Foreseen(sketches, {text: row.tobytes() for text, row in zip(compared, rows, strict=True)}, sentences.name)


def _reports(reading: Reading) -> list[Report]:
    version = reading.article.latest
    blocks = tuple(block.span for block in version.blocks)
    published = read_day(version.published.value[:10]) if version.published else None
    return [
        Report(
            article_id=reading.article.id,
            outlet=version.outlet,
            published=published,
            statement=statement,
            quote=statement.quote(version.text),
            paragraph=paragraph_at(version.text, blocks, statement.content[0].start),
        )
        for statement in reading.statements
    ]


def _compared(sketches: Mapping[Report, Sketch]) -> set[str]:
    """The texts of all reports that are compared with others of the reading."""
    placed = list(sketches.items())
    compared: set[str] = set()
    for first, second in near_pairs([found.runs for _, found in placed]):
        (one, mine), (other, its) = placed[first], placed[second]
        if related(mine, its):
            compared.update(texts(one), texts(other))
    return compared
