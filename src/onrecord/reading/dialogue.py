"""Dialogue with dashes for quotation marks: "—The mine will close —said Ana Holt—. Nobody will buy it."

A paragraph that a dash opens is speech where a verb of speech with its speaker stands behind the first words: behind
a dash, a comma or a question mark. What the reader found there is then as sure as a quotation, and what it left out is
added; a list of names or facts has no such verb."""

import re
from dataclasses import replace

from onrecord.model import Attribution, Span
from onrecord.reading.naming import END, NAME, PRONOUN, ROLE, VERB
from onrecord.reading.places import Places

CONFIDENCE = 0.8
"""Of words with their speaker and verb directly behind them."""
_DASH = r"[—–―-]"
_FEWEST_WORDS = 2
_SPOKEN = re.compile(
    rf"^{_DASH}{{1,2}} ?(?P<content>\w[^\n]{{1,400}}?)(?:(?<=[?!…]) ?|,)?(?: {_DASH} ?|(?<=[,?!…]) )"
    rf"(?:(?P<source>{PRONOUN}|{NAME}|{ROLE}) (?P<cue>{VERB})\b"
    rf"|(?P<cue_first>{VERB}) (?P<source_last>{PRONOUN}\b|{NAME}|{ROLE}{END}))",
    re.MULTILINE,
)


def with_dialogue(text: str, places: Places) -> None:
    """Gives the words between dashes to who speaks them."""
    for spoken in _SPOKEN.finditer(text):
        if len(spoken["content"].split()) < _FEWEST_WORDS:
            continue
        end = text.find("\n", spoken.end())
        line = Span(spoken.start(), end if end >= 0 else len(text))
        inside = [
            number
            for number in places.at(line, "content")
            if all(line.start <= part.start and part.end <= line.end for part in places[number].content)
        ]
        for number in inside:
            one = places[number]
            if one.cue and one.source and one.kind == "said":
                places.replace(number, replace(one, type="direct", confidence=max(one.confidence, CONFIDENCE)))
        if not places.at(line) and not inside:
            first = "cue" if spoken["cue"] else "cue_first"
            source = Span(*spoken.span("source" if first == "cue" else "source_last"))
            content = Span(*spoken.span("content"))
            places.add(Attribution((content,), (source,), (Span(*spoken.span(first)),), "said", "direct", CONFIDENCE))
