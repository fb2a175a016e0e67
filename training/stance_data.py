"""What the stance network learns from: sets of claims and views, turned into questions and utterances."""

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.common import SHARED
from onrecord.evaluation.positions import utterance_of
from onrecord.positions.values import Label, Utterance

STANCE = SHARED / "data" / "stance"
SAID = ("say", "said", "argue", "added", "told reporters", "according to", "insisted", "wrote", "")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, an utterance, and the labels that would be right: several where the set does not tell them apart."""

    question: str
    utterance: Utterance
    labels: tuple[Label, ...]
    group: str
    """What folds keep together."""
    weight: float = 1.0


_MODAL = re.compile(r"^(?P<who>.{2,90}?) (?P<modal>should|must|has to|have to|ought to|needs? to) (?P<what>.+)$", re.I)
_IS = re.compile(r"^(?P<who>.{2,60}?) (?P<verb>is|are|was|were|can|could|will|would) (?P<what>.+)$", re.I)
_HOUSE = re.compile(r"^This house (?P<verb>believes that|believes in|believes|supports|would) (?P<what>.+)$", re.I)
_BARE = frozenset(
    "abolish allow ban build boycott create grant institute introduce make put raise reduce remove subsidize throw "
    "treat disclose place disband embrace enforce fund implement limit pass permit prohibit promote re-engage "
    "reintroduce unleash criminalize encourage unleash legalize legalise lower increase stop end give end".split()
)


def question_of(claim: str, chance: random.Random) -> str:
    """A yes/no question whose yes is the claim; now and then the claim itself as a thing to be judged."""
    claim = " ".join(claim.split()).rstrip(".!?")
    if claim.lower().startswith(("should ", "is ", "are ", "do ", "does ", "can ", "will ")):
        return claim + "?"
    if match := _HOUSE.match(claim):
        verb, what = match["verb"].lower(), match["what"]
        if verb == "would":
            return f"Should we {what}?"
        if verb in ("supports", "believes in"):
            return f"Is {what} a good thing?"
        claim = what
    if match := _MODAL.match(claim):
        return f"Should {_lower(match['who'])} {match['what']}?"
    if claim.split()[0].lower() in _BARE:
        return f"Should we {_lower(claim)}?"
    if (match := _IS.match(claim)) and chance.random() < 0.6:
        return f"{match['verb'].capitalize()} {_lower(match['who'])} {match['what']}?"
    return f"Is it true that {_lower(claim)}?"


def _lower(text: str) -> str:
    first = text.split()[0]
    return text[0].lower() + text[1:] if (first.istitle() and len(first) > 1) or first in ("A", "I") else text


_NOT = re.compile(r"^(Should .{2,90}?) (be|have|allow|ban|abolish|introduce|make|use|take|pay|give|build|support)\b")
TURNS = (
    ("banned", "allowed"),
    ("prohibited", "permitted"),
    ("legal", "illegal"),
    ("legalised", "outlawed"),
    ("increased", "cut"),
    ("raised", "lowered"),
    ("increase", "reduce"),
    ("raise", "lower"),
    ("abolish", "keep"),
    ("abolished", "kept"),
    ("justified", "unjustified"),
    ("good", "bad"),
    ("effective", "ineffective"),
    ("Is it true that", "Is it false that"),
    ("expand", "shrink"),
    ("Should we", "Should we refuse to"),
    ("Should we", "Is it wrong to"),
    ("Should we", "Should we not"),
)


def reversed_question(question: str, chance: random.Random) -> str | None:
    """A question whose yes is the other's no, where one is easily made."""
    ways = []
    if _NOT.match(question):
        ways.append(_NOT.sub(r"\1 not \2", question, count=1))
    for one, other in TURNS:
        for old, new in ((one, other), (other, one)):
            if re.search(rf"\b{old}\b", question):
                ways.append(re.sub(rf"\b{old}\b", new, question, count=1))
                break
    return chance.choice(ways) if ways else None


SWAPPED: Mapping[Label, Label] = {"supports": "opposes", "opposes": "supports"}


def turned(example: Example, chance: random.Random) -> Example | None:
    """The example with its question reversed and so its label."""
    question = reversed_question(example.question, chance)
    if question is None:
        return None
    labels = tuple(SWAPPED.get(label, label) for label in example.labels)
    return Example(question, example.utterance, labels, example.group, example.weight)


CUES: Mapping[Label, tuple[tuple[str, str], ...]] = {
    "supports": (
        ("said", "{}"),
        ("argued", "that {}"),
        ("agreed", "that {}"),
        ("insisted", "{}"),
        ("did not dispute", "that {}"),
        ("endorsed the view", "that {}"),
        ("have long held", "that {}"),
        ("told reporters", "there is no doubt that {}"),
        ("denied", "that it is wrong to say that {}"),
    ),
    "opposes": (
        ("denied", "that {}"),
        ("rejected the idea", "that {}"),
        ("disputed", "that {}"),
        ("disagreed", "that {}"),
        ("dismissed as nonsense", "the claim that {}"),
        ("said", "it is not true that {}"),
        ("said", "it would be a mistake to think that {}"),
        ("never said", "that {}"),
        ("does not believe", "that {}"),
        ("criticized those who say", "that {}"),
    ),
    "neutral": (
        ("asked", "whether {}"),
        ("declined to say", "whether {}"),
        ("would not comment on", "whether {}"),
        ("was asked", "whether {}"),
        ("noted that people disagree", "whether {}"),
        ("will hold a hearing on", "whether {}"),
    ),
    "open": (
        ("said it was too early to say", "whether {}"),
        ("has not decided", "whether {}"),
        ("is considering", "whether {}"),
        ("did not rule out", "that {}"),
        ("said", "{}, but only if certain conditions are met"),
        ("said", "it is still unclear whether {}"),
        ("wants to wait for the review before deciding", "whether {}"),
    ),
}


