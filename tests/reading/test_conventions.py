"""What statements leave out of attributions and take into them."""

from dataclasses import replace

import pytest

from onrecord.english.quotation_marks import quotations, type_of
from onrecord.model import Attribution, Span
from onrecord.reading.conventions import conventional


def _of(text: str, content: str, *, cue: str = "said", source: str | None = None) -> Attribution:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    part = span(content)
    kind = type_of(text, (part,), quotations(text))
    return Attribution((part,), (span(source),) if source else (), (span(cue),), type=kind)


def test_a_part_that_is_a_mark_alone_is_left_out() -> None:
    text = "The union said it would strike.\n\n“We are ready,” a clerk said."
    one = _of(text, "it would strike")
    mark = Span(text.index("“"), text.index("“") + 1)
    (found,) = conventional(text, [replace(one, content=(*one.content, mark), type="direct")])
    assert (found.content, found.type) == (one.content, "indirect")


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("Holt said that it rains.", "that it rains", "it rains"),
        ("Holt said that “it rains”.", "that “it rains”", "“it rains”"),
        ("Holt said that is wrong.", "that is wrong", "that is wrong"),
        ("Holt said that kind of talk hurts.", "that kind of talk hurts", "that kind of talk hurts"),
        ("Holt said thatched roofs burn.", "thatched roofs burn", "thatched roofs burn"),
    ],
)
def test_the_complementiser_stays_out(text: str, content: str, kept: str) -> None:
    assert [one.content[0].of(text) for one in conventional(text, [_of(text, content)])] == [kept]


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("“It rains,” Holt said.", "It rains", "“It rains,”"),
        ("Holt said it was “a mess.”", "it was “a mess", "it was “a mess.”"),
        ("“It rains. It pours,” Holt said.", "It pours", "It pours,”"),
        ("Holt said it rains.", "it rains", "it rains"),
        ("“It rains”, but Holt said no more.", "“It rains”, but", "“It rains”"),
    ],
)
def test_marks_that_the_content_fills_stay_inside(text: str, content: str, kept: str) -> None:
    assert [one.content[0].of(text) for one in conventional(text, [_of(text, content)])] == [kept]


def test_a_claim_that_somebody_is_asked_about_is_its_owners() -> None:
    text = "Holt was asked about Mayor Ana Ruiz’s recent suggestion that the bridge could close."
    asked = _of(text, "Mayor Ana Ruiz’s recent suggestion that the bridge could close", cue="asked about")
    (found,) = conventional(text, [asked])
    words = [span.of(text) for span in (*found.source, *found.cue, *found.content)]
    assert words == ["Mayor Ana Ruiz", "suggestion", "the bridge could close"]


def test_a_claim_that_somebody_makes_stays_whole() -> None:
    text = "Holt rejected Ana Ruiz’s suggestion that the bridge could close."
    made = _of(text, "Ana Ruiz’s suggestion that the bridge could close", cue="rejected")
    assert conventional(text, [made]) == [made]


@pytest.mark.parametrize(("content", "kept"), [("them", False), ("“liars”", True), ("the council", True)])
def test_one_word_makes_a_statement_only_where_it_is_quoted(content: str, kept: bool) -> None:
    text = f"Holt called {content} before noon."
    assert bool(conventional(text, [_of(text, content, cue="called")])) is kept


@pytest.mark.parametrize(
    ("text", "content", "cue", "kept"),
    [
        ("Holt did not say that it was safe.", "it was safe", "did not say", False),
        ("Holt didn’t say that it was safe.", "it was safe", "say", False),
        ("Holt declined to say who paid for it.", "who paid for it", "declined to say", False),
        ("Holt would say that it was safe.", "it was safe", "would say", False),
        ("If Holt says that it is safe, we go.", "it is safe", "says", False),
        ("Holt has said nothing about the bridge.", "nothing about the bridge", "has said", False),
        ("Holt could not resist saying that it was safe.", "it was safe", "could not resist saying", True),
        ("Holt denied that it was safe.", "it was safe", "denied", True),
        ("Holt said that it would not be safe.", "it would not be safe", "said", True),
        ("Holt would not call it “a mess.”", "“a mess.”", "would not call", True),
    ],
)
def test_what_nobody_said_makes_no_statement(text: str, content: str, cue: str, kept: bool) -> None:
    assert bool(conventional(text, [_of(text, content, cue=cue, source="Holt")])) is kept


