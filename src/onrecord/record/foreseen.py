"""What a record needs of a reading and what follows from the reading alone: worked out where it was read, so that the
one process that writes has less to do. Nothing of it changes what is kept; what is missing is worked out then."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from onrecord.families.candidates import Sketch, related, sketch
from onrecord.families.similarity import Sentences
from onrecord.families.tokens import plain_words
from onrecord.families.values import Report
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
    texts = sorted(_compared(sketches))
    rows = sentences.embed(texts).astype(np.float16)
    return Foreseen(sketches, {text: row.tobytes() for text, row in zip(texts, rows, strict=True)}, sentences.name)


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
    """The texts of one speaker that may be one utterance and are not told to be by equal words."""
    placed = list(sketches.items())
    texts: set[str] = set()
    for first, second in near_pairs([found.runs for _, found in placed]):
        (one, mine), (other, its) = placed[first], placed[second]
        same_speaker = not mine.outline.speakers.isdisjoint(its.outline.speakers)
        if same_speaker and related(mine, its) and plain_words(one.quote) != plain_words(other.quote):
            texts.update((one.quote, other.quote))
    return texts
