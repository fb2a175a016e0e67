"""Whether a cue withholds its content: whether the source does not say it, but denies or refuses it.

Content alone is no claim: "her party would call a vote" is what was denied, "to condemn them" what was refused. A cue
is read as operators in a row: words that deny, words that refuse, and negations, of which two cancel each other out
("did not deny", "refused to rule out"). A negation alone withholds what a verb of saying brings ("did not say", "has
never claimed"), and contradicts what a verb of thinking brings ("does not believe").

The words by which acts are told, as `acts.toml` lists them, in all their forms.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Literal

from onrecord.model import Act, Span

Told = Act | Literal["rejects"]
"""What a word tells: an act, or that something is rejected, which is denied, refused or opposed by what it is."""
_GAP = 3
"""Words that may stand between two words of a phrase: "called once more for"."""


def forms(verbs: str) -> frozenset[str]:
    """The regular forms of verbs, and a few that no verb has."""
    found = set[str]()
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        short = verb[:-1] if verb.endswith("y") and verb[-2] not in "aeiou" else None
        found |= {verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing", f"{verb}ing"}
        found |= {f"{short}ies", f"{short}ied"} if short else set()
        found |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(found)


@cache
def verbs_of(told: Told) -> frozenset[str]:
    """All forms of the verbs that tell an act."""
    return forms(_lists()["verbs"].get(told, ""))


@cache
def single() -> dict[str, Told]:
    """What a word tells by itself."""
    lists = _lists()
    verbs = {form: told for told, verbs in lists["verbs"].items() for form in forms(verbs)}
    return verbs | {word: told for told, words in lists["words"].items() for word in words.split()}


@cache
def people() -> dict[str, Told]:
    """What a word tells that names people: "critics"."""
    return {word: told for told, words in _lists()["people"].items() for word in words.split()}


def phrase(words: Sequence[str], at: int) -> tuple[Told, int] | None:
    """What the phrase that begins with this word tells, and its last word's place; of several the nearest, longest."""
    found = [(end, -len(rest), told) for rest, told in _phrases().get(words[at], ()) if (end := _end(words, at, rest))]
    end, _, told = min(found, default=(0, 0, None))
    return (told, end) if told else None


def _end(words: Sequence[str], at: int, rest: Iterable[str]) -> int:
    """The place of the last of the words in a row; 0 where they do not follow."""
    for word in rest:
        following = words[at + 1 : at + 2 + _GAP]
        if word not in following:
            return 0
        at += 1 + following.index(word)
    return at


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Told]]]:
    found: dict[str, list[tuple[tuple[str, ...], Told]]] = {}
    for verb, rest, told in _split():
        for form in forms(verb):
            found.setdefault(form, []).append((rest, told))
    return found


def _split() -> Iterator[tuple[str, tuple[str, ...], Told]]:
    for told, phrases in _lists()["phrases"].items():
        for one in phrases:
            verb, *rest = one.split()
            yield verb, tuple(rest), told


@cache
def _lists() -> dict[str, dict[Told, str]]:
    lists: dict[str, dict[Told, str]] = tomllib.loads(files("onrecord.english").joinpath("acts.toml").read_text("utf8"))
    return lists


_Operator = Literal["turns", "not"]

