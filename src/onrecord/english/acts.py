"""What a source does with a content, by the cue and what stands around it: states, denies, asks, urges, promises,
refuses, accuses, agrees, disagrees; and whether that is itself negated ("did not say", "has never denied").

The first word or phrase of the cue that tells an act governs the others: "refused to endorse" refuses, "vowed to
oppose" promises. Words that tell several acts are decided by the content: "asked whether" asks, "asked him to leave"
urges. A cue that tells none states.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.english.negation import (
    AUXILIARIES,
    NEGATIONS,
    Told,
    forms,
    is_negation,
    is_nobody,
    is_saying,
    lead,
    people,
    phrase,
    single,
    withholds,
    words_of,
)
from onrecord.model import Act, Attribution, Statement

_BEGINNING = 120
"""Characters of the content that tell what kind of content it is."""
_NEAR = 40
"""Characters between a cue and a content that goes on with its clause: room for whom it was told to."""
_MOST_WORDS = 64
"""Words of a cue that are looked at."""
_HESITATING = frozenset("hesitate resist help shy mince forget stop doubt surprising surprised".split())
"""After "not" these negate nothing that is said: "did not hesitate to criticize"."""
_CLAIM = re.compile(
    r"\b(?:claim|allegation|accusation|charge|suggestion|assertion|report|rumou?r|notion|idea|criticism|argument|"
    r"characteri[sz]ation|insinuation|speculation|theory|contention|premise|concern|question|fear|complaint|account|"
    r"version|conclusion|finding|lie|narrative|link|involvement|wrongdoing)s?\b|^\W*that\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = r"^\W*(?:(?:the|a|an|any|all|his|her|its|their|\w{1,30}['’]s?)\s+){0,2}(?:\w{1,30}\s+)?"
_LEAVE = (
    "requests?|motions?|petitions?|appeals?|bids?|applications?|permits?|permission|bail|parole|entry|access|visas?|"
    "asylum|status|nomination"
)
_ASKED_LEAVE = re.compile(rf"{_OF_SOMEBODY}(?:{_LEAVE})\b", re.IGNORECASE)
"""What is denied to somebody is refused, not contradicted."""
_ASKED_FOR = re.compile(
    rf"(?:{_OF_SOMEBODY}|^.{{0,80}}['’]s?\s+)(?:{_LEAVE}|calls?|offers?|demands?|invitations?|pleas?)\b", re.IGNORECASE
)
_QUESTION = re.compile(r"\W*(?:whether|if|what|when|where|which|who|whom|whose|why|how|about)\b", re.IGNORECASE)
_TO_DO = re.compile(
    r"\W*(?:(?:\w[\w’'-]{0,30}[^\w’'-]\W{0,2}){0,10}?)(?:not\s+)?to\s+(?!the\b|an?\b|his\b|her\b|their\b)[a-z]"
)
_TO_DO_FIRST = re.compile(
    r"\W*(?:(?:him|her|them|us|me|you|people|everyone|\w{1,30}s)\s+)?(?:not\s+)?to\s+(?!the\b|an?\b|his\b|her\b)[a-z“\"]"
)
_NOT_TO = re.compile(r"\W*(?:\w[\w’'-]{0,30}[^\w’'-]\W{0,2}){0,5}?not\s+to\b", re.IGNORECASE)
_TELLING = re.compile(r"\W*\w{2,20}ing\b")
"""A content that begins with its own verb tells the act where the cue does not: "wrote a letter" | "urging them to"."""
_SUBJUNCTIVE = re.compile(r"\W*(?:for|that)\b", re.IGNORECASE)
_UTTERANCE = re.compile(r"\W{0,9}[A-ZÀ-Þ][\w’']*(?:\W{1,9}\w+){2}")
"""A quotation that begins like a sentence is the denial itself, in its own words: “I was never there,” she denied."""
_DETERMINERS = frozenset("a an the his her its their any some more many few these those no several".split())
_PRESS = frozenset("conference release secretary corps statement briefing office".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that bring a content, with those before them that turn them ("did not say"), and what they do with
    it; `withheld` tells that the source does not say the content, but denies, refuses or does not say it."""

    words: str
    act: Act
    negated: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A content as the judging of a cue sees it: its beginning and end, whether it goes on with the cue's clause, and
    whether all of it stands in quotation marks."""

    content: str = ""
    follows: bool = True
    quoted: bool = False

    @property
    def clause(self) -> str:
        """The beginning of what goes on with the cue's clause; empty where it does not."""
        return self.content[:_BEGINNING] if self.follows else ""

    @property
    def asks(self) -> bool:
        """Whether it is a question in its own words."""
        return self.content.rstrip(" ”’\"'),.").endswith("?")


