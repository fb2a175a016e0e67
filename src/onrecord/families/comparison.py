"""Whether two statements report one utterance, and how, or make one point on two occasions.

Words in quotation marks decide where both have some in common; the author's words around them, and statements without
marks, are compared by meaning. What is weighed: how many words are common and how telling they are, whether the speaker
is the same, and whether both can be of one occasion. Constants were chosen on pairs judged by hand; see
docs/how-it-decides/families.md."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import exp

from onrecord.families.common import NOTHING, Common, common_quoted, common_stems, may_share, quoted_words, share_run
from onrecord.families.same_occasion import SameOccasion, is_long_before, is_said_again, occasion, published_apart
from onrecord.families.same_speaker import TWO_PERSONS, one_of_them, voices
from onrecord.families.tokens import plain_words
from onrecord.families.values import Doubt, Edge, Judged, Relation, Report, Told, Wording
from onrecord.families.wording import compare_wording, may_be_verbatim, spelled_out

NEARLY_ALL, MOST_OF_IT, HALF = 0.8, 0.6, 0.5
"""Shares of the shorter quotation that are common in two reports of one utterance: of one with changed words, of one
that is cut, and of a passage."""
SENTENCE = 8
"""Words in a row that nobody says twice by chance."""
FRAGMENT = 3
"""Quoted words that show one utterance of one speaker; two, in one article."""
UNSURE_SPEAKER = 5
"""The same where a speaker is not named, in articles of the same days."""
PASSAGE = 12
"""Words in common that show one utterance although some are changed, also where days or speakers are unsure."""
OTHER_SPEAKER = 10
"""Words in a row of which two speakers are one by mistake of an article."""
TELLING = 2
"""Words of content among them."""
SOON = timedelta(days=10)
"""Articles further apart report one utterance by the same words only."""
REMEMBERED = 5
"""Unchanged words by which articles further apart still report one utterance: a saying that is quoted for months."""
NEWS = timedelta(days=3)
"""Articles further apart that tell the same in other words report two utterances."""
BORNE_OUT = 0.45
"""Likeness in meaning of a statement and the quotation that follows at once and bears it out."""
LEAD_IN = 0.5
"""The same where other text stands between them."""
LEAD_IN_TO_PART = 0.6
"""The same where what follows is quoted in part: mostly a new statement."""
SAME_FRAGMENT = 0.5
"""The same of two tellings that quote the same word, as a caption repeats what the article says."""
RETOLD = 0.7
"""Likeness of two tellings in one article, close by."""
RETOLD_FAR = 0.8
"""The same further apart: an article of one speaker on one matter has many statements that are alike."""
RETOLD_ELSEWHERE = 0.7
"""Likeness of two tellings by two articles."""
OPPOSED = 0.1
"""By how much more two tellings must be alike where one says "not" and the other does not."""
TOLD = 4
"""Words of a telling; fewer ("the nomination") tell too little."""
SAME_POINT = 0.6
"""Likeness of two statements of one speaker that make one point."""
COPIED = 0.9
"""How sure it is that the same words of two authors tell one utterance."""
AT_ONCE, NEAR = 150, 600
"""Characters within which a quotation follows at once, and within which it bears out what was said before it."""


@dataclass(frozen=True, slots=True)
class _Pair:
    first: Report
    second: Report
    one_speaker: bool | None
    occasion: SameOccasion
    quoted: tuple[str, str]

    @property
    def one_article(self) -> bool:
        return self.first.article_id == self.second.article_id

    @property
    def one_fragment(self) -> bool:
        """Whether both quote the same words, be it a single one."""
        one, other = (plain_words(words) for words in self.quoted)
        return bool(one) and one == other


def compare(first: Report, second: Report, *, similarity: float | None) -> Edge | None:
    """How two statements relate; None where they do not. The order of the two changes nothing but the edge's.

    `similarity` is the product of the embeddings of both quotes; without it, only words in common decide."""
    found = judge(first, second)
    if found.told is not None:
        return _edge(first, second, found.told)
    told = None if similarity is None else by_meaning(found.doubts, similarity=similarity)
    return Edge(first.statement.id, second.statement.id, *told) if told else None


def judge(first: Report, second: Report) -> Judged:
    """What the words of two statements tell of them."""
    words = quoted_words(first), quoted_words(second)
    # A government is also its ministry: only two persons are surely two.
    speaker = one_of_them(voices(first.statement), voices(second.statement), apart=TWO_PERSONS)
    if speaker is False and not share_run(*words, OTHER_SPEAKER):
        return Judged()  # as all that follows would find
    pair = _Pair(first, second, speaker, occasion(first, second), words)
    # In one order: which of several equally long runs the alignment takes depends on it. Nothing is aligned where it
    # could not be enough.
    common = common_quoted(*sorted(words)) if may_share(*words, share=HALF, run=SENTENCE) else NOTHING
    relation = _by_words(pair, common)
    if relation is not None:
        return Judged((relation, _certainty(pair, common)))
    if _is_copied(pair):
        return Judged(("verbatim", COPIED))
    return Judged(doubts=tuple(_doubts(pair)) if pair.one_speaker else ())


def by_meaning(doubts: Iterable[Doubt], *, similarity: float) -> Told | None:
    """How two statements of this likeness relate that left these doubts."""
    relation = next((relation for least, relation in doubts if similarity >= least), None)
    return (relation, _clipped(similarity)) if relation is not None else None


def _by_words(pair: _Pair, common: Common) -> Relation | None:
    """What the quoted words tell."""
    if common.relation == "different" or not _is_enough(pair, common):
        return None
    relation: Relation = common.relation
    return "repeat" if _is_repeat(pair, common) else relation


def _is_enough(pair: _Pair, common: Common) -> bool:
    much = common.share >= MOST_OF_IT or common.run >= SENTENCE or (common.share >= HALF and common.words >= PASSAGE)
    if common.content < TELLING or not much:
        return False
    if _is_phrase(common) and not (common.run >= SENTENCE and pair.one_speaker):
        return False
    if pair.one_speaker is False:
        return common.run >= OTHER_SPEAKER and common.share >= MOST_OF_IT and not common.is_nested
    if pair.one_speaker is None:
        least = UNSURE_SPEAKER if _is_soon(pair, SOON) else SENTENCE
        return common.words >= (least if common.relation != "altered" else PASSAGE)
    return common.words >= FRAGMENT or (pair.one_article and common.share == 1)


def _is_phrase(common: Common) -> bool:
    """Whether the common words are but a phrase in two sentences that otherwise differ."""
    return common.relation == "altered" and common.share < NEARLY_ALL and common.words < PASSAGE


def _is_repeat(pair: _Pair, common: Common) -> bool:
    unchanged = common.relation in ("verbatim", "shortened")
    sure = unchanged and common.words >= SENTENCE and common.share >= MOST_OF_IT
    if _is_phrase(common) or (pair.occasion == "other" and not sure):
        return True
    if pair.one_article:
        both_direct = pair.first.statement.type == pair.second.statement.type == "direct"
        return both_direct and common.share < MOST_OF_IT
    if not _is_soon(pair, SOON) and not (unchanged and common.words >= REMEMBERED):
        return common.words < PASSAGE or common.share < NEARLY_ALL
    return not sure and (is_said_again(pair.first) or is_said_again(pair.second))


def _is_copied(pair: _Pair) -> bool:
    """Whether two tellings without quoted words are in the same words: one was copied from the other."""
    if any(pair.quoted) or pair.one_speaker is False or pair.occasion == "other" or not _is_soon(pair, SOON):
        return False
    quotes = pair.first.quote, pair.second.quote
    if len(plain_words(quotes[0])) < (SENTENCE if pair.one_speaker else PASSAGE):
        return False
    return may_be_verbatim(*quotes) and compare_wording(*quotes).relation == "verbatim"


def _doubts(pair: _Pair) -> Iterator[Doubt]:
    if pair.occasion == "other" or is_long_before(pair.first, pair.second):
        yield SAME_POINT, "repeat"
    if pair.occasion == "other" or all(len(plain_words(words)) >= SENTENCE for words in pair.quoted):
        # Two quotations without common words are two sentences.
        return
    if any(len(plain_words(report.quote)) < TOLD for report in (pair.first, pair.second)):
        return
    if pair.one_article:
        yield _least_likeness(pair), "verbatim" if pair.one_fragment else "paraphrase"
    else:
        yield RETOLD_ELSEWHERE + _opposition(pair), "paraphrase" if _is_soon(pair, NEWS) else "repeat"


def _is_soon(pair: _Pair, longest: timedelta) -> bool:
    apart = published_apart(pair.first, pair.second)
    return apart is None or apart <= longest


def _least_likeness(pair: _Pair) -> float:
    """The likeness from which two statements of one article are one: less where the later, close by, quotes what the
    earlier tells."""
    if pair.one_fragment:
        return SAME_FRAGMENT
    one, other = sorted((pair.first.statement, pair.second.statement), key=lambda found: found.content[0].start)
    distance = other.content[0].start - one.content[-1].end
    if distance > NEAR or one.type == "direct":
        return RETOLD_FAR + _opposition(pair)
    if other.type == "indirect":
        return RETOLD + _opposition(pair)
    if other.type == "mixed":
        return LEAD_IN_TO_PART if one.type == "indirect" else RETOLD
    if one.type == "mixed" and common_stems(*pair.quoted) < TELLING:
        return RETOLD
    return BORNE_OUT if distance <= AT_ONCE else LEAD_IN


def _opposition(pair: _Pair) -> float:
    return OPPOSED if _is_denied(pair.first.quote) != _is_denied(pair.second.quote) else 0.0


@lru_cache(maxsize=32768)
def _is_denied(quote: str) -> bool:
    """Whether it has "not" or "never", and these do not cancel each other out."""
    parts = spelled_out(plain_words(quote))
    return sum(part in ("not", "never") for part in parts) % 2 == 1


def _certainty(pair: _Pair, common: Common) -> float:
    # A dozen common words leave no doubt; three leave some.
    score = (1 - 0.5 * exp(-common.words / 4)) * (0.7 + 0.3 * min(1.0, common.share))
    doubt = {True: 1.0, None: 0.9, False: 0.6}[pair.one_speaker]
    return _clipped(score * doubt * (0.9 if pair.occasion == "other" else 1.0))


def _edge(first: Report, second: Report, told: Told) -> Edge:
    """The edge begins at the statement with more of the words, which the other shortens."""
    words, others = quoted_words(first), quoted_words(second)
    if not words and not others:  # copied
        return Edge(first.statement.id, second.statement.id, *told, compare_wording(first.quote, second.quote))
    forth = compare_wording(words, others)
    if forth.relation != "shortened" and len(plain_words(others)) > len(plain_words(words)):
        first, second, forth = second, first, compare_wording(others, words)
    wording: Wording | None = forth if forth.relation != "different" else None
    return Edge(first.statement.id, second.statement.id, *told, wording)


def _clipped(score: float) -> float:
    return round(max(0.0, min(1.0, score)), 4)