_BEFORE = 60
"""Characters before a cue in which words that belong to it are looked for ("did not" before "say")."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_CONTRACTED = re.compile(r"n't\b")
NEGATIONS = frozenset("not never nothing without neither nor nobody none".split())
AUXILIARIES = frozenset(
    "do does did has have had having is are was were be been would will could can may might should also yet ever even "
    "to so still once again".split()
)
_NOT_NEGATED = frozenset("only just merely simply alone".split())
"""After "not" these make no negation: "not only said"."""
_TURNING = verbs_of("denies") | verbs_of("rejects") | {"denial", "denials", "refusal", "refusals", "rejection"}
_REFUSING = forms("refuse decline balk demur rebuff")
_PHRASES = ("denies", "refuses")
"""Phrases of these acts turn the content too."""
_FAILING = {*((verb, "to") for verb in forms("fail")), ("yet", "to")}
_SAYING = forms(
    """say tell comment confirm mention disclose elaborate answer respond reply address discuss specify explain
    identify name detail give provide offer state claim suggest announce admit acknowledge concede promise commit
    pledge endorse condemn apologize apologise reveal share indicate release speak talk vow guarantee predict argue
    assert allege propose recommend cite describe imply blame accuse back call express declare use"""
) | {"said", "told", "gave", "given", "spoke", "spoken"}
_THINKING = forms("believe think expect agree accept want support see feel consider favor favour buy regard") | {
    "thought", "saw", "seen", "felt", "bought",
}  # fmt: skip
# A vote "of no confidence" negates nothing.
_NO = re.compile(r"(?<!\bof )\bno\b", re.IGNORECASE)
_SAID_NOTHING = frozenset("mention comment statement reference indication promise promises commitment word".split())
"""After "no" these withhold: "made no mention of"."""


def withholds(words: Sequence[str], *, source: str = "") -> bool:
    """Whether a cue of these words withholds its content. `source` may negate it ("nobody said")."""
    operators = list(_operators(words, source))
    if len(operators) % 2 == 0:
        return False
    return "turns" in operators or _negates_saying(words, nobody=is_nobody(source))


def turns(text: str) -> bool:
    """Whether any word of a sentence denies, refuses or negates something."""
    return bool(list(_operators(words_of(text), ""))) or bool(_NO.search(text))


def is_negation(words: Sequence[str], at: int) -> bool:
    """Whether the word at this place negates the ones behind it, or what was said ("nothing")."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if (word, following) in _FAILING or (word == "no" and following in _SAID_NOTHING):
        return True
    return word in NEGATIONS and following not in _NOT_NEGATED


def is_saying(word: str) -> bool:
    """Whether a word is a form of a verb of saying."""
    return word in _SAYING


def is_nobody(source: str) -> bool:
    """Whether a source is nobody: then nobody said it."""
    words = _WORD.findall(source)
    if not words:
        return False
    # "No 10" and "No Labels" are names; "no official" is nobody.
    first, lower = words[0].lower(), len(words) > 1 and words[1].islower()
    return first in ("nobody", "none", "neither") or (first == "no" and lower)


def words_of(text: str) -> list[str]:
    """The words in small letters, "didn't" as "did not"."""
    whole = text.lower().replace("’", "'").replace("cannot", "can not").replace("won't", "will not")
    return _WORD.findall(_CONTRACTED.sub(" not", whole))


def lead(text: str, cue: Span) -> str:
    """The words right before the cue that belong to it, as they stand: auxiliaries, negations, "declined to"."""
    start = max(0, cue.start - _BEFORE)
    before = text[start : cue.start]
    if before and not before[-1].isspace():
        return ""
    found, turned = len(before), False
    for word in reversed(list(_WORD.finditer(before))):
        if before[word.end() : found].strip() or (start and word.start() == 0):
            break
        plain = words_of(word.group())
        operator = any(one in NEGATIONS or one in _REFUSING | _TURNING or one == "failed" for one in plain)
        if not operator and not all(one in AUXILIARIES or one.endswith("ly") for one in plain):
            break
        found = word.start()
        turned = turned or operator
    return before[found:] if turned else ""


def _operators(words: Sequence[str], source: str) -> Iterator[_Operator]:
    if is_nobody(source):
        yield "not"
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        told = phrase(words[at : at + 2], 0)
        if (told and told[0] in _PHRASES) or (word, following) in _FAILING or word in _REFUSING | _TURNING:
            yield "turns"
        elif (word in NEGATIONS and following not in _NOT_NEGATED) or (word == "no" and following in _SAID_NOTHING):
            yield "not"


def _negates_saying(words: Sequence[str], *, nobody: bool) -> bool:
    """Whether a negation alone withholds: by the verb that it negates."""
    start = 0 if nobody else min(at for at, word in enumerate(words) if word in NEGATIONS or word == "no")
    if not nobody and words[start] in ("no", "nothing"):
        return True
    for word in islice(words, start, None):
        if word in _SAYING or word in _THINKING:
            return True
        if word not in AUXILIARIES and word not in NEGATIONS and not word.endswith("ly"):
            return False
    return False
