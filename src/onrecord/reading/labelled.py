"""Which lines of a document are the labels of turns.

A line may have the form of a label (`onrecord.sources.turns`) and be none. The document tells: how often a name comes
back, what else has its form, whether labels are in capitals. Each form has to show itself; in an article, where such
lines may be a list of facts, several names have to come back."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.sources.turns import Label, holder_of, is_not_name, key_of
from onrecord.sources.turns.words import FUNCTIONS, QUESTION, TITLES

FEWEST_TURNS = 4
"""Labelled lines that make a transcript of a part of an article; fewer may be anything."""
SENTENCE_END = re.compile(r"[.!?…:;—–,-][\"”’)\]]*$")
_AMID = re.compile(r"(?<=[\w,;’] )[^\W\d_a-z][\w’'-]*\w")
_OFFICE = re.compile(
    r"\b(?:chief|officer|executive|head|founder|partner|manager|vice|fellow|associate|leader|party|professor|lecturer"
    r"|scientist|engineer|economist|candidate|resident|owner|lawyer|co-\w+|ceo|cfo|coo|mp|msp|cllr)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:Capital|Securities|Bank|Banc|Partners|Advisors|Advisers|Research|Markets|Group|Holdings|Asset|Investments?"
    r"|Financial|Management|Equities|Inc|LLC|LLP|Ltd|PLC|plc|AG|Co|Corp|& Co|Company|Institute|University|Associates"
    r"|Fund|Trust)\b"
)
Identity = tuple[str, ...]
"""Who is likely meant by a label, so that one who comes back is seen to."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with the label that its form suggests."""

    span: Span
    words: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """The lines that are labels, by their number, and who each is likely to mean."""

    labels: Mapping[int, Label]
    identities: Mapping[int, Identity]
    offices: frozenset[int] = frozenset()
    """The lines under a name that tell what its bearer is."""

    @property
    def counts(self) -> Counter[Identity]:
        """How many turns each has."""
        return Counter(self.identities[number] for number, label in self.labels.items() if label.form != "by")


def labelled(lines: Sequence[Line], *, sure: bool) -> Labelled:
    """The lines that are labels; `sure` tells that the document is said to be a transcript."""
    formed = {number: line.label for number, line in enumerate(lines) if line.label}
    known = {label.key[-1] for label in formed.values() if _is_full(label) and not _is_list(label)}
    # "PRICE" is a list's word, unless Ana Price is there.
    spoken = {number: one for number, one in formed.items() if not _is_list(one) or one.key[-1] in known}
    identities = _identities(spoken)
    offices = _offices(lines, spoken)
    heads = _heads(lines, spoken, offices)
    counts = Counter(identities[number] for number, label in spoken.items() if label.form != "line" or number in heads)
    again = frozenset(number for number in spoken if counts[identities[number]] > 1)
    full = [label.key for label in spoken.values() if _is_full(label)]
    evidence = _Evidence(
        again,
        surnames=frozenset(key[-1] for key in full),
        first_names=frozenset(key[0] for key in full),
        initials=frozenset(_letters(key) for key in full),
        written=frozenset() if sure else _written(line.words for line in lines),
        capitals=_capitals(spoken, again),
        sure=sure,
    )
    colons = {number: one for number, one in spoken.items() if one.form == "colon" and evidence.speaks(number, one)}
    own = _own_lines(lines, {number: spoken[number] for number in heads}, evidence, offices, beside=len(colons))
    found = {**colons, **own, **_stops(spoken, again), **_answers(spoken, sure=sure)}
    return Labelled(dict(sorted(found.items())), identities, offices)


def comes_back(found: Labelled) -> bool:
    """Whether an article's labels are a transcript's: enough lines, two speakers, half of them heard again."""
    labels = [label for label in found.labels.values() if label.form != "by"]
    if all(label.form == "stop" for label in labels) and sum(label.decorated for label in labels) > 1:
        return True
    counts = found.counts
    again = sum(count for count in counts.values() if count > 1)
    return len(labels) >= FEWEST_TURNS and len(counts) > 1 and 2 * again >= len(labels)


