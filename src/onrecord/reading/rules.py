"""The rules: attributions that a convention of writing or of layout decides, and so surer than the reader.

The reader is trained on running text. What a headline states, an embedded post, a quotation with its speaker's line in
a block of its own, or a turn of a transcript it rarely finds; their forms are conventions that all outlets share.

Statements of primary sources: the turns of a transcript, and the text of an official statement.

Their words are the statements themselves, without a cue. Which texts are primary sources is told by the version's
kind; in an article the same forms may be anything, and need more to be taken for turns.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Block, Span, Version
from onrecord.reading.conventions import conventional
from onrecord.reading.naming import Places
from onrecord.reading.signed import attributed_blocks, posts
from onrecord.reading.statements import decided
from onrecord.reading.transcripts import Turn, interview_of, transcript_of
from onrecord.reading.unclaimed import with_unclaimed
from onrecord.reading.words import Signs

CONFIDENCE, LESS = 0.95, 0.9
"""Of a transcript's turns, and of those of an article that has some."""
_ISSUED = re.compile(
    r"\b(?i:statement|remarks|declaration|communiqu[eé]|message|letter)\s+(?:by|from|of)\s+(?:the\s+)?"
    r"(?P<source>[^\W\d_a-z][^\n:;“”]{2,80}?)(?=\s+(?:on|about|at|regarding|following|in|after|to)\b|[:;.,\n]|$)"
)
_PARAGRAPH = re.compile(r"\S[^\n]*")


def with_primary(version: Version, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those of the kind of source. Turns replace what overlaps them, and in a transcript nobody
    states its headline; in an official statement its issuer is the source of the paragraphs that are nobody else's."""
    found = with_turns(version, attributions)
    if version.kind == "official":
        found = [*found, *issued(version, found)]
    return sorted(found, key=lambda one: one.content) if len(found) != len(attributions) else found


def with_turns(version: Version, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with the turns of a transcript, or of one that an article has in it or is."""
    transcript = transcript_of(version)
    answers = () if transcript.turns else interview_of(version)
    turns = [_attribution(turn, version) for turn in (*transcript.turns, *answers)]
    if not turns and version.kind != "transcript":
        return list(attributions)
    headline = [block.span for block in version.blocks if block.kind == "headline"]
    taken = sorted([*(part for one in turns for part in one.content), *transcript.unsaid, *headline])
    kept = [one for one in attributions if not any(_overlap(part, taken) for part in one.content)]
    return sorted([*kept, *turns], key=lambda one: one.content)


def _attribution(turn: Turn, version: Version) -> Attribution:
    source = (turn.label,) if turn.label else ()
    return Attribution(turn.content, source, (), "said", "direct", CONFIDENCE if version.kind == "transcript" else LESS)


def _overlap(part: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares a code point with one of those, which are in order and apart."""
    at = bisect_left(taken, part.end, key=lambda span: span.start)
    return at > 0 and taken[at - 1].end > part.start


def issued(version: Version, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The paragraphs of an official statement under the name of its issuer ("Statement by the Harbour Council"); none
    where its first lines do not name one."""
    named = _ISSUED.search(version.text, 0, min(len(version.text), 400))
    if named is None:
        return
    start = version.text.find("\n", named.end())
    taken = Places(attributions)
    spans = (Span(*line.span()) for line in _PARAGRAPH.finditer(version.text, start)) if start >= 0 else ()
    for span in spans:
        if not taken.at(span, "content") and len(span.of(version.text).split()) > 3:
            yield Attribution((span,), (Span(*named.span("source")),), (), "said", "direct", CONFIDENCE)


def attributions(
    version: Version,
    found: Sequence[Attribution],
    *,
    headline: Attribution | None = None,
    signs: Signs | None = None,
) -> list[Attribution]:
    """The attributions that the reader found, as the rules and the learned choice have them, in this order:

    1. `headline`, what the headline states, replaces what the reader took from it; first, so that it is trimmed as all
       others are. Who a headline names is known from the whole article, so that it is made elsewhere and given.
    2. The conventions of statements trim each one, and leave out what nobody said. Before the layout, so that words
       that lose their attribution are free to be somebody else's.
    3. Posts and blocks with the speaker's line replace the contents that overlap theirs.
    4. What is in quotation marks and still nobody's goes to whom the typography gives it; so it needs all of the above.
    5. Which of them are statements, and their borders, is decided by what the reader says of each word (`signs`); what
       was not read has none, and stays as it is.
    6. The turns of a transcript replace what overlaps them, and paragraphs of an official statement that are nobody's
       are its issuer's; last, as a turn's words are its own whatever else they look like."""
    proposals = proposed(version, found, headline=headline)
    return with_primary(version, decided(version.text, proposals, signs) if signs else proposals)


def proposed(
    version: Version, found: Sequence[Attribution], *, headline: Attribution | None = None
) -> list[Attribution]:
    """The attributions before it is decided which are statements."""
    text = version.text
    kept = conventional(text, with_headline(version, found, headline))
    return with_unclaimed(text, with_layout(text, kept, blocks=version.blocks))


def with_headline(version: Version, found: Sequence[Attribution], headline: Attribution | None) -> list[Attribution]:
    """The attributions with the headline's own put in front of them; it replaces what overlaps it."""
    if headline is None:
        return list(found)
    spans = [block.span for block in version.blocks if block.kind == "headline"]
    return [headline, *(one for one in found if not any(part.overlaps(spans[0]) for part in one.content))]


def with_layout(text: str, found: Sequence[Attribution], *, blocks: Sequence[Block] = ()) -> list[Attribution]:
    """The attributions with those of posts and attributed blocks, which replace the contents that overlap theirs."""
    laid_out = list(posts(text))
    known = Places(laid_out)
    of_blocks = attributed_blocks(text, blocks)
    laid_out += [one for one in of_blocks if not any(known.at(part, "content") for part in one.content)]
    known = Places(laid_out)
    kept = []
    for one in found:
        others = tuple(part for part in one.content if not known.at(part, "content"))
        kept += [replace(one, content=others)] if others else []
    return [*kept, *laid_out]
