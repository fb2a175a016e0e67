"""From scores to attributions, with scores made by hand."""

from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.model import Attribution
from onrecord.reading.calibration import Calibration
from onrecord.reading.decoding import Run, Runs, best_path, decode, read_links, tagged
from onrecord.reading.windows import Pieces, Scores, Window, pieces_of, windows
from onrecord.reading.words import CONTENT, CUE, SOURCE, TAGS

_ROLES = {"S": SOURCE, "C": CUE, "Q": CONTENT}


@dataclass
class Written:
    """Scores for a text: spans by (role, words), links by words."""

    text: str
    pieces: Pieces
    tags: np.ndarray = field(init=False)
    cue_of: dict[int, int] = field(default_factory=dict)
    source_of: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tags = np.full((len(self.pieces), TAGS), -8.0, dtype=np.float32)
        self.tags[:, 0] = -0.01

    def pieces_in(self, words: str) -> list[int]:
        start = self.text.index(words)
        inside = (self.pieces.start >= start) & (self.pieces.end <= start + len(words)) & self.pieces.word
        return [int(p) for p in np.flatnonzero(inside)]

    def mark(self, role: str, words: str) -> int:
        found = self.pieces_in(words)
        self.tags[found, 0] = -8.0
        self.tags[found, _ROLES[role] + 1] = -0.01
        self.tags[found[0], _ROLES[role] + 1] = -8.0
        self.tags[found[0], _ROLES[role]] = -0.01
        return found[0]

    def attribution(self, content: list[str], cue: str, source: str | None) -> None:
        at = self.mark("C", cue)
        self.source_of[at] = self.mark("S", source) if source else -1
        for part in content:
            self.mark("Q", part)
            self.cue_of.update(dict.fromkeys(self.pieces_in(part), at))

    def scored(self, size: int = 384) -> list[tuple[Window, Scores]]:
        return [(window, self._of(window)) for window in windows(self.pieces, size=size, context=12)]

    def _of(self, window: Window) -> Scores:
        cues = np.full((window.length, window.length), -9.0, dtype=np.float32)
        sources = cues.copy()
        for links, target in ((self.cue_of, cues), (self.source_of, sources)):
            for piece, chosen in links.items():
                if window.start <= piece < window.end and (chosen == -1 or window.context <= chosen < window.end):
                    target[piece - window.context + 1, 0 if chosen == -1 else chosen - window.context + 1] = -0.05
        tags = np.zeros((window.length, TAGS), dtype=np.float32)
        tags[1:] = self.tags[window.context : window.end]
        return Scores(tags, cues, sources, np.full(window.length, -0.1, dtype=np.float32))


@pytest.fixture
def written(tokenizer: Tokenizer, request: pytest.FixtureRequest) -> Written:
    text = request.param
    return Written(text, pieces_of(text, tokenizer))


def _words(text: str, attribution: Attribution) -> tuple[list[str], list[str], list[str]]:
    return tuple([s.of(text) for s in part] for part in (attribution.source, attribution.cue, attribution.content))  # type: ignore[return-value]


CALIBRATION = Calibration(weights=(1.0, 0.4, 0.4), bias=-2.0)
INTERRUPTED = "“We will rebuild,” said Ama Osei, the mayor. “It will take years.”"


@pytest.mark.parametrize("written", [INTERRUPTED], indirect=True)
def test_content_of_several_parts_stays_one_attribution(written: Written) -> None:
    written.attribution(["“We will rebuild,”", "“It will take years.”"], "said", "Ama Osei, the mayor")
    (found,) = decode(written.text, written.pieces, written.scored(), calibration=CALIBRATION).probable
    assert _words(written.text, found) == (
        ["Ama Osei, the mayor"],
        ["said"],
        ["“We will rebuild,”", "“It will take years.”"],
    )
    assert found.type == "direct" and found.kind == "said" and found.confidence > 0.8


@pytest.mark.parametrize("written", ["The bridge, it was announced, will close."], indirect=True)
def test_an_attribution_may_have_no_source(written: Written) -> None:
    written.attribution(["The bridge", "will close"], "it was announced", None)
    (found,) = decode(written.text, written.pieces, written.scored(), calibration=CALIBRATION).probable
    assert found.source == () and found.type == "indirect"


@pytest.mark.parametrize("written", ["Osei said the bridge is safe and promised repairs by May."], indirect=True)
def test_one_source_serves_several_attributions(written: Written) -> None:
    written.attribution(["the bridge is safe"], "said", "Osei")
    written.attribution(["repairs by May"], "promised", "Osei")
    found = decode(written.text, written.pieces, written.scored(), calibration=CALIBRATION).probable
    assert [_words(written.text, a)[0] for a in found] == [["Osei"], ["Osei"]]


