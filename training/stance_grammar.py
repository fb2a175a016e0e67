"""Made positions: what cues, verbs, judgements and negations do to each other, by a small grammar.

The sets of views have arguments and hardly any cues; the positions judged by hand are too few for all ways in which
"rejected the motion to block the plan" is put together. Everything here is invented, and right by construction: a
thing, a question that is for or against it, and words for or against it.
"""

import random
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.evaluation.positions import utterance_of
from onrecord.positions.values import Label
from training.stance_data import Example

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf8"))


def made(count: int, chance: random.Random) -> Iterator[Example]:
    """So many made examples."""
    labels: Sequence[Label] = ("supports", "opposes", "open", "neutral", "unrelated")
    for label in chance.choices(labels, (34, 34, 12, 12, 8), k=count):
        thing = _one("things", chance)
        question, is_for = _question(thing, chance)
        about = chance.choice([one for one in WORDS["things"] if one != thing]) if label == "unrelated" else thing
        value = {"supports": is_for, "opposes": not is_for}.get(label, chance.random() < 0.5)
        with_context = label != "unrelated" and chance.random() < 0.4
        it = _one("of_it", chance) if with_context and chance.random() < 0.7 else about
        cue, content = _told(label, it, value, chance)
        words = {"content": content, "cue": cue, "source": "Rowan"}
        if with_context:
            before = _filled(_one("before", chance).replace("{T}", thing), it, chance)
            words["paragraph"] = f"{before[0].upper()}{before[1:]} Rowan {cue} {content}."
        yield Example(question, utterance_of(words), (label,), "made", 0.5)


def _one(name: str, chance: random.Random) -> str:
    found: str = chance.choice(WORDS[name])
    return found


def _question(thing: str, chance: random.Random) -> tuple[str, bool]:
    """A question, and whether it is for the thing."""
    is_for = chance.random() < 0.6
    form = chance.random()
    if form < 0.6:
        return f"{_one('who', chance)} {_one('for' if is_for else 'against', chance)} {thing}?", is_for
    if form < 0.8:
        return (
            f"{'Is' if not thing.endswith('s') else 'Are'} {thing} {_one('good' if is_for else 'bad', chance)}?",
            is_for,
        )
    if form < 0.9:
        return f"Would {thing} {_one('helps' if is_for else 'harms', chance)}?", is_for
    return f"Was it {'right' if is_for else 'wrong'} to {_one('for', chance)} {thing}?", is_for


def _told(label: Label, it: str, value: bool, chance: random.Random) -> tuple[str, str]:
    """Cue and content that are for `it`, against it, or neither."""
    if label in ("open", "neutral"):
        return _one("says", chance), _filled(_one("open" if label == "open" else "neutral", chance), it, chance)
    doing, undoing = ("for", "against") if value else ("against", "for")
    cues, others = ("cues_for", "cues_against") if value else ("cues_against", "cues_for")
    good = "good" if value else "bad"
    helps, harms = ("helps", "harms") if value else ("harms", "helps")
    way = chance.randrange(14)
    effort = _one("efforts", chance)
    said = _one("says", chance)
    if way < 3:
        return _one(cues, chance), it
    if way == 3:
        return _one(others, chance), f"{effort} to {_one(undoing, chance)} {it}"
    if way == 4:
        return _one(cues, chance), f"{effort} to {_one('for', chance)} {it}"
    if way == 5:
        return _one("urges", chance), f"to {_one(doing, chance)} {it}"
    if way == 6:
        return _one("refuses", chance), f"to {_one(undoing, chance)} {it}"
    if way == 7:
        verb = chance.choice(("should", "must", "need to", "will", "have to"))
        return said, f"{chance.choice(('we', 'they', 'lawmakers'))} {verb} {_one(doing, chance)} {it}"
    if way == 8:
        form = chance.choice(("it would be a mistake to", "there is no reason to", "we must never", "why would anyone"))
        return said, f"{form} {_one(undoing, chance)} {it}"
    if way == 9:
        return said, f"{it} {chance.choice(('will', 'would', 'could', 'is going to'))} {_one(helps, chance)}"
    if way == 10:
        form = chance.choice(("will not", "would never", "does nothing to"))
        return said, f"{it} {form} {_one(harms, chance)}"
    if way == 11:
        return said, f"without {it}, we {'would' if value else 'could'} {_one(harms, chance)}"
    if way == 12:
        who = f"those who {chance.choice(('oppose', 'criticize') if value else ('support', 'defend'))} {it}"
        return said, f"{who} {_one('wrong', chance)}"
    be = "are" if it.endswith("s") and it not in ("this", "its") else "is"
    form = chance.choice(("{}", "“{},”", "that {}"))
    return chance.choice((said, "make the case", "thinks")), form.format(f"{it} {be} {_one(good, chance)}")


def _filled(form: str, it: str, chance: random.Random) -> str:
    for name, words in {**WORDS["given"], "if": WORDS["conditions"]}.items():
        form = form.replace(f"{{{name}}}", chance.choice(words))
    return form.replace("{it}", it)