def test_nobody_says_nothing() -> None:
    text = "Nobody at the council said that it was safe."
    of_nobody = replace(_of(text, "it was safe"), source=(Span(0, 21),))
    assert conventional(text, [of_nobody]) == []


def test_content_ends_at_a_mark_that_closes_what_was_never_opened() -> None:
    text = "The skipper said the net had torn on a wreck.” He lost the catch."
    (found,) = conventional(text, [_of(text, "the net had torn on a wreck.” He lost the catch")])
    assert found.content[0].of(text) == "the net had torn on a wreck."


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Ana Ruiz on Friday", "Ana Ruiz"),
        ("Ana Ruiz on September 7, 2031", "Ana Ruiz"),
        ("Ana Ruiz late Friday evening", "Ana Ruiz"),
        ("Ana Ruiz, on 7 August", "Ana Ruiz"),
        ("the Friday Club", "the Friday Club"),
        ("Joe Friday", "Joe Friday"),
        ("May Holt", "May Holt"),
    ],
)
def test_a_day_behind_a_name_is_not_part_of_the_source(source: str, kept: str) -> None:
    text = f"“It rains,” said {source}."
    (found,) = conventional(text, [_of(text, "“It rains,”", source=source)])
    assert [part.of(text) for part in found.source] == [kept]


@pytest.mark.parametrize(
    ("text", "content", "found"),
    [
        (
            "Holt said the road was safe, Lang that it was not.",
            "the road was safe, Lang that it was not",
            [("Holt", "the road was safe"), ("Lang", "it was not")],
        ),
        ("Holt said it was late, but that it was good.", "it was late, but that it was good", None),
        ("Holt said it was late, Monday that it was.", "it was late, Monday that it was", None),
    ],
)
def test_a_clause_whose_verb_stands_before_is_its_own_speakers(
    text: str, content: str, found: list[tuple[str, str]] | None
) -> None:
    told = conventional(text, [_of(text, content, source="Holt")])
    pairs = [(one.source[0].of(text), one.content[0].of(text)) for one in told]
    assert pairs == (found or [("Holt", content)])


def test_the_dash_behind_a_name_is_not_part_of_the_source() -> None:
    text = "—It closes —said Ana Ruiz—. Nobody buys it."
    (found,) = conventional(text, [_of(text, "It closes", source="Ana Ruiz—")])
    assert found.source[0].of(text) == "Ana Ruiz"


@pytest.mark.parametrize(
    ("text", "content", "source", "kept"),
    [
        ("It rains, said his wife, Ana. Holt left.", "It rains", "his wife, Ana. Holt", "his wife, Ana"),
        ("So did his wife, Marge. Holt said it rains.", "it rains", "his wife, Marge. Holt", "Holt"),
        ("The mayor, Ana J. Holt, said it rains.", "it rains", "The mayor, Ana J. Holt", "The mayor, Ana J. Holt"),
        ("Her boss, Capt. Holt, said it rains.", "it rains", "Her boss, Capt. Holt", "Her boss, Capt. Holt"),
    ],
)
def test_a_source_ends_with_its_sentence(text: str, content: str, source: str, kept: str) -> None:
    (found,) = conventional(text, [_of(text, content, source=source)])
    assert [part.of(text) for part in found.source] == [kept]


def test_a_source_that_only_ends_a_sentence_stays() -> None:
    text = "It was edited.\rA clerk said it rains."
    one = Attribution((Span(text.index("it rains"), len(text) - 1),), (Span(13, 16),), (Span(0, 2),))
    (found,) = conventional(text, [one])
    assert found.source == one.source


