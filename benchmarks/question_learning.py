"""Whether decisions on a question help with the rest of it: the curve of `python -m benchmarks.questions --learning`.

The gold questions have 8 to 15 items, too few to decide on 20 and measure on others. So questions of the annotators
that ask the same are put together (`question_groups.json`; those marked with a minus ask the opposite, so that who
supports the one opposes the other): those with at least `REST` items more than decisions count. Of each, so many items
as there are decisions are drawn, `DRAWS` times, and macro F1 is taken over the labels of all other items of all
questions, as proposed and as learned."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.question_pool import Asked, Key, Pooled
from onrecord.english.acts import act_of
from onrecord.model import Attribution, Span
from onrecord.positions.learning import Decided, Embed, learn, macro_f1
from onrecord.positions.values import LABELS, Judgement, Label, Utterance

GROUPS = Path(__file__).parent / "question_groups.json"
DECISIONS = (5, 10, 20)
DRAWS = 20
REST = 8
_OPPOSITE: dict[Label, Label] = {"supports": "opposes", "opposes": "supports"}
Judge = Callable[[str, Sequence[Utterance]], list[Judgement]]


def put_together(questions: Sequence[Asked]) -> list[Asked]:
    """The questions, those of a group as one."""
    by_text = {one.text: one for one in questions}
    groups: Mapping[str, list[str]] = json.loads(GROUPS.read_text(encoding="utf8"))
    found = {text: dict(one.labels) for text, one in by_text.items()}
    for text, others in groups.items():
        for sign, other in ((one[0], one[2:]) for one in others):
            if text in found and other in found:
                for key, label in found.pop(other).items():
                    found[text].setdefault(key, _OPPOSITE.get(label, label) if sign == "-" else label)
    return [Asked(text, by_text[text].is_gold, labels) for text, labels in found.items()]


def utterance(one: Pooled) -> Utterance:
    """A statement as the stance model is told of it."""
    parts = [one.paragraph.find(part) for part in (one.content, one.cue, one.source)]
    is_whole = min(parts) >= 0
    text = one.paragraph if is_whole else f"{one.source} {one.cue} {one.content}"
    content, cue, source = (
        (Span(start, start + len(part)),) if part and start >= 0 else ()
        for part, start in ((part, text.find(part)) for part in (one.content, one.cue, one.source))
    )
    act, negated = act_of(Attribution(content, source, cue), text)
    return Utterance(one.content, one.cue, one.source, one.paragraph, act, negated)


def curve(
    questions: Sequence[Asked], statements: Mapping[Key, Pooled], *, judge: Judge, embed: Embed
) -> dict[str, object]:
    """Macro F1 on the rest before and after so many decisions, over all draws, and how often what was learned helps."""
    figures: dict[str, object] = {}
    told = [_judged(one, statements, judge) for one in questions if len(one.labels) >= min(DECISIONS) + REST]
    for count in DECISIONS:
        some = [one for one in told if len(one) >= count + REST]
        before, after, used, draws = _drawn(some, count, embed)
        figures |= {
            f"{count} decisions, questions": len(some),
            f"{count} decisions, macro F1 of the rest as proposed": round(before, 1),
            f"{count} decisions, macro F1 of the rest as learned": round(after, 1),
            f"{count} decisions, learned is used, %": round(100 * used / max(1, draws)),
        }
    return figures


def _judged(question: Asked, statements: Mapping[Key, Pooled], judge: Judge) -> list[Decided]:
    items = [(utterance(statements[key]), label) for key, label in question.labels.items() if key in statements]
    judgements = judge(question.text, [one for one, _ in items])
    return [Decided(one, judgement, label) for (one, label), judgement in zip(items, judgements, strict=True)]


def _drawn(some: Sequence[Sequence[Decided]], count: int, embed: Embed) -> tuple[float, float, int, int]:
    labels: list[int] = []
    before: list[int] = []
    after: list[int] = []
    used = draws = 0
    for number, items in enumerate(some):
        chance = random.Random(f"{count} {number}")
        for _ in range(DRAWS):
            order = chance.sample(range(len(items)), len(items))
            learned = learn([items[place] for place in order[:count]], embed=embed, least=min(DECISIONS))
            rest = [items[place] for place in order[count:]]
            proposed = [one.judgement for one in rest]
            corrected = learned.judge([one.utterance for one in rest], proposed) if learned else proposed
            labels += [LABELS.index(one.label) for one in rest]
            before += [LABELS.index(one.label) for one in proposed]
            after += [LABELS.index(one.label) for one in corrected]
            used += learned is not None and learned.used
            draws += 1
    return macro_f1(np.array(labels), np.array(before)), macro_f1(np.array(labels), np.array(after)), used, draws
