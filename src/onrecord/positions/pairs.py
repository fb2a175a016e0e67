"""A question and an utterance as the pieces that the stance network reads.

`[CLS] question [SEP] they CUE: content [SEP] context [SEP]`, where the context is the paragraph with a gap for the
content. Who holds the position is hidden: the words that name the source or the holder are "they", wherever they stand,
so that nobody's stance is known by their name.
"""

import re
from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer

from onrecord.positions.values import Utterance

LONGEST = 128
"""Pieces that the network has positions for."""
OF_QUESTION, OF_CUE, OF_CONTENT = 40, 10, 60
"""Pieces of each part at most; what is left is for the context."""
_CLS, _SEP = 101, 102
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]{0,30}(?:\s[A-ZÀ-Þ][\w.’'-]{0,30}){0,5}")
_TITLES = frozenset("The A An Mr. Mrs. Ms. Dr. Sen. Rep. Gov. President Senator Minister His Her Its Their".split())
_PLAIN = frozenset("he she they it we i you who him her them".split())
HIDDEN, GAP = "they", "…"
_MOST_WORDS, _MOST_CONTEXT = 120, 2000
"""Words of a content that are looked for in the paragraph, and pieces of the paragraph that are cut."""


def hidden(text: str, *sources: str) -> str:
    """The text without the words that name somebody: all of them, and each name among them, are "they"."""
    for words in naming(*sources):
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", HIDDEN, text)
    return text


def naming(*sources: str) -> list[str]:
    """The words of sources and the names in them, the longest first; of a name the last word too."""
    found = set[str]().union(*map(_naming, sources))
    return sorted((words for words in found if len(words) > 1), key=lambda words: (-len(words), words))


def _naming(source: str) -> set[str]:
    source = source.strip(" ,;:")
    if source.lower() in _PLAIN:
        return set()
    found = {source}
    for match in _NAME.finditer(source):
        words = [word.removesuffix("’s").removesuffix("'s") for word in match[0].split()]
        while words and words[0] in _TITLES:
            words = words[1:]
        if words:
            found |= {" ".join(words), words[-1]}
    return found


def told(utterance: Utterance) -> str:
    """The cue and the content as one phrase, without what surrounds the words of a quotation."""
    cue = _hidden(utterance.cue, utterance).strip(" :,-–—") or "say"
    return f"{HIDDEN} {cue}:"


def pieces_of(question: str, utterance: Utterance, tokenizer: Tokenizer, *, context: bool = True) -> list[int]:
    """The numbers of the pieces, LONGEST at most; of a long paragraph those about the content."""
    asked = _cut(tokenizer, question, OF_QUESTION)
    cue = _cut(tokenizer, told(utterance), OF_CUE)
    content = _cut(tokenizer, _hidden(utterance.content, utterance), OF_CONTENT)
    found = [_CLS, *asked, _SEP, *cue, *content, _SEP]
    around = _around(utterance) if context else ""
    if not around:
        return found
    room = LONGEST - len(found) - 1
    return [*found, *_middle(_cut(tokenizer, around, _MOST_CONTEXT), tokenizer.token_to_id(GAP), room), _SEP]


def _around(utterance: Utterance) -> str:
    """The paragraph with its content left out, which the network has read by then."""
    words = utterance.content.split()[:_MOST_WORDS]
    paragraph = " ".join(utterance.paragraph.split())
    while words:
        part = next((part for part in _beginnings(words) if part in paragraph), "")
        paragraph = paragraph.replace(part, GAP, 1) if part else paragraph
        words = words[max(1, len(part.split())) :]
    return _hidden(paragraph, utterance) if paragraph.strip(" .,;:") != GAP else ""


def _hidden(text: str, utterance: Utterance) -> str:
    return hidden(" ".join(text.split()), utterance.source, *utterance.names)


def _beginnings(words: Sequence[str]) -> Iterator[str]:
    """The first words: all of them, all but the last, and so on, down to three or, of few, all."""
    for count in range(len(words), min(3, len(words)) - 1, -1):
        yield " ".join(words[:count])


def _cut(tokenizer: Tokenizer, text: str, most: int) -> list[int]:
    pieces: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return pieces[:most]


def _middle(pieces: Sequence[int], gap: int | None, room: int) -> Sequence[int]:
    """As many of the paragraph's pieces as there is room for, those about the gap of the content."""
    if len(pieces) <= room:
        return pieces
    at = pieces.index(gap) if gap in pieces else 0
    start = max(0, min(at - room // 2, len(pieces) - room))
    return pieces[start : start + room]