def cue_of(statement: Statement | Attribution, text: str) -> Cue | None:
    """The cue of a statement of this text; None where it has none."""
    if not statement.cue:
        return None
    cue = " ".join(span.of(text) for span in statement.cue)
    before = lead(text, statement.cue[0])
    words = " ".join(f"{before}{cue}".split()).strip(" :,;–—-")
    if not words:
        return None
    source = statement.source[0].of(text) if statement.source else ""
    said = _said(statement, text)
    if said.quoted and _UTTERANCE.match(said.content):
        act, negated = cue_act(cue, said=said, source=source)
        return Cue(words, "states") if act in ("denies", "refuses") else Cue(words, act, negated)
    act, negated = cue_act(f"{before}{cue}", said=said, source=source)
    return Cue(words, act, negated, withholds(words_of(f"{before}{cue}"), source=source))


def act_of(statement: Statement | Attribution, text: str) -> tuple[Act, bool]:
    """What the source of a statement of this text does with the content, and whether that is negated."""
    cue = cue_of(statement, text)
    return (cue.act, cue.negated) if cue else ("states", False)


def with_act(statement: Statement, text: str) -> Statement:
    """The statement with its act, by its cue."""
    act, negated = act_of(statement, text)
    return replace(statement, act=act, negated=negated)


def withheld(statement: Statement | Attribution | None, text: str) -> bool:
    """Whether the source does not say the content, but denies, refuses or does not say it: then it is no claim of
    theirs. Denying twice is saying ("did not deny", "refused to rule out")."""
    cue = cue_of(statement, text) if statement else None
    return cue is not None and cue.withheld


def cue_act(cue: str, *, said: Said | None = None, source: str = "") -> tuple[Act, bool]:
    """What a cue does with its content, and whether that is negated. `source` may negate it ("nobody said")."""
    said = said or Said()
    words = words_of(cue)[:_MOST_WORDS]
    around = [*words, *words_of(said.clause[:_NEAR])[:2]]
    nobody = is_nobody(source)
    told, at = _told(words, around, said)
    if at is None and (telling := _TELLING.match(said.clause)):
        told, _ = _told(words_of(telling.group()), words_of(said.clause), said)
    act = _rejected(said) if told == "rejects" else told
    if act == "denies" and _ASKED_LEAVE.match(said.content[:_BEGINNING]):
        act = "refuses"
    negations = [one for one in range(len(words)) if is_negation(words, one) and _reaches(words, one, at)]
    if act == "states" and len(negations) == 1 and not nobody and _will_not(words, negations[0]):
        return "refuses", False
    return act, (len(negations) + nobody + _has_no(words, at)) % 2 == 1


def _said(statement: Statement | Attribution, text: str) -> Said:
    if not statement.content:
        return Said()
    first, last = statement.content[0], statement.content[-1]
    end = statement.cue[-1].end
    words = first.of(text)
    content = words if first == last else f"{words} {last.of(text)}"
    return Said(content, follows=0 <= first.start - end <= _NEAR, quoted=statement.type == "direct")


def _told(words: Sequence[str], around: Sequence[str], said: Said) -> tuple[Told, int | None]:
    """The act that the first word or phrase of a cue tells, and its place; `around` has words of the content too."""
    for at, word in enumerate(words):
        if _is_apart(words, at):
            continue
        judge, found = _JUDGED.get(word), phrase(around, at)
        told = found[0] if found else judge(words, at, said) if judge else single().get(word)
        if not told and (words[at + 1 :] or ["of"])[0] in ("of", "to"):
            told = people().get(word)
        if told:
            return told, at
    return "states", None


