import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families.tokens import plain_words, words_of
from onrecord.families.wording import compare_wording, may_be_verbatim

CONVENTIONS = [
    ("The harbour is open.", "“the harbour is open,”"),
    ("We said it was “unfair” to him", "We said it was 'unfair' to him."),
    ("The harbour's boats are old", "The harbour’s boats are old"),
    ("The plan, I think, is good", "The plan - I think - is good"),
    ("a long-term plan", "a long term plan"),
    ("The  harbour\nis open", "The harbour is open"),
    ("They will build two bridges", "They will build 2 bridges"),
    ("The twenty-first of 1,200 bridges", "The twenty first of 1200 bridges"),
    ("It is the second bridge", "It is the 2nd bridge"),
    ("It rose by 5 percent", "It rose by five per cent"),
    ("It rose by 5%", "It rose by 5 percent"),
    ("It is, uh, a bridge", "It is a bridge"),
    ("We hope he will come", "We hope he [Jonas Berg] will come"),
    ("Then they will come", "Then [the councillors] will come"),
    ("Then we will come", "[T]hen we will come"),
    ("The harbour in the U.S. is open", "The harbour in the US is open"),
    ("She wrote an e-mail", "She wrote an email"),
    ("Señor Ruiz agrees", "Senor Ruiz agrees"),
]


@pytest.mark.parametrize(("original", "other"), CONVENTIONS)
def test_conventions_change_nothing(original: str, other: str) -> None:
    assert compare_wording(original, other).relation == "verbatim"


CUTS = [
    ("We will build the bridge. It is needed.", "We will build the bridge"),
    ("We will build the bridge. It is needed.", "It is needed"),
    ("We will build the old bridge again this year", "We will … again this year"),
    ("We will build the old bridge again this year", "We will [...] again this year"),
    ("We will build the old bridge again this year", "We will . . . again this year"),
    ("We will build the old bridge again this year", "“We will build,” “again this year.”"),
    ("We will build it. The council agrees. It is needed.", "We will build it. It is needed."),
    ("And it is needed by us. And it is late.", "“It is needed by us,” “it is late.”"),
]


@pytest.mark.parametrize(("original", "other"), CUTS)
def test_cuts_a_reader_sees_are_shortenings(original: str, other: str) -> None:
    wording = compare_wording(original, other)
    assert wording.relation == "shortened"
    assert wording.changes == ()
    assert wording.left_out


CHANGES = [
    ("We should build the bridge now", "We must build the bridge now", "modality", "should", "must"),
    ("We might build the bridge now", "We have to build the bridge now", "modality", "might", "have to"),
    ("It may be the oldest bridge here", "It will be the oldest bridge here", "certainty", "may", "will"),
    ("The study suggested that bridges fall", "The study proved that bridges fall", "certainty", "suggested", "proved"),
    ("We know some boats are late again", "We know all boats are late again", "quantity", "some", "all"),
    ("We will build two bridges this year", "We will build 3 bridges this year", "number", "two", "3"),
    ("It cost two million in that year", "It cost two billion in that year", "number", "million", "billion"),
    ("We will never build the bridge", "We will build the bridge", "negation", "never", ""),
    ("We do build the bridge this year", "We don't build the bridge this year", "negation", "do", "don't"),
    ("It is a legal bridge in Norvia", "It is an illegal bridge in Norvia", "negation", "a legal", "an illegal"),
    ("They do not build the bridge now", "They don't build the bridge now", "word", "do not", "don't"),
    ("The old bridge is closed again today", "The bridge is closed again today", "word", "old", ""),
    ("The bridge is closed again today", "The old bridge is closed again today", "word", "", "old"),
    ("My voters will come to the harbour", "My supporters will come to the harbour", "word", "voters", "supporters"),
    ("We like the laws. We are here.", "We like the law.", "word", "laws", "law"),
]


@pytest.mark.parametrize(("original", "other", "kind", "before", "after"), CHANGES)
def test_changed_words_are_named_with_what_they_touch(
    original: str, other: str, kind: str, before: str, after: str
) -> None:
    wording = compare_wording(original, other)
    assert wording.relation == "altered"
    assert [(change.kind, change.before, change.after) for change in wording.changes] == [(kind, before, after)]


WARNINGS = [
    ("I do not think that we should build it", "we should build it", ("leaves out “not”",)),
    ("I don't think that we should build it", "we should build it", ("leaves out “not”",)),
    ("We will build it if they pay", "We will build it", ("leaves out “if”",)),
    ("If they pay, we will build it", "we will build it", ("leaves out “if”",)),
    ('"We will build it," "if they pay"', "We will build it", ("leaves out “if”",)),
    ('"They carried eleven a day," "I cannot explain that to her."', "They carried eleven a day", ()),
    ('"They carried eleven a day," "I cannot explain that to her."', "They carried eleven", ()),
    ('"They do not carry eleven," "I can explain that."', "They do … carry eleven", ("leaves out “not”",)),
    ('"I do not believe" "Germany will pay"', "Germany will pay", ("leaves out “not”",)),
    ("We like the plan, but it is late", "We like the plan", ("leaves out “but”",)),
    ("We will not build the bridge", "We will … build the bridge", ("leaves out “not”",)),
    ("We will build it. We will not sell it.", "We will build it.", ()),
    ("No, we will build it", "we will build it", ()),
    ("But we will build it", "we will build it", ()),
    ("We will build the bridge", "We will [not] build the bridge", ("adds “not” in brackets",)),
]


