"""What a cue does with its content: whether the source denies it, or refuses it.

Content alone is no claim: "her party would call a vote" is what was denied, "to condemn them" what was refused. A cue
is read as operators in a row: words that deny, words that refuse, and negations, of which two cancel each other out
("did not deny", "refused to rule out"). A negation alone withholds what a verb of saying brings ("did not say", "has
never claimed"), and contradicts what a verb of thinking brings ("does not believe").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from onrecord.model import Attribution, Span, Statement

Act = Literal["denies", "refuses"]
_Operator = Literal["denies", "refuses", "rejects", "not"]

_BEFORE = 60
"""Characters before a cue in which words that belong to it are looked for ("did not" before "say")."""
_OBJECT = 80
"""Characters of the content that tell what a word like "rejected" is said of."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_CONTRACTED = re.compile(r"n[’']t\b", re.IGNORECASE)
_NEGATIONS = frozenset("not never nothing without neither nor nobody none".split())
_AUXILIARIES = frozenset(
    "do does did has have had having is are was were be been would will could can may might should also yet ever even "
    "to so still once again".split()
)
_NOT_NEGATED = frozenset("only just merely simply alone".split())
"""After "not" these make no negation: "not only said"."""


def _forms(verbs: str) -> frozenset[str]:
    found = set[str]()
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        short = verb[:-1] if verb.endswith("y") and verb[-2] not in "aeiou" else None
        found |= {verb, f"{verb}s", f"{stem}ed", f"{stem}ing", f"{verb}ing"}
        found |= {f"{short}ies", f"{short}ied"} if short else set()
        found |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(found)


_DENYING = _forms("deny dispute refute rebut disavow disclaim repudiate debunk contradict") | {"denial", "denials"}
_REFUSING = _forms("refuse decline balk demur rebuff") | {"refusal", "refusals"}
_REJECTING = _forms("reject dismiss") | {"rejection"}
"""Claims are denied by them, and offers refused."""
_PAIRS: dict[tuple[str, str], Literal["denies", "refuses"]] = {
    **{(verb, "back"): "denies" for verb in _forms("push")},
    **{(verb, way): "denies" for verb in _forms("brush wave shrug") for way in ("off", "aside", "away")},
    **{(verb, "down"): "denies" for verb in (*_forms("knock"), "shot", "shoots", "shooting")},
    **{(verb, "out"): "refuses" for verb in _forms("rule")},
    **{(verb, "short"): "refuses" for verb in _forms("stop")},
    ("yet", "to"): "refuses",
    **{(verb, "to"): "refuses" for verb in _forms("fail")},
}
_SAYING = _forms(
    """say tell comment confirm mention disclose elaborate answer respond reply address discuss specify explain
    identify name detail give provide offer state claim suggest announce admit acknowledge concede promise commit
    pledge endorse condemn apologize apologise reveal share indicate release speak talk vow guarantee predict argue
    assert allege propose recommend cite describe imply blame accuse back call express declare use"""
) | {"said", "told", "gave", "given", "spoke", "spoken"}
_THINKING = _forms("believe think expect agree accept want support see feel consider favor favour buy regard") | {
    "thought", "saw", "seen", "felt", "bought",
}  # fmt: skip
# A vote "of no confidence" negates nothing.
_NO = re.compile(r"(?<!\bof )\bno\b", re.IGNORECASE)
_SAID_NOTHING = frozenset("mention comment statement reference indication promise promises commitment word".split())
"""After "no" these withhold: "made no mention of"."""
_CLAIM = re.compile(
    r"\b(?:claim|allegation|accusation|charge|suggestion|assertion|report|rumou?r|notion|idea|criticism|argument|"
    r"characteri[sz]ation|insinuation|speculation|theory|contention|premise|concern|question|fear|complaint|account|"
    r"version|conclusion|finding|lie|narrative|link|involvement|wrongdoing)s?\b|^\W*that\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = r"^\W*(?:(?:the|a|an|any|all|his|her|its|their|\w{1,30}['’]s?)\s+){0,2}(?:\w{1,30}\s+)?"
_LEAVE = (
    "requests?|motions?|petitions?|appeals?|bids?|applications?|permits?|permission|bail|parole|entry|access|visas?|"
    "asylum"
)
_ASKED_LEAVE = re.compile(rf"{_OF_SOMEBODY}(?:{_LEAVE})\b", re.IGNORECASE)
"""What is denied to somebody is refused, not contradicted."""
_ASKED_FOR = re.compile(
    rf"{_OF_SOMEBODY}(?:{_LEAVE}|calls?|offers?|proposals?|plans?|deals?|demands?|invitations?|bills?|amendments?)\b",
    re.IGNORECASE,
)


_UTTERANCE = re.compile(r"\W{0,9}[A-ZÀ-Þ][\w’']*(?:\W{1,9}\w+){2}")
"""A quotation that begins like a sentence is the denial itself, in its own words: “I was never there,” she denied."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that bring a content, with those before them that turn them ("did not say"), and what they do with
    it; `act` is None where they neither deny nor refuse it."""

    words: str
    act: Act | None


def cue_of(statement: Statement | Attribution, text: str) -> Cue | None:
    """The cue of a statement of this text; None where it has none."""
    if not statement.cue:
        return None
    cue = " ".join(span.of(text) for span in statement.cue)
    content = statement.content[0].of(text) if statement.content else ""
    lead = _lead(text, statement.cue[0])
    source = statement.source[0].of(text) if statement.source else ""
    words = " ".join(f"{lead}{cue}".split()).strip(" :,;–—-")
    uttered = statement.type == "direct" and _UTTERANCE.match(content)
    act = None if uttered else cue_act(f"{lead}{cue}", content=content, source=source)
    return Cue(words, act) if words else None


def act(statement: Statement | Attribution | None, text: str) -> Act | None:
    """What the cue of a statement of this text does with the content; None where it neither denies nor refuses it."""
    cue = cue_of(statement, text) if statement else None
    return cue.act if cue else None


def turns(words: str) -> bool:
    """Whether any word of a sentence denies, refuses or negates something."""
    return bool(list(_operators(_words(words), ""))) or bool(_NO.search(words))


def cue_act(cue: str, *, content: str = "", source: str = "") -> Act | None:
    """What a cue does with its content. `content` tells claims from requests, `source` may negate ("nobody said")."""
    words = _words(cue)
    operators = list(_operators(words, source))
    if len(operators) % 2 == 0:
        return None
    strong = [one for one in operators if one != "not"]
    if not strong:
        return _negated(words, nobody=_is_nobody(source))
    if strong[-1] == "rejects":
        return _rejected(words, content)
    if strong[-1] == "denies" and _ASKED_LEAVE.match(content[:_OBJECT]):
        return "refuses"
    return "denies" if strong[-1] == "denies" else "refuses"


def _operators(words: Sequence[str], source: str) -> Iterator[_Operator]:
    if _is_nobody(source):
        yield "not"
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if pair := _PAIRS.get((word, following)):
            yield pair
        elif word in _DENYING:
            yield "denies"
        elif word in _REFUSING:
            yield "refuses"
        elif word in _REJECTING:
            yield "rejects"
        elif (word in _NEGATIONS and following not in _NOT_NEGATED) or (word == "no" and following in _SAID_NOTHING):
            yield "not"


def _negated(words: Sequence[str], *, nobody: bool) -> Act | None:
    """What a negation alone does: by the verb that it negates."""
    start = 0 if nobody else min(at for at, word in enumerate(words) if word in _NEGATIONS or word == "no")
    if not nobody and words[start] in ("no", "nothing"):
        return "refuses"
    for word in islice(words, start, None):
        if word in _SAYING:
            return "refuses"
        if word in _THINKING:
            return "denies"
        if word not in _AUXILIARIES and word not in _NEGATIONS and not word.endswith("ly"):
            return None
    return None


def _rejected(words: Sequence[str], content: str) -> Act:
    beginning = content[:_OBJECT]
    if _ASKED_FOR.match(beginning):
        return "refuses"
    dismissed = any(word.startswith("dismiss") for word in words)
    return "denies" if dismissed or _CLAIM.search(" ".join(words)) or _CLAIM.search(beginning) else "refuses"


def _is_nobody(source: str) -> bool:
    words = _words(source)
    if not words:
        return False
    # "No 10" and "No Labels" are names; "no official" is nobody.
    lower = len(words) > 1 and _WORD.findall(source)[1].islower()
    return words[0] in ("nobody", "none", "neither") or (words[0] == "no" and lower)


def _words(text: str) -> list[str]:
    spelled = _CONTRACTED.sub(" not", text.lower().replace("cannot", "can not").replace("won’t", "will not"))
    return _WORD.findall(spelled.replace("won't", "will not"))


def _lead(text: str, cue: Span) -> str:
    """The words right before the cue that belong to it, as they stand: auxiliaries, negations, "declined to"."""
    start = max(0, cue.start - _BEFORE)
    before = text[start : cue.start]
    if before and not before[-1].isspace():
        return ""
    found, turns = len(before), False
    for word in reversed(list(_WORD.finditer(before))):
        if before[word.end() : found].strip() or (start and word.start() == 0):
            break
        plain = _words(word.group())
        operator = any(one in _NEGATIONS or one in _REFUSING | _DENYING or one == "failed" for one in plain)
        if not operator and not all(one in _AUXILIARIES or one.endswith("ly") for one in plain):
            break
        found = word.start()
        turns = turns or operator
    return before[found:] if turns else ""
