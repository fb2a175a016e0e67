"""The shipped weights through the shipped runtime. All people here are invented."""

import re
from pathlib import Path

import numpy as np
import pytest

from onrecord.model import Article, Version
from onrecord.problems import WeightsMissing
from onrecord.reading import Reader, name_of, unread_because
from onrecord.reading.reader import BATCH, CALL, MOST_CHARACTERS, STEP, WEIGHTS, batches
from onrecord.runtime import openvino, value_of

TEXT = (
    "Norvian Prime Minister Maria Holt said on Tuesday that the bridge will close in May.\n\n"
    "“We cannot wait any longer,” Holt told reporters. “The steel is tired.”\n\n"
    "Opponents believe the decision comes too late."
)


def _article(text: str, language: str | None = "en") -> Article:
    return Article("x", None, (Version(text=text, bytes_sha256="0", media_type="text/plain", language=language),))


def test_sources_cues_and_contents_are_found_and_linked(reader: Reader) -> None:
    (found,) = reader.attributions([TEXT])
    words = [[[s.of(TEXT) for s in part] for part in (a.source, a.cue, a.content)] for a in found]
    assert words[0] == [["Norvian Prime Minister Maria Holt"], ["said"], ["that the bridge will close in May"]]
    assert words[1][0] == ["Holt"] and len(words[1][2]) == 2
    assert [a.type for a in found[:2]] == ["indirect", "direct"]
    assert [a.kind for a in found] == ["said", "said", "held"]


def test_doubtful_ones_are_proposed_and_every_word_has_its_signs(reader: Reader) -> None:
    (found,) = reader.found([TEXT])
    assert found.signs and found.probable == reader.attributions([TEXT])[0]
    assert {one.content for one in found.probable} <= {one.content for one in found.attributions}
    words = re.findall(r"\S+", TEXT)
    assert len(found.signs.start) >= len(words) and len(found.signs.tags) == len(found.signs.said)
    assert abs(found.signs.tags.sum(axis=1) - 1000).max() <= 4
    said = found.signs.said[found.signs.start.tolist().index(TEXT.index("said"))]
    assert said > found.signs.said[found.signs.start.tolist().index(TEXT.index("believe"))]


@pytest.mark.parametrize("at_once", [BATCH, 1])
def test_a_processor_without_products_of_bytes_reads_the_same(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("onrecord.reading.reader._CPU", Path("no such file"))
    other = Reader(at_once=at_once)
    assert [(a.content, a.source, a.cue) for a in other.attributions([TEXT])[0]] == [
        (a.content, a.source, a.cue) for a in reader.attributions([TEXT])[0]
    ]


def test_results_do_not_depend_on_what_is_read_along(reader: Reader) -> None:
    others = [f"{TEXT} " * (1 + n % 5) for n in range(6)]
    alone = [reader.attributions([text])[0] for text in others]
    together = reader.attributions(others)
    assert alone == together


@pytest.mark.parametrize(
    ("lengths", "calls"),
    [
        ([], []),
        ([40], [(0, 1)]),
        ([250] * 9, [(0, 1), (1, 5), (5, 9)]),
        ([16, 250, 250], [(0, 1), (1, 3)]),  # one more call costs less than a short window filled up
        ([240, 250, 250], [(0, 3)]),
    ],
)
def test_windows_of_like_length_go_into_a_call_together(lengths: list[int], calls: list[tuple[int, int]]) -> None:
    assert batches(lengths) == calls


def test_every_window_is_in_one_call() -> None:
    lengths = sorted((number * 37) % 256 + 1 for number in range(70))
    found = batches(lengths)
    assert [one for first, last in found for one in range(first, last)] == list(range(70))
    assert max(last - first for first, last in found) <= BATCH
    assert STEP < CALL


def test_an_article_longer_than_many_windows_is_read_to_its_end(reader: Reader) -> None:
    text = "\n\n".join(["The council met again on Monday and went through the list of open matters."] * 300 + [TEXT])
    (found,) = reader.attributions([text])
    assert any("We cannot wait" in a.content[0].of(text) for a in found)


def test_an_unclosed_mark_in_paragraph_two_swallows_nothing(reader: Reader) -> None:
    people = ["Councillor Ana Ruiz", "The mayor", "Police chief Ola Berg", "A union leader", "Resident Kofi Mensah"]
    verbs = ["said", "argued", "wrote in a letter that", "told reporters", "warned that"]
    claims = [
        "the bridge was safe for cars",
        "nobody had asked the islanders",
        "the repairs would cost too much",
        "ferries could carry the freight",
        "the vote should be held again",
        "winter would make it worse",
        "the money had already been spent",
        "schools would close early",
    ]
    told = [f"{people[n % 5]} {verbs[n // 8]} {claims[n % 8]}." for n in range(38)]
    text = "\n\n".join(["The council met.", "Holt said “we will see what comes of it.", *told])
    (found,) = reader.attributions([text])
    assert len(found) >= 34
    assert all("\n" not in part.of(text) for a in found for part in a.content)


@pytest.mark.parametrize("text", ["", " \n ", "…", "\ufeff", "a" * 100_000, "“" * 500, "\u200b\u0301 \ud83d\ude00"])
def test_texts_without_statements_give_none(reader: Reader, text: str) -> None:
    assert reader.attributions([text.encode("utf8", "replace").decode()]) == [[]]


def test_other_languages_are_not_read(reader: Reader) -> None:
    article = _article("Maria Holt sagte, die Brücke sei sicher.", language="de")
    ((same, found),) = reader.read([article])
    assert same is article and found.attributions == []
    assert "not in English (language: de)" in (unread_because(article.latest) or "")


def test_missing_weights_are_a_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="make training"):
        Reader(weights=tmp_path)