def _offices(lines: Sequence[Line], spoken: Mapping[int, Label]) -> frozenset[int]:
    """The lines that tell what the one named in the line before is, above the words. Where some do so by an office, a
    line with no more than a company is one too: "Maria Holt", "Northline Capital"."""
    found: set[int] = set()
    plain: list[int] = []
    for number in range(1, len(lines) - 1):
        name = lines[number - 1].label
        if number - 1 in found or not _may_be_office(lines, number):
            continue
        words = {word.strip(".,()").lower() for word in lines[number].words.split()}
        if words & (FUNCTIONS | TITLES) or _OFFICE.search(lines[number].words):
            found.add(number)
        elif number - 1 in spoken and name and (name.form, name.shape) == ("line", "person"):
            plain.append(number)
    if any(number - 1 in spoken for number in found):
        pairs = Counter((lines[number - 1].words, lines[number].words) for number in plain)
        found |= {
            number
            for number in plain
            if pairs[lines[number - 1].words, lines[number].words] > 1
            or (_COMPANY.search(lines[number].words) and not _COMPANY.search(lines[number - 1].words))
        }
    return frozenset(found)


def _may_be_office(lines: Sequence[Line], number: int) -> bool:
    words = lines[number].words
    if lines[number - 1].words.rstrip().endswith(":") or SENTENCE_END.search(words) or len(words.split()) > 12:
        return False
    behind = lines[number + 1].label
    return behind is None or behind.form != "line"


def _is_list(label: Label) -> bool:
    return label.form in ("colon", "line") and is_not_name(label.name)


def _is_full(label: Label) -> bool:
    return label.shape == "person" and len(label.key) > 1 and label.form in ("colon", "line")


def _written(lines: Iterable[str]) -> frozenset[str]:
    """The last words of what has a capital amid a sentence, as names do, in small letters."""
    return frozenset(key_of(word.group())[-1] for line in lines for word in _AMID.finditer(line))


def _letters(key: Sequence[str]) -> str:
    return "".join(word[0] for word in key)


