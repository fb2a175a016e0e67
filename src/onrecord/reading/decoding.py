"""From the model's scores to attributions: tags give the spans, links tie them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.english.quotation_marks import is_quoted, type_of
from onrecord.model import Attribution
from onrecord.reading.calibration import Calibration, Evidence
from onrecord.reading.linking import Runs, Scores, read_links, within_paragraphs
from onrecord.reading.tagging import CONTENT, CUE, SOURCE, TAGS, tagged
from onrecord.reading.windows import Pieces, Window

LEAST_CONFIDENCE = 0.3
"""Attributions that are less probable are left out: on PolNeAR dev that adds a point and a half of
attribution F1 and a point of strict F1, and costs half a point of recall."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution with what speaks for it. Its confidence is not yet known."""

    attribution: Attribution
    evidence: Evidence


def decode(
    text: str, pieces: Pieces, scored: Sequence[tuple[Window, Scores]], *, calibration: Calibration
) -> list[Attribution]:
    """The attributions of an article that are probable enough, in order of their first content."""
    found = [
        replace(candidate.attribution, confidence=round(confidence, 4))
        for candidate in candidates(text, pieces, scored)
        if (confidence := calibration.confidence(candidate.evidence)) >= LEAST_CONFIDENCE
    ]
    return sorted(found, key=lambda attribution: attribution.content)


def candidates(text: str, pieces: Pieces, scored: Sequence[tuple[Window, Scores]]) -> Iterator[Candidate]:
    """All attributions that the scores allow, whatever their probability."""
    if not pieces.word.any():
        return
    tags = np.zeros((len(pieces), TAGS), dtype=np.float32)
    for window, scores in scored:
        tags[window.start : window.end] = scores.tags[window.start - window.context + 1 : window.length]
    words = tagged(pieces, tags)
    runs = Runs(words.runs(SOURCE), words.runs(CUE), words.runs(CONTENT))
    if not runs.cues or not runs.contents:
        return
    in_quotation = np.array([is_quoted(pieces.quoted, words.span(run).start) for run in runs.contents])
    links = within_paragraphs(read_links(scored, words, runs), words, runs, in_quotation=in_quotation)
    for cue, parts in links.parts().items():
        sources = links.sources_of(cue)
        contents = words.joined([runs.contents[part] for part in parts])
        content = tuple(words.span(run) for run in contents)
        attribution = Attribution(
            content=content,
            source=tuple(words.span(runs.sources[source]) for source in sources),
            cue=(words.span(runs.cues[cue]),),
            kind="said" if links.said[cue] >= 0.5 else "held",
            type=type_of(text, content, pieces.quoted),
        )
        certainty = words.mean_certainty([runs.cues[cue], *contents])
        yield Candidate(attribution, links.evidence(cue, parts, sources, tags=certainty))
