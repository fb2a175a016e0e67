"""Explicit agreement and disagreement: who is reported to agree with whom, in the words of an article.

An edge needs three things in one sentence: somebody who speaks in the article, a cue that tells agreement or its
opposite ("agreed with", "echoing", "rejected"), and behind it, before the next clause, another one who speaks in it: by
name, by an office that only one of them holds ("the French leader"), or by a pronoun with one possible meaning. What is
only wished, asked or imagined tells nothing, and what a third person says of two others is theirs to say.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.english.countries import place
from onrecord.english.sentences import ends_between, sentence_end, sentence_start
from onrecord.english.words import OFFICES, PREPOSITIONS
from onrecord.model import Reading, Span, Speaker, Statement

Relation = Literal["agrees", "disagrees"]

_AGREES = r"""
agree(?:s|d|ing)?\s+(?:\w+ly\s+)?with|sid(?:es?|ed|ing)\s+with|concur(?:s|red|ring)?\s+with|echo(?:es|ed|ing)?
align(?:s|ed|ing)?\s+(?:\w+sel(?:f|ves)\s+)?with|in\s+(?:line|agreement)\s+with|back(?:s|ed|ing)|(?<=\sto\s)back|(?<=\snot\s)back
endors(?:es?|ed|ing)|support(?:s|ed|ing)?|second(?:ed|ing)|shar(?:es?|ed|ing)|defend(?:s|ed|ing)?
st(?:and|ands|ood|anding)\s+(?:by|with|behind)|joined|joining
"""
_DISAGREES = r"""
disagree(?:s|d|ing)?\s+(?:\w+ly\s+)?with|reject(?:s|ed|ing)?|rebut(?:s|ted|ting)?|refut(?:es?|ed|ing)
contradict(?:s|ed|ing)?|disput(?:es?|ed|ing)|oppos(?:es?|ed|ing)|critici[sz](?:es?|ed|ing)|denounc(?:es?|ed|ing)
condemn(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|challeng(?:es?|ed|ing)|rebuk(?:es?|ed|ing)|slam(?:s|med|ming)|decri(?:es|ed)
push(?:es|ed|ing)?\s+back\s+(?:against|on|at)|hit(?:s|ting)?\s+(?:back|out)\s+at|tak(?:es|ing)\s+issue\s+with
took\s+issue\s+with|at\s+odds\s+with|clash(?:es|ed|ing)?\s+with|object(?:s|ed|ing)?\s+to|broke\s+with
part(?:s|ed|ing)?\s+ways\s+with|contest(?:s|ed|ing)?|mock(?:s|ed|ing)?|ridicul(?:es?|ed|ing)|lash(?:es|ed|ing)?\s+out\s+at
"""
_CUE = re.compile(
    rf"\b(?:(?P<agrees>{'|'.join(_AGREES.split())})|(?P<disagrees>{'|'.join(_DISAGREES.split())}))\b", re.I
)
_BEFORE = 60
"""Characters between who agrees and the cue, within a sentence."""
_OBJECT = 120
"""Characters behind the cue in which the other is named."""
_OBJECT_END = re.compile(
    r"[,;:.!?“”\"()–—]|\b(?:that|who|which|whether|if|when|while|after|before|because|but|and\s+\w+ed|saying|said|says|"
    r"telling|told|adding|on\s+whether)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:\bnot|n[’']t|\bnever|\bnor|\bno\s+longer|\bwithout)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_REFUSED = re.compile(r"\brefus(?:es?|ed|ing)\s+to\s+$", re.IGNORECASE)
_UNREAL = re.compile(
    r"(?:\bto|\b(?:would|could|should|might|may|can|must|if|whether|unless|will)\b(?:\s+\w+){0,2})\s+$", re.I
)
_FIRST = re.compile(r"\b(?:I|we)\s+(?:[\w’']+\s+){0,2}$")
_THIRD = re.compile(r"\b(?:he|she|they|it)\s+(?:[\w’']+\s+){0,2}$", re.IGNORECASE)
_PRONOUN = re.compile(r"\s*(?:him|her|his|them|their)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_ELSEWHERE = PREPOSITIONS - {"of", "against"}
"""What follows then is no object of the cue: "support for"."""
_ROLE_OF = re.compile(r",|\s(?:of|for|at|in|and)\s")
"""What stands before it in a role is the office: "president of the union"."""
_GOING_ON = PREPOSITIONS | frozenset(
    """and or as last this next yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday again
    then too earlier later now""".split()
)
_LEADERS = frozenset("leader president premier minister chancellor pm king queen head chief chairman secretary".split())
_NAMELESS = frozenset("unnamed document".split())


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Somebody agrees, or disagrees, with somebody else: both as the article names them, the statement that shows it,
    and the words that say so, by their place in the text."""

    speaker: Speaker
    other: Speaker
    relation: Relation
    statement: Statement
    span: Span


def has_cue(text: str) -> bool:
    """Whether words that tell agreement or disagreement stand in a text."""
    return _CUE.search(text) is not None


def agreements(reading: Reading, near: Iterable[Span] | None = None) -> Iterator[Agreeing]:
    """Who agrees with whom in an article, or in some stretches of its text, each pair once."""
    text = reading.article.latest.text
    known = _speakers(reading.statements)
    told: set[tuple[str, str, Relation]] = set()
    for span in (Span(0, len(text)),) if near is None else near:
        for cue in _CUE.finditer(text, span.start, span.end):
            one = _agreeing(reading, known, cue)
            if one and (one.speaker.name, one.other.name, one.relation) not in told:
                told.add((one.speaker.name, one.other.name, one.relation))
                yield one


def _agreeing(reading: Reading, known: Sequence[Speaker], cue: re.Match[str]) -> Agreeing | None:
    text = reading.article.latest.text
    start, end = sentence_start(text, cue.start()), sentence_end(text, cue.end())
    relation = _relation(text[start : cue.start()], "agrees" if cue["agrees"] else "disagrees")
    if relation is None or text[cue.end() : cue.end() + 4].lower() == " by ":
        return None
    found = _subject(reading, cue, Span(start, max(end, cue.end())))
    if found is None:
        return None
    speaker, statement = found
    words = text[cue.end() : min(cue.end() + _OBJECT, max(end, cue.end()))]
    told = _other(words, [one for one in known if one.name != speaker.name])
    if told is None and (pronoun := _PRONOUN.match(words)):
        one = _before(reading, speaker, Span(start, cue.start()))
        told = (one, pronoun.end()) if one else None
    if told is None:
        return None
    return Agreeing(speaker, told[0], relation, statement, Span(cue.start(), cue.end() + told[1]))


def _relation(before: str, told: Relation) -> Relation | None:
    """What a cue tells behind these words of its sentence; None where it is not said to be so."""
    before = before[-_BEFORE:]
    if _REFUSED.search(before):
        return "disagrees" if told == "agrees" else None
    if _NEGATED.search(before):
        return "disagrees" if told == "agrees" else None
    return None if _UNREAL.search(before) else told


def _subject(reading: Reading, cue: re.Match[str], sentence: Span) -> tuple[Speaker, Statement] | None:
    """Who agrees, and the statement that names them: whoever says so in their own words, or the source before the cue,
    or, of "echoing", the source of the sentence."""
    text = reading.article.latest.text
    inside = [one for one in reading.statements if any(_holds(part, cue) for part in one.content)]
    if inside:
        own = inside[-1]
        begin = max(sentence.start, next(part.start for part in own.content if _holds(part, cue)))
        before = text[begin : cue.start()]
        says = _FIRST.search(before) or (own.type != "direct" and _THIRD.search(before))
        return (own.speakers[0], own) if says and len(own.speakers) == 1 and own.speakers[0].kind == "person" else None
    return _source(reading, cue, sentence)


def _source(reading: Reading, cue: re.Match[str], sentence: Span) -> tuple[Speaker, Statement] | None:
    """The source before the cue or, of "echoing", the nearest one of the sentence, and its statement."""
    text = reading.article.latest.text
    around = [
        (span, one)
        for one in reading.statements
        for span in one.source
        if sentence.start <= span.start < sentence.end and len(one.speakers) == 1
    ]
    before_cue = [(span, one) for span, one in around if span.end <= cue.start()]
    if before_cue:
        span, one = max(before_cue, key=lambda found: (found[0].end, _has_cue_at(found[1], cue)))
        gap = Span(span.end, cue.start())
        is_near = gap.end - gap.start <= _BEFORE and not ends_between(text, gap.start, gap.end)
        if is_near and not _is_cued(one, gap):
            return one.speakers[0], one
    participle = cue.group().split()[0].lower().endswith("ing") or cue.group().lower().startswith("in ")
    if participle and around:
        span, one = min(around, key=lambda found: abs(found[0].start - cue.start()))
        return one.speakers[0], one
    return None


def _holds(part: Span, cue: re.Match[str]) -> bool:
    return part.start <= cue.start() < part.end


def _has_cue_at(statement: Statement, cue: re.Match[str]) -> bool:
    return any(part.start < cue.end() and cue.start() < part.end for part in statement.cue)


def _is_cued(statement: Statement, gap: Span) -> bool:
    """Whether the statement's own cue stands between: what follows is then something else."""
    return any(gap.start <= part.start and part.end <= gap.end for part in statement.cue)


def _speakers(statements: Iterable[Statement]) -> list[Speaker]:
    """Everyone who has a name in the article, with the longest role that it gives them."""
    found: dict[str, Speaker] = {}
    for one in statements:
        for speaker in (*one.speakers, *one.principals):
            if speaker.kind in _NAMELESS:
                continue
            held = found.get(speaker.name)
            if held is None or len(_role(speaker)) > len(_role(held)):
                found[speaker.name] = speaker
    return list(found.values())


def _other(words: str, known: Sequence[Speaker]) -> tuple[Speaker, int] | None:
    """Who is named first in these words, and where the name ends."""
    end = _OBJECT_END.search(words)
    words = words[: end.start()] if end else words
    tokens = list(_WORD.finditer(words))
    plain = [_POSSESSIVE.sub("", token.group()) for token in tokens]
    if plain and words[: tokens[0].start()].isspace() and plain[0].lower() in _ELSEWHERE:
        return None
    for number in range(len(tokens)):
        named = [one for one in known if _is_named(one, plain, number)]
        if len(named) == 1 and _ends_at(words, tokens, number):
            return named[0], _end(words, tokens, number)
    for number in range(1, len(tokens)):
        held = [one for one in known if one.kind == "person" and _is_office(one, plain, number)]
        if len(held) == 1:
            return held[0], _end(words, tokens, number)
    return None


def _end(words: str, tokens: Sequence[re.Match[str]], number: int) -> int:
    """Where the words end that tell whom somebody agrees with: "the French leader's" is not all of it."""
    token, following = tokens[number], tokens[number + 1 : number + 2]
    is_owned = _POSSESSIVE.search(token.group()) and following
    return following[0].end() if is_owned and words[token.end() : following[0].start()] == " " else token.end()


def _is_named(one: Speaker, words: Sequence[str], number: int) -> bool:
    """Whether a name ends at a word: a person's last one, of others the whole name."""
    name = [_POSSESSIVE.sub("", word) for word in _WORD.findall(one.name)]
    if not name or words[number] != name[-1] or not name[-1][0].isupper():
        return False
    return one.kind == "person" or list(words[max(0, number - len(name) + 1) : number + 1]) == name


def _ends_at(words: str, tokens: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a name ends what is named: "Nato allies" are not Nato, but "Nato's allies" or "Nato on Monday" are no
    other name."""
    token = tokens[number]
    if number + 1 == len(tokens) or _POSSESSIVE.search(token.group()):
        return True
    following = tokens[number + 1]
    word = following.group().lower()
    return words[token.end() : following.start()] != " " or word in _GOING_ON or word.endswith("ly")


def _is_office(one: Speaker, words: Sequence[str], number: int) -> bool:
    """Whether "the French leader" or "the prime minister" is the person's office."""
    head = words[number].lower()
    if head not in OFFICES and head not in _LEADERS:
        return False
    role = _role(one)
    own = [word.lower() for word in _WORD.findall(_ROLE_OF.split(role, maxsplit=1)[0])][-1:]
    before = words[max(0, number - 3) : number]
    lands = {code for word in before if word[0].isupper() and (code := place(word))}
    own_lands = {
        code for word in _WORD.findall(role) if word[0].isupper() and (code := place(re.sub(r"[’']s$", "", word)))
    }
    if lands and not lands & own_lands:
        return False
    same = head in own or (head == "leader" and bool(_LEADERS.intersection(own)) and bool(lands))
    return same and (bool(lands) or "the" in (word.lower() for word in before))


def _before(reading: Reading, speaker: Speaker, before: Span) -> Speaker | None:
    """The one other person who is named between the beginning of the paragraph and a place."""
    block = next(
        (one.span for one in reading.article.latest.blocks if one.span.start <= before.end <= one.span.end), before
    )
    others = {
        one.speakers[0].name: one.speakers[0]
        for one in reading.statements
        for span in one.source
        if block.start <= span.start < before.end and len(one.speakers) == 1
    }
    others.pop(speaker.name, None)
    found = [one for one in others.values() if one.kind == "person"]
    return found[0] if len(found) == 1 else None


def _role(one: Speaker) -> str:
    return one.role.text if one.role else ""
