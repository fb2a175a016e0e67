"""The work of the rules grows with the text and not with its square. Work is counted in calls, never in seconds."""

from collections.abc import Callable

import pytest

from onrecord.model import Attribution, Span, StatementType, Time, Version
from onrecord.occasions import circumstances
from onrecord.reading.quotation import quotations
from onrecord.reading.rules import attributions
from tests.counted_calls import MOST_GROWTH, growth

SMALL = 150


def _reported(unit: str, times: int, *, content: str, source: str, cue: str) -> list[Attribution]:
    """The same attribution of each repetition of `unit`."""

    def span(words: str, number: int) -> Span:
        start = number * len(unit) + unit.index(words)
        return Span(start, start + len(words))

    kind: StatementType = "direct" if content[0] == "“" else "indirect"
    return [
        Attribution((span(content, n),), (span(source, n),), (span(cue, n),), "said", kind, 0.9) for n in range(times)
    ]


def _work(text: str, found: list[Attribution]) -> None:
    version = Version(text, "0", "text/plain", published=Time("2025-06-12", "given"), language="en")
    circumstances(version, attributions(version, found))


def _grows(work: Callable[[int], Callable[[], object]]) -> float:
    return growth(work, times=SMALL)


@pytest.mark.parametrize(
    ("unit", "content"),
    [
        ("“It rained again,” Holt said.\n\n", "“It rained again,”"),
        ("“It rained again,” Holt said. ", "“It rained again,”"),
        ("“It rained again,” Holt said, ", "“It rained again,”"),
        ("Holt said on Monday that it rained and ", "it rained"),
    ],
)
def test_many_statements(unit: str, content: str) -> None:
    def work(times: int) -> Callable[[], object]:
        found = _reported(unit, times, content=content, source="Holt", cue="said")
        return lambda: _work(unit * times, found)

    assert _grows(work) < MOST_GROWTH


def test_statements_inside_statements() -> None:
    unit = "Holt said he told Ana that it rained. "

    def work(times: int) -> Callable[[], object]:
        outer = _reported(unit, times, content="he told Ana that it rained", source="Holt", cue="said")
        inner = _reported(unit, times, content="it rained", source="he", cue="told")
        return lambda: _work(unit * times, [*outer, *inner])

    assert _grows(work) < MOST_GROWTH


@pytest.mark.parametrize(
    "unit",
    [
        "“It rained again,” said Holt. ",
        "'It rained again,' Holt said. ",
        '"It rained again." Maria Holt left. ',
        "“Who knew?” she asked. ",
        "“it rained,” she said, ",
        "“It rained again.\n\n",
        "“ “a “b ",
        "a” b” ",
        "the dogs' barks' was ",
        'a 12" b ',
        "“It rained again.”\n— Ana Holt\n\n",
        "“It rained again.” — Ana Holt\n",
        "@holt: It rained.\n",
        "Ana Holt @holt · Jun 1\nIt rained.\n",
        "HOLT: It rained.\n",
        "This interview was edited.\nWhy?\nBecause.\n",
        "Holt said:\n- a b c\n- d e f\n",
        "Holt wrote:\nIt rained on all of us.\n",
        "Holt announced: a, b and c; ",
        "Parents say the road is bad. ",
        "On Monday, May 4, 2025, a week later. ",
        "on Monday and the next day and ",
        "He made the remarks in an interview. ",
        "Holt spoke on Monday in an interview with Ana. ",
        "A letter to Ana was sent on Monday. The letter said it rained. ",
        "Holt Ana ",
    ],
)
def test_any_repetition(unit: str) -> None:
    assert _grows(lambda times: lambda: _work(unit * times, [])) < MOST_GROWTH


@pytest.mark.parametrize("unit", ["“a ", "a” ", "'a ", "a' ", "'s ", "“a” ", '"', "„a“ ", "s' "])
def test_marks(unit: str) -> None:
    assert _grows(lambda times: lambda: quotations(unit * times)) < MOST_GROWTH