@pytest.mark.parametrize(("original", "other", "warnings"), WARNINGS)
def test_cuts_that_turn_the_meaning_are_warned_of(original: str, other: str, warnings: tuple[str, ...]) -> None:
    assert compare_wording(original, other).warnings == warnings


@pytest.mark.parametrize(
    ("original", "other"),
    [
        ("The bridge is old and will be closed", "Taxes should fall next year"),
        ("It is the best of all the harbours in the land", "The mayor of the town is in the office"),
        ("", "We will build it"),
        ("“…”", "“…”"),
    ],
)
def test_other_texts_are_different(original: str, other: str) -> None:
    assert compare_wording(original, other).relation == "different"


def test_brackets_do_not_hide_a_negation() -> None:
    wording = compare_wording("We will not build the bridge this year", "We will [surely] build the bridge this year")
    assert wording.relation == "altered"
    assert [change.kind for change in wording.changes] == ["negation"]


def test_a_silent_cut_within_a_sentence_is_a_change() -> None:
    wording = compare_wording("The bridge that we built is old and closed", "The bridge is old and closed")
    assert [(change.before, change.after) for change in wording.changes] == [("that we built", "")]


def test_sentences_added_at_the_end_are_changes() -> None:
    wording = compare_wording("We will build it.", "We will build it. It will be the best bridge.")
    assert wording.relation == "altered"
    assert [(change.before, change.after) for change in wording.changes] == [("", "It will be the best bridge")]


words = st.sampled_from(
    "the harbour council will build 3 old bridges in Norvia and never don’t pay Ruiz's boats".split()
)
texts = st.lists(words, min_size=1, max_size=25).map(" ".join)
loose = st.text(alphabet="ab “”‘’'\"…[]. -–1%’é\n", max_size=30)


@given(texts)
def test_a_text_is_verbatim_to_itself(text: str) -> None:
    assert compare_wording(text, f"“{text},”").relation == "verbatim"


@given(texts, texts)
def test_verbatim_is_symmetric(first: str, second: str) -> None:
    verbatim = compare_wording(first, second).relation == "verbatim"
    assert verbatim == (compare_wording(second, first).relation == "verbatim")


@given(st.one_of(texts, loose), st.one_of(texts, loose))
def test_spans_are_those_of_the_texts(original: str, other: str) -> None:
    wording = compare_wording(original, other)
    assert 0 <= wording.likeness <= 1
    for span in wording.left_out:
        assert span.of(original)
    for change in wording.changes:
        assert change.before == (change.before_span.of(original) if change.before_span else "")
        assert change.after == (change.after_span.of(other) if change.after_span else "")
        assert change.before or change.after


@given(st.lists(words, min_size=2, max_size=25, unique=True), st.data())
def test_cutting_is_never_altering(original: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(original) - 1))
    end = data.draw(st.integers(start + 1, len(original)))
    wording = compare_wording(" ".join(original), " ".join(original[start:end]))
    assert wording.relation == ("verbatim" if end - start == len(original) else "shortened")


@given(st.lists(words, min_size=3, max_size=25, unique=True), st.data())
def test_a_marked_cut_in_the_middle_is_never_altering(original: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(original) - 2))
    end = data.draw(st.integers(at + 1, len(original) - 1))
    cut = " ".join([*original[:at], "…", *original[end:]])
    assert compare_wording(" ".join(original), cut).relation == "shortened"


@given(texts, st.data())
def test_a_changed_word_is_never_verbatim(text: str, data: st.DataObject) -> None:
    original = text.split()
    at = data.draw(st.integers(0, len(original) - 1))
    changed = [*original[:at], "lighthouse", *original[at + 1 :]]
    assert compare_wording(text, " ".join(changed)).relation in ("altered", "different")


def test_words_know_what_stands_before_them() -> None:
    found = words_of("“One. Two,” “three … four [five] six")
    assert [(word.text, word.gap, word.sentence) for word in found] == [
        ("1", "none", 0),
        ("2", "sentence", 1),
        ("3", "part", 1),
        ("4", "ellipsis", 1),
        ("6", "bracket", 1),
    ]


PIECES = [
    "Yes.",
    "uh",
    "[not]",
    "[T]hen",
    "…",
    "(...)",
    "U.S.",
    "1,200",
    "forty-two",
    "per cent",
    "’s",
    "e-mail",
    "a.B",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_plain_words_are_those_with_places(text: str) -> None:
    assert plain_words(text) == tuple(word.text for word in words_of(text))


@given(*[st.lists(st.sampled_from([*PIECES, "we", "will"]), max_size=5).map(" ".join)] * 2)
def test_only_what_may_be_verbatim_is(text: str, other: str) -> None:
    assert may_be_verbatim(text, other) or compare_wording(text, other).relation != "verbatim"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [("One. Two", [0, 1]), ("One.Two", [0, 1]), ("One. Uh Two", [0, 1]), ("One two", [0, 0]), ("One… Two", [0, 0])],
)
def test_a_sentence_ends_however_little_space_follows(text: str, sentences: list[int]) -> None:
    assert [word.sentence for word in words_of(text)] == sentences