@pytest.mark.parametrize("written", ["“It was the end of it.\n\n“We left,” Osei said."], indirect=True)
def test_content_over_paragraphs_keeps_its_cue(written: Written) -> None:
    written.attribution(["“It was the end of it.", "“We left,”"], "said", "Osei")
    (found,) = decode(written.text, written.pieces, written.scored(), calibration=CALIBRATION).probable
    assert [s.of(written.text) for s in found.content] == ["“It was the end of it.", "“We left,”"]


@pytest.mark.parametrize("written", ["Osei said the old bridge over there is quite safe for now."], indirect=True)
def test_a_gap_of_two_untagged_words_is_closed(written: Written) -> None:
    written.attribution(["the old bridge", "is quite safe"], "said", "Osei")
    (found,) = decode(written.text, written.pieces, written.scored(), calibration=CALIBRATION).probable
    assert [s.of(written.text) for s in found.content] == ["the old bridge over there is quite safe"]


@pytest.mark.parametrize("written", ["Osei said the bridge is safe."], indirect=True)
def test_content_that_chooses_no_cue_is_dropped(written: Written) -> None:
    written.attribution(["the bridge is safe"], "said", "Osei")
    written.cue_of.clear()
    assert decode(written.text, written.pieces, written.scored(), calibration=CALIBRATION).attributions == []


@pytest.mark.parametrize("written", ["A b. " * 30 + "Osei said the bridge is safe. " + "C d. " * 30], indirect=True)
def test_windows_of_any_size_give_the_same(written: Written) -> None:
    written.attribution(["the bridge is safe"], "said", "Osei")
    whole = decode(written.text, written.pieces, written.scored(), calibration=CALIBRATION).probable
    cut = decode(written.text, written.pieces, written.scored(size=40), calibration=CALIBRATION).probable
    assert [(a.content, a.cue, a.source) for a in whole] == [(a.content, a.cue, a.source) for a in cut]


@settings(max_examples=80)
@given(
    scores=st.lists(st.lists(st.floats(-9, 0), min_size=TAGS, max_size=TAGS), min_size=1, max_size=30),
    breaks=st.lists(st.booleans(), min_size=30, max_size=30),
)
def test_an_inside_tag_only_follows_its_own_role(scores: list[list[float]], breaks: list[bool]) -> None:
    opens = np.array([True, *breaks[1 : len(scores)]])
    path = best_path(np.array(scores, dtype=np.float32), opens)
    for at, tag in enumerate(path):
        if tag in (SOURCE + 1, CUE + 1):
            assert not opens[at] and path[at - 1] in (tag - 1, tag)
        elif tag == CONTENT + 1 and not opens[at]:
            assert path[at - 1] in (CONTENT, CONTENT + 1)


@settings(max_examples=80)
@given(
    scores=st.lists(st.lists(st.integers(-9, 0), min_size=TAGS, max_size=TAGS), min_size=1, max_size=4),
    opens=st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_no_allowed_sequence_is_better(scores: list[list[int]], opens: list[bool]) -> None:
    table = np.array(scores, dtype=np.float32)
    opening = np.array([True, *opens[1 : len(scores)]])

    def allowed(path: tuple[int, ...]) -> bool:
        return all(
            tag in (0, SOURCE, CUE, CONTENT)
            or (opening[at] and tag == CONTENT + 1)
            or (not opening[at] and path[at - 1] in (tag - 1, tag))
            for at, tag in enumerate(path)
        )

    every = product(range(TAGS), repeat=len(scores))
    best = max(float(table[range(len(path)), path].sum()) for path in every if allowed(path))
    assert float(table[range(len(scores)), best_path(table, opening)].sum()) == best


def test_without_constraints_in_play_the_best_tag_wins() -> None:
    scores = np.full((4, TAGS), -5.0, dtype=np.float32)
    wanted = [SOURCE, CUE, CONTENT, CONTENT + 1]
    scores[range(4), wanted] = -0.1
    assert list(best_path(scores, np.array([True, False, False, False]))) == wanted


@pytest.mark.parametrize("written", ["Osei said the bridge is safe. " * 60], indirect=True)
def test_only_what_one_window_holds_can_be_linked(written: Written) -> None:
    starts = [i for i in range(len(written.text)) if written.text.startswith("Osei", i)]
    words = tagged(written.pieces, written.tags)
    first = np.searchsorted(words.start, starts)
    runs = Runs([Run(n, n) for n in first], [Run(n + 1, n + 1) for n in first], [Run(n + 2, n + 5) for n in first])
    links = read_links(written.scored(size=60), words, runs)
    assert len(links.cue.row) == len(links.cue.value) < 60 * 12
    assert len(links.source.row) < 60 * 12