def test_a_negated_clause_about_the_source_negates_nothing() -> None:
    text = "A clerk, who asked not to be named, said it rains."
    assert conventional(text, [_of(text, "it rains", source="A clerk")]) != []


@pytest.mark.parametrize(
    ("text", "content", "cue", "kept"),
    [
        ("Holt urged residents to stay at home.", "residents to stay at home", "urged", "to stay at home"),
        ("Holt called on the Port Council to act.", "the Port Council to act", "called on", "to act"),
        ("Holt ordered Berg not to pay.", "Berg not to pay", "ordered", "not to pay"),
        ("Holt warned voters in the north that it rains.", "voters in the north that it rains", "warned", "it rains"),
        ("Holt told Berg that the dam holds.", "Berg that the dam holds", "told", "the dam holds"),
        ("Holt warned plans to close would hurt.", "plans to close would hurt", "warned", "plans to close would hurt"),
        ("Holt asked what the plan was to do.", "what the plan was to do", "asked", "what the plan was to do"),
        ("Holt ordered what is to be done.", "what is to be done", "ordered", "what is to be done"),
        ("Holt said Berg is right to stay.", "Berg is right to stay", "said", "Berg is right to stay"),
    ],
)  # fmt: skip
def test_whom_it_is_told_to_stays_out(text: str, content: str, cue: str, kept: str) -> None:
    assert [one.content[0].of(text) for one in conventional(text, [_of(text, content, cue=cue)])] == [kept]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("it rains. “I am wet.”", [("it rains.", "indirect"), ("“I am wet.”", "direct")]),
        ("it “rains. A lot.” now", [("it “rains. A lot.” now", "mixed")]),
        ("“it rains. I am wet.”", [("“it rains. I am wet.”", "direct")]),
        ("it is “a mess.” “I am wet.”", [("it is “a mess.” “I am wet.”", "mixed")]),
    ],
)
def test_a_report_and_the_quotation_behind_it_are_two(content: str, kept: list[tuple[str, str]]) -> None:
    text = f"Holt said {content}."
    found = conventional(text, [_of(text, content)])
    assert [(one.content[0].of(text), one.type) for one in found] == kept


def test_a_report_that_ends_in_a_quotation_goes_on_behind_its_speaker() -> None:
    text = "The road was “safe,” Holt said. “I drive there.”"
    parts = tuple(_of(text, words).content[0] for words in ("The road was “safe,”", "“I drive there.”"))
    one = replace(_of(text, "The road", cue="said"), content=parts, type="mixed")
    assert [found.content for found in conventional(text, [one])] == [parts]


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        ("“It rains,” Ana Holt said in a letter, according to Port News.", "Ana Holt", "“It rains,”"),
        ("“It rains” in the north, according to Port News.", "Port News", "“It rains” in the north"),
        ("The “rain” said to be heavy, according to Port News.", "Port News", "The “rain” said to be heavy"),
    ],
)
def test_a_quotation_is_whose_who_said_it_and_not_the_reports(text: str, source: str, kept: str) -> None:
    one = _of(text, text.partition(", according")[0], cue="according to", source="Port News")
    (found,) = conventional(text, [one])
    assert (found.source[0].of(text), found.content[0].of(text)) == (source, kept)


@pytest.mark.parametrize(
    ("opener", "kept"), [("Still", 1), ("But", 1), ("In fact", 1), ("Still water", 2), ("“But”", 2)]
)
def test_an_opener_before_the_cue_is_the_authors(opener: str, kept: int) -> None:
    text = f"{opener}, Holt said, it rains."
    one = _of(text, "it rains")
    first = Span(0, len(opener))
    (found,) = conventional(text, [replace(one, content=(first, *one.content), type="mixed")])
    assert len(found.content) == kept


def test_the_address_of_a_picture_ends_no_post() -> None:
    text = "Holt said: It rains a lot pic.twitter.com/OUiKqj8qjV"
    (found,) = conventional(text, [_of(text, "It rains a lot pic.twitter.com/OUiKqj8qjV")])
    assert found.content[0].of(text) == "It rains a lot"