def _identities(spoken: Mapping[int, Label]) -> dict[int, Identity]:
    """Short names and initials are those of the whole one with the same end or letters."""
    whole = {_letters(label.key): label.key[-1:] for label in spoken.values() if _is_full(label)}
    found: dict[int, Identity] = {}
    for number, label in spoken.items():
        if label.form == "answer":
            found[number] = (label.name[0].lower(),)
        elif holder := holder_of(label.name, [bracket.words for bracket in label.brackets]):
            found[number] = key_of(holder)[-1:]
        elif label.shape == "initials":
            found[number] = whole.get("".join(label.key).replace(".", ""), label.key)
        else:
            found[number] = label.key if label.shape == "function" else label.key[-1:]
    return found


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the document tells about the names of its labels: whose come back, which are known from whole names,
    which words have a capital amid a sentence, and whether labels are in capitals."""

    again: frozenset[int]
    surnames: frozenset[str]
    first_names: frozenset[str]
    initials: frozenset[str]
    written: frozenset[str]
    capitals: bool
    sure: bool

    def speaks(self, number: int, label: Label) -> bool:
        """Whether a line with a colon is a label."""
        again = number in self.again
        known = label.key[-1] in self.surnames or label.key[0] in self.first_names
        in_style = label.name.isupper() == self.capitals
        if label.shape == "function" or label.decorated:
            return label.shape != "lower"
        if label.shape == "initials":
            return again or known or "".join(label.key).replace(".", "") in self.initials
        if label.shape == "person":
            return again or in_style
        if label.shape == "lower":
            return known and self.sure
        if not self.sure and not label.name.isupper():
            return known or again or label.key[-1] in self.written
        return known or (again and in_style) or (self.sure and self.capitals and in_style)


def _capitals(spoken: Mapping[int, Label], again: frozenset[int]) -> bool:
    """Whether most labels are in capitals, those that come back before all."""
    votes = Counter[bool]()
    for number, label in spoken.items():
        if label.form == "colon" and label.shape in ("person", "word", "function"):
            votes[label.name.isupper()] += 3 if number in again or label.decorated else 1
    return votes[True] > votes[False]


def _answers(spoken: Mapping[int, Label], *, sure: bool) -> dict[int, Label]:
    """Q. and A., and whose the questions are. Without a mark only an A behind a Q is one."""
    lines = {number: label for number, label in spoken.items() if label.form == "answer"}
    marked = [label for label in lines.values() if label.decorated]
    questions = sum(label.name.lower() in QUESTION for label in marked)
    found: dict[int, Label] = {}
    if min(questions, len(marked) - questions) >= (1 if sure else 2):
        found = {number: label for number, label in lines.items() if label.decorated}
    elif sum(label.name.lower() in QUESTION for label in lines.values()) > 1:
        asked, unmarked, pairs = False, dict[int, Label](), 0
        for number, label in lines.items():
            question = label.name.lower() in QUESTION
            if asked or question:
                unmarked[number] = label
            pairs += asked and not question
            asked = question
        if sure or pairs > 1:
            found = unmarked
    if found:
        found |= {number: label for number, label in spoken.items() if label.form == "by"}
    return found


def _stops(spoken: Mapping[int, Label], again: frozenset[int]) -> dict[int, Label]:
    """Labels with a full stop: several in capitals or with a state, or names that come back."""
    found = {number: label for number, label in spoken.items() if label.form == "stop"}
    named = [label for label in found.values() if label.shape == "person"]
    plain = sum(label.decorated for label in named)
    back = any(number in again for number, label in found.items() if label.shape == "person")
    return found if plain > 1 or (back and len(found) > 2) else {}


def _heads(lines: Sequence[Line], spoken: Mapping[int, Label], offices: frozenset[int]) -> dict[int, int]:
    """Lines that are a label as a whole, with the number of the line where the words under them begin. A line with
    the office may stand between; above another label a line is a heading or in a list of those present."""
    found: dict[int, int] = {}
    under_name = -1
    for number, line in enumerate(lines):
        label = line.label
        if label is None or label.form != "line" or number not in spoken or number == under_name:
            continue
        after = number + 1
        if after in offices and label.shape == "person":
            under_name, after = after, after + 1
        following = lines[after].label if after < len(lines) else None
        if after < len(lines) and not (
            following and (following.form != "colon" or after in spoken) and _labels(following)
        ):
            found[number] = after
    return found


def _labels(label: Label) -> bool:
    return label.form != "answer" or label.decorated


def _own_lines(
    lines: Sequence[Line],
    heads: Mapping[int, Label],
    evidence: _Evidence,
    offices: frozenset[int],
    *,
    beside: int,
) -> dict[int, Label]:
    """Labels on lines of their own: where they come back or show that they are labels, and are not outnumbered."""
    whole = {label.key for label in heads.values() if label.decorated and label.shape == "person"}
    whole |= {line.label.key for line in lines if line.label and line.label.decorated and _is_full(line.label)}
    found = {}
    for number, label in heads.items():
        again = number in evidence.again
        office = number + 1 in offices
        named = label.shape == "person" and (again or label.decorated or office or label.key in whole)
        known = label.key[-1] in evidence.surnames
        short = label.shape in ("word", "initials") and (known or (again and evidence.sure))
        if named or short or label.shape == "function":
            found[number] = label
    if found and all(label.name.isupper() for label in found.values()):
        # Who speaks once only has the form of those who come back.
        found |= {
            number: label
            for number, label in heads.items()
            if label.shape == "person" and label.name.isupper() and number > min(found)
        }
    heard = [number for number in found if number in evidence.again]
    telling = sum(
        label.decorated or label.shape != "function" or number in evidence.again for number, label in found.items()
    )
    enough = telling > 1 and (evidence.sure or len(heard) > 1)
    return found if enough and len(found) >= beside else {}
