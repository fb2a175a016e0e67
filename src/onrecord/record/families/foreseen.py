"""What a record needs of a reading and what follows from the reading alone: worked out where it was read, so that the
one process that writes has less to do. Nothing of it changes what is kept; what is missing is worked out then."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from onrecord.families.candidates import Sketch, related, sketch
from onrecord.families.comparison import is_possible, judge
from onrecord.families.features import texts
from onrecord.families.reports import Report, Told
from onrecord.families.similarity import Sentences
from onrecord.model import Reading
from onrecord.record.actors import read_day
from onrecord.record.families.comparing import near_pairs
from onrecord.record.families.reports import paragraph_at


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The sketches of a reading's reports, in their order; how those relate that are compared with each other, two by
    two by their numbers in it; and what their texts mean by the embeddings of the model `embedded_with`."""

    sketches: Mapping[Report, Sketch] = field(default_factory=dict)
    told: Mapping[tuple[int, int], Told | None] = field(default_factory=dict)
    meanings: Mapping[str, bytes] = field(default_factory=dict)
    embedded_with: str = ""


def foreseen(reading: Reading, *, sentences: Sentences) -> Foreseen:
    """What follows from a reading alone: of the texts those that are compared within it."""
    sketches = {report: sketch(report) for report in _reports(reading)}
    reports, sketched = list(sketches), list(sketches.values())
    told: dict[tuple[int, int], Told | None] = {}
    possible = []
    for first, second in near_pairs([found.runs for found in sketched]):
        if related(sketched[first], sketched[second]):
            told[first, second] = None
            if is_possible(reports[first], reports[second]):
                possible.append((first, second))
    compared = sorted({text for pair in possible for number in pair for text in texts(reports[number])})
    rows = sentences.embed(compared).astype(np.float16)
    meanings = {text: row.astype(np.float32) for text, row in zip(compared, rows, strict=True)}
    for first, second in possible:
        told[first, second] = judge(reports[first], reports[second], meanings=meanings)
    made = {text: row.tobytes() for text, row in zip(compared, rows, strict=True)}
    return Foreseen(sketches, told, made, sentences.name)


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
