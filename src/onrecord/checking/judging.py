"""From what the record holds beside a quotation to the verdict on it.

The order is that of the doubt: words that stand in quotation marks under the same name settle a quotation; then words
of somebody else or another day; then words that were only reported; then changed words. What an article says in its
own words is the last resort, so that "not on record" is never said of words that a stored article holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.checking.values import PRIMARY, Evidence, QuotationVerdict

LEAST_COVERED = 0.6
"""Share of a quotation's words that a passage must have in order to be that quotation with changed words."""
NEAR = 0.4
"""The same for a candidate that is shown under "not on record"."""
WHOLE = 0.9
"""Likeness from which all of a passage is in a quotation that adds to it."""
FEWEST_WORDS_OF_ANOTHER = 6
"""A shorter part of what somebody else said ("we have to do this") is anybody's phrase."""
_OF_THE_SPEAKER = ("verbatim", "shortened", "altered", "found as indirect only")
SHOWN = 3
"""Pieces of evidence of a quotation: more are not read."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, what it rests on, and what else a reader should know."""

    verdict: QuotationVerdict
    evidence: tuple[Evidence, ...]
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def judge(found: Sequence[Evidence], *, length: int, denied: bool = False) -> Judgement:
    """The verdict on a quotation of `length` words, which the draft itself has as `denied` or not."""
    judged = _judge(found, length=length)
    if judged.verdict not in _OF_THE_SPEAKER or not judged.evidence[0].opposed:
        return judged
    return opposed(judged.evidence, denied=denied)


def opposed(evidence: tuple[Evidence, ...], *, denied: bool) -> Judgement:
    """The verdict where one side denies the words, and the other has them as said."""
    if denied:
        return Judgement("said on record", evidence, notes=("On record these words are not denied.",))
    return Judgement(
        "denied on record", evidence, notes=("The record has the opposite; see the cue before the words.",)
    )


def _judge(found: Sequence[Evidence], *, length: int) -> Judgement:
    exact = [one for one in found if _is_exact(one) and not _is_phrase(one, length)]
    if quoted := [one for one in exact if one.passage.kind == "quoted"]:
        return _quoted(quoted)
    if reported := [one for one in exact if one.passage.kind == "reported"]:
        return _reported(reported)
    altered = [one for one in found if one.wording.relation == "altered" and _is_changed(one)]
    changed = [one for one in altered if one.passage.kind == "quoted"]
    own = [one for one in exact if one.passage.kind == "text"]
    if own and not any(one.speaker_fits for one in changed):
        return Judgement("found as indirect only", closest(own), notes=_OWN_WORDS)
    if changed := _preferred(changed):
        return _altered(changed)
    if reported := [one for one in _preferred(altered) if one.passage.kind == "reported" and one.speaker_fits]:
        return Judgement("found as indirect only", closest(reported), notes=("The words differ as well.",))
    return Judgement("not on record", _nearest(found))


_OWN_WORDS = ("The words are in the article's own text; the record does not say whose they are.",)


def _quoted(found: Sequence[Evidence]) -> Judgement:
    if _contradicts([one.speaker_fits for one in found]):
        return Judgement("other speaker", closest([one for one in found if one.speaker_fits is False]))
    fitting = [one for one in found if one.speaker_fits] or [one for one in found if one.speaker_fits is None]
    if _contradicts([one.occasion_fits for one in fitting]):
        return Judgement("other date or occasion", closest([one for one in fitting if one.occasion_fits is False]))
    fitting = [one for one in fitting if one.occasion_fits is not False]
    best = closest(fitting)
    verdict: QuotationVerdict = "verbatim" if best[0].wording.relation == "verbatim" else "shortened"
    return Judgement(verdict, best, _cut(best[0]), _notes(best[0]))


def _reported(found: Sequence[Evidence]) -> Judgement:
    if _contradicts([one.speaker_fits for one in found]):
        others = [one for one in found if one.speaker_fits is False]
        return Judgement("other speaker", closest(others), notes=("The record has the words as indirect speech only.",))
    return Judgement("found as indirect only", closest([one for one in found if one.speaker_fits is not False]))


def _altered(found: Sequence[Evidence]) -> Judgement:
    best = closest(found)
    notes = []
    if best[0].speaker_fits is False:
        notes.append("The record also names another speaker.")
    if best[0].occasion_fits is False:
        notes.append("The record also gives another date or occasion.")
    return Judgement("altered", best, _cut(best[0]), (*notes, *_notes(best[0])))


def _cut(best: Evidence) -> tuple[str, ...]:
    return tuple(f"The cut {warning}." for warning in best.wording.warnings)


def _contradicts(answers: Sequence[bool | None]) -> bool:
    """Whether some evidence speaks against the draft and none for it."""
    return False in answers and True not in answers


def _preferred(found: Sequence[Evidence]) -> list[Evidence]:
    fitting = [one for one in found if one.speaker_fits is not False]
    return fitting or [one for one in found if one.covered >= 0.8]


def _is_exact(one: Evidence) -> bool:
    return one.wording.relation in ("verbatim", "shortened") and one.covered >= LEAST_COVERED


def _is_changed(one: Evidence) -> bool:
    """Whether the passage is the quotation with changed words: most of it, or, under the same name, all of the passage
    with as many words added."""
    whole = one.wording.likeness >= WHOLE and one.passage.kind == "quoted" and one.speaker_fits is True
    return one.covered >= (NEAR if whole else LEAST_COVERED)


def _is_phrase(one: Evidence, length: int) -> bool:
    return one.speaker_fits is False and one.wording.relation == "shortened" and length < FEWEST_WORDS_OF_ANOTHER


def _notes(best: Evidence) -> tuple[str, ...]:
    if best.passage.statement is None:
        return ("The article does not say, or the record does not know, whose words these are.",)
    return ()


def closest(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """One piece an article, the closest first."""
    by_article: dict[str, Evidence] = {}
    for one in sorted(found, key=_doubt):
        by_article.setdefault(one.reading.article.id, one)
    return tuple(by_article.values())[:SHOWN]


def _doubt(one: Evidence) -> tuple[object, ...]:
    relations = ("verbatim", "shortened", "altered", "different")
    published = one.reading.article.latest.published
    return (
        one.speaker_fits is not True,
        one.speaker_fits is False,
        one.opposed,
        one.occasion_fits is False,
        relations.index(one.wording.relation),
        len(one.wording.warnings),
        one.reading.article.latest.kind not in PRIMARY,
        -one.covered,
        len(one.wording.changes),
        published.value if published else "9",
        len(one.passage.words),
    )


def _nearest(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    near = [one for one in found if one.covered >= NEAR]
    by_article: dict[str, Evidence] = {}
    for one in sorted(near, key=lambda one: (-one.covered, len(one.passage.words))):
        by_article.setdefault(one.reading.article.id, one)
    return tuple(by_article.values())[:SHOWN]