def test_the_weights_stay_within_their_size() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 26_000_000


def test_the_reader_is_named_by_its_weights_and_its_rules(reader: Reader) -> None:
    assert re.fullmatch(r"reader-[0-9a-f]{12} onrecord-\d+\.\d+\S*", reader.name)
    assert reader.name == name_of(WEIGHTS)


def test_a_text_beyond_bounds_is_not_read_and_says_so() -> None:
    assert unread_because(_article("a" * MOST_CHARACTERS).latest) is None
    reason = unread_because(_article("a" * (MOST_CHARACTERS + 1)).latest)
    assert reason is not None and "1,000,001 characters" in reason


def test_numbers_of_four_bits_are_read_as_they_were_written() -> None:
    numbers = np.array([[[-8, 7, -1, 0], [1, -2, 3, -4]], [[5, -6, 7, -7], [0, 0, -8, 6]]], dtype=np.int8)
    constant = openvino().op.Constant(openvino().Type.i4, openvino().Shape([2, 2, 4]), numbers.ravel().tolist())
    assert value_of(constant).tolist() == numbers.tolist()


def test_one_text_where_several_are_taken_is_refused_before_its_letters_are_read(reader: Reader) -> None:
    for read in (reader.attributions, reader.found, reader.scored):
        with pytest.raises(TypeError, match=r"give it as `\[text\]`"):
            read(TEXT)


def test_the_folder_of_weights_may_be_a_string_and_some_windows_are_computed_at_once(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing):
        Reader(weights=str(tmp_path))
    with pytest.raises(ValueError, match="at_once must be at least 1, not 0"):
        Reader(at_once=0)


def test_what_links_the_words_of_a_long_text_is_computed_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(TEXT.replace("Tuesday", f"Tuesday the {number}th") for number in range(12))
    kept = Reader(at_once=1)
    _, whole = kept.scored([text])[0]
    expected = kept.found([text])[0]
    monkeypatch.setattr("onrecord.reading.reader.MOST_KEPT", 1)
    _, scored = kept.scored([text])[0]
    assert [scores.cues.size > 0 for _, scores in scored].count(True) == 1 < len(scored)
    for (window, scores), (other, found) in zip(scored, whole, strict=True):
        assert window == other
        assert all(np.array_equal(*both) for both in zip(scores.whole()[:4], found[:4], strict=True))
    told = kept.found([text])[0]
    assert told.attributions == expected.attributions and len(told.attributions) > 24
    assert told.signs is not None and expected.signs is not None
    assert np.array_equal(told.signs.tags, expected.signs.tags)