def told_by_cues(count: int, chance: random.Random) -> Iterator[Example]:
    """Claims of Perspectrum's training part in the words of a cue: what cues do to what they bring."""
    claims = sorted({row[3] for row in _stances("train")})
    for claim in chance.choices(claims, k=count):
        label = chance.choice(list(CUES))
        cue, form = chance.choice(CUES[label])
        content = form.format(_lower(" ".join(claim.split()).rstrip(".!?")))
        yield Example(question_of(claim, chance), utterance_of({"content": content, "cue": cue}), (label,), claim)


def _stances(split: str) -> list[list[str]]:
    path = STANCE / "perspectrum" / "perspective_stances" / f"{split}.tsv"
    with path.open(encoding="utf8") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


FORMS = ("Is it right that {}?", "Is it true that {}?", "Do they agree that {}?", "{}")


def opposed(labels: Sequence[Example], count: int, chance: random.Random) -> Iterator[Example]:
    """Pairs of utterances that take sides on one question: the one as a question to the other. Who is on the same
    side supports it."""
    by_question: dict[str, list[Example]] = {}
    for one in labels:
        if one.labels[0] in SWAPPED and 5 <= len(one.utterance.content.split()) <= 30:
            by_question.setdefault(one.question, []).append(one)
    several = [found for found in by_question.values() if len(found) > 1]
    weights = [len(found) for found in several]
    for found in chance.choices(several, weights, k=count) if several else ():
        asked, told = chance.sample(found, 2)
        label: Label = "supports" if asked.labels == told.labels else "opposes"
        content = asked.utterance.content.strip(" \"“”'’.,")
        if asked.utterance.act == "states" and not asked.utterance.negated:
            question = chance.choice(FORMS).format(_lower(content.removeprefix("that ")))
            yield Example(question, told.utterance, (label,), told.group, 0.5)


def _view(content: str, chance: random.Random) -> Utterance:
    return Utterance(content=" ".join(content.split()), cue=chance.choice(SAID))


def perspectrum(split: str, chance: random.Random, *, beside: bool = True) -> Iterator[Example]:
    """Views for and against a claim; what was judged to be `beside` it, and views on other claims, are unrelated."""
    rows = _stances(split)
    claims = sorted({row[3] for row in rows})
    for told, _, _, claim, view in rows:
        label: Label = "supports" if told == "1" else "opposes"
        yield Example(question_of(claim, chance), _view(view, chance), (label,), claim)
        if beside and chance.random() < 0.12:
            other = chance.choice(claims)
            if other != claim:
                yield Example(question_of(other, chance), _view(view, chance), ("unrelated",), claim)
    with (STANCE / "perspectrum" / "perspective_relevance" / f"{split}.tsv").open(encoding="utf8") as lines:
        for told, _, _, claim, view, *_ in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if beside and told == "0" and chance.random() < 0.25:
                yield Example(question_of(claim, chance), _view(view, chance), ("unrelated", "neutral"), claim)


def ibm(chance: random.Random) -> Iterator[Example]:
    """Claims from Wikipedia on debating topics."""
    for line in (STANCE / "ibm_claim_stance.jsonl").read_text(encoding="utf8").splitlines():
        told = json.loads(line)
        label: Label = "supports" if told["claims.stance"] == "PRO" else "opposes"
        view = _view(told["claims.claimCorrectedText"], chance)
        yield Example(question_of(told["topicText"], chance), view, (label,), told["topicText"])


def vast_rows() -> list[dict[str, Any]]:
    """Comments of readers with a topic and their stance on it."""
    with gzip.open(STANCE / "vast_train.jsonl.gz", "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def vast_held(topic: str) -> bool:
    """Whether a topic is measured on: one in seven, by its letters."""
    return sum(map(ord, topic)) % 7 == 0


def vast(*, held: bool, chance: random.Random) -> Iterator[Example]:
    """Comments on topics that are measured on, or on the others."""
    for told in vast_rows():
        if vast_held(told["topic"]) == held:
            yield vast_example(told, chance)


def vast_example(told: Mapping[str, Any], chance: random.Random) -> Example:
    """A comment and its topic as an utterance and a question."""
    asked = (f"Is {told['topic']} a good thing?", f"Do they support {told['topic']}?")
    labels: Mapping[str, tuple[Label, ...]] = {"pro": ("supports",), "con": ("opposes",)}
    found = labels.get(told["label"], ("neutral", "open", "unrelated"))
    return Example(chance.choice(asked), _view(told["post"], chance), found, told["topic"], 0.5)