def _is_apart(words: Sequence[str], at: int) -> bool:
    """Whether a word stands for something else: "in order", "a press conference", "no doubt", "came back"."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    match words[at]:
        case "order":
            return before == "in"
        case "press":
            return after in _PRESS
        case "doubt" | "doubts":
            return before in ("no", "little", "without")
        case "back":
            return bool(before) and before not in AUXILIARIES and before not in NEGATIONS and before[-2:] != "ly"
        case "resist":
            return before in NEGATIONS
        case "charge":
            return before in ("in", "take", "took")
    return False


def _asked(words: Sequence[str], at: int, said: Said) -> Act:
    behind = words[at + 1 :]
    if any(_QUESTION.match(word) for word in behind) or said.asks or said.quoted or _QUESTION.match(said.clause):
        return "asks"
    if "to" in behind or "for" in behind or _SUBJUNCTIVE.match(said.clause) or _TO_DO.match(said.clause):
        return "urges"
    return "asks"


def _ordered(words: Sequence[str], at: int, said: Said) -> Act | None:
    """ "told them to go" urges; "told them that" states, and so does "warned"."""
    to = bool(words[at + 1 :]) and words[-1] == "to"
    return "urges" if to or _TO_DO_FIRST.match(said.clause) or _NOT_TO.match(said.clause) else None


def _agreed(words: Sequence[str], at: int, said: Said) -> Act:
    to = words[at + 1 : at + 2] == ["to"] if words[at + 1 :] else bool(_TO_DO_FIRST.match(said.clause))
    return "promises" if to else "agrees"


def _offered(words: Sequence[str], at: int, said: Said) -> Act | None:
    to = words[at + 1 : at + 2] == ["to"] if words[at + 1 :] else bool(_TO_DO_FIRST.match(said.clause))
    return "promises" if to else None


def _questioned(words: Sequence[str], at: int, said: Said) -> Act:
    """ "questioned why" asks; "questioned their honesty" accuses."""
    before, behind = words[at - 1] if at else "", words[at + 1 :]
    noun = words[at] in ("question", "questions") and (before in _DETERMINERS or bool(behind))
    clause = any(_QUESTION.match(word) for word in behind) or said.asks or _QUESTION.match(said.clause)
    return "asks" if noun or clause or said.quoted else "accuses"


def _challenged(words: Sequence[str], at: int, said: Said) -> Act:
    return "urges" if "to" in words[at + 1 :] or _TO_DO.match(said.clause) else "disagrees"


_JUDGED: dict[str, Callable[[Sequence[str], int, Said], Act | None]] = {
    **dict.fromkeys(forms("ask"), _asked),
    **dict.fromkeys((*forms("tell warn caution remind"), "told"), _ordered),
    **dict.fromkeys(forms("agree"), _agreed),
    **dict.fromkeys(forms("offer threaten volunteer"), _offered),
    **dict.fromkeys(forms("question"), _questioned),
    **dict.fromkeys(forms("challenge"), _challenged),
}


def _rejected(said: Said) -> Act:
    if _ASKED_FOR.match(said.clause):
        return "refuses"
    return "denies" if _CLAIM.search(said.content[:_BEGINNING]) else "disagrees"


def _reaches(words: Sequence[str], negation: int, act: int | None) -> bool:
    """Whether a negation negates the act at its place, or, where no word tells one, the verb of the cue."""
    if words[negation] == "nothing" or (words[negation] == "no"):
        return act is None
    if act is not None and negation > act:
        return False
    for at in range(negation + 1, len(words)):
        if at == act:
            return True
        if words[at] in _HESITATING:
            return False
        if words[at] not in AUXILIARIES and words[at] not in NEGATIONS and not words[at].endswith("ly"):
            return act is None or is_saying(words[at])
    return False


def _has_no(words: Sequence[str], act: int | None) -> bool:
    """ "no support for", "no plans to endorse"."""
    return act is not None and "no" in words[max(0, act - 3) : act + 2]


def _will_not(words: Sequence[str], negation: int) -> bool:
    """ "would not say" is a refusal, "did not say" is none."""
    willing = negation > 0 and words[negation - 1] in ("will", "would")
    return willing and any(is_saying(word) for word in _verbs(words[negation + 1 :]))


def _verbs(words: Iterable[str]) -> Iterable[str]:
    return [word for word in words if word not in AUXILIARIES and not word.endswith("ly")][:1]
