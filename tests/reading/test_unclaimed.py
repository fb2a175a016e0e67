from collections import Counter
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Attribution, Span
from onrecord.reading.naming import Places
from onrecord.reading.unclaimed import with_unclaimed


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def _words(text: str, found: list[Attribution]) -> list[tuple[list[str], str, str]]:
    return [
        (
            [span.of(text) for span in one.content],
            " ".join(span.of(text) for span in one.source),
            " ".join(span.of(text) for span in one.cue),
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It rained,” said Ana Ruiz.", [(["“It rained,”"], "Ana Ruiz", "said")]),
        ("“Who knew?” she asked.", [(["“Who knew?”"], "she", "asked")]),
        ("“It sank,” the harbour master added.", [(["“It sank,”"], "the harbour master", "added")]),
        ("“It sank,” said the harbour master on Friday.", [(["“It sank,”"], "the harbour master", "said")]),
        ("He was called “lucky” and left.", []),
        ("They met at “The Anchor,” a bar.", []),
    ],
)
def test_what_stands_behind_a_comma_in_marks_attributes(text: str, found: list[tuple[list[str], str, str]]) -> None:
    assert _words(text, with_unclaimed(text, [])) == found


def test_a_quotation_joined_to_the_one_before_goes_to_its_own_speaker() -> None:
    text = "“We won,” said the captain. “We did not lose,” said the coach."
    first = Attribution(
        (_span(text, "“We won,”"), _span(text, "“We did not lose,”")),
        (_span(text, "the captain"),),
        (_span(text, "said"),),
    )
    assert _words(text, with_unclaimed(text, [first])) == [
        (["“We won,”"], "the captain", "said"),
        (["“We did not lose,”"], "the coach", "said"),
    ]


def test_a_source_from_further_on_gives_way_to_the_one_beside_its_cue() -> None:
    text = "“It sank,” Jonas Berg said. “It rained,” Maria Holt said."
    first, second = _span(text, "“It sank,”"), _span(text, "“It rained,”")
    wrong = Attribution((first, second), (_span(text, "Maria Holt"),), (_span(text, "said"),), "said", "direct", 0.9)
    assert _words(text, with_unclaimed(text, [wrong])) == [
        (["“It sank,”"], "Jonas Berg", "said"),
        (["“It rained,”"], "Maria Holt", "said"),
    ]


def test_two_quotations_that_the_reader_exchanged_go_back_to_their_speakers() -> None:
    text = "“Are you coming?” the reporter asked. “Would you?” Jonas Berg replied."
    first, second = _span(text, "“Are you coming?”"), _span(text, "“Would you?”")
    exchanged = [
        Attribution((first,), (_span(text, "Jonas Berg"),), (_span(text, "replied"),), "said", "direct", 0.9),
        Attribution((second,), (_span(text, "the reporter"),), (_span(text, "asked"),), "said", "direct", 0.8),
    ]
    assert _words(text, with_unclaimed(text, exchanged)) == [
        (["“Are you coming?”"], "the reporter", "asked"),
        (["“Would you?”"], "Jonas Berg", "replied"),
    ]


def test_a_sentence_told_in_turns_is_that_of_whom_its_first_words_name() -> None:
    text = "“One,” the coach counted on his fingers, “we were late; two,” he said, “we were slow.”"
    parts = tuple(_span(text, part) for part in ("“One,”", "“we were late; two,”", "“we were slow.”"))
    he = Span(text.index("he said"), text.index(" said"))
    one = Attribution(parts[1:], (he,), (_span(text, "said"),), "said", "direct", 0.9)
    (found,) = with_unclaimed(text, [one])
    assert [part.of(text) for part in found.source] == ["the coach"]
    assert found.content == parts


def test_a_sentence_that_goes_on_is_one_statement() -> None:
    text = "“We knew,” Berg said, looking up, “that the ice,” he said, “was thin.”"
    found = with_unclaimed(text, [])
    assert _words(text, found) == [(["“We knew,”", "“that the ice,”", "“was thin.”"], "Berg", "said")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Jonas Berg shook his head. “Not one of them came down.”", "Jonas Berg"),
        ("For Maria Holt, a baker, it is simple: “Build the wall now.”", "Maria Holt"),
        ("The goalkeeper could only shrug. “It hit the post.”", "The goalkeeper"),
        ("The letter was short:\n\n“I shall not sell.”", "The letter"),
        ("Jonas Berg met Maria Holt. “It was a good day.”", "Jonas Berg"),
        ("Statement attributable to Maria Holt, head of the port:\n\n“It was a good day.”", "Maria Holt"),
        ("Yesterday Jonas Berg met Maria Holt. “It was a good day.”", None),
        ("In the town of Norvia. “It was a good day.”", None),
        ("Jonas Berg read “The Long Way Home.” “It was a good day.”", None),
        ("Jonas Berg was called “a coward.”", None),
        ("Jonas Berg left.\n\n“It was a good day.”", None),
    ],
)
def test_a_quotation_that_ends_a_paragraph_belongs_to_whom_it_is_about(text: str, source: str | None) -> None:
    found = with_unclaimed(text, [])
    assert [name for _, name, _ in _words(text, found)] == ([source] if source else [])


def test_a_quotation_behind_a_colon_was_said_whatever_is_held_before_it() -> None:
    text = "Ana Ruiz remembers the flood:\n\n“We sat on the roof until noon.”"
    parts = (_span(text, "the flood"), _span(text, "“We sat on the roof until noon.”"))
    one = Attribution(parts, (_span(text, "Ana Ruiz"),), (_span(text, "remembers"),), "held", "mixed", 0.7)
    found = with_unclaimed(text, [one])
    assert [(a.kind, a.type, [part.of(text) for part in a.content]) for a in found] == [
        ("held", "indirect", ["the flood"]),
        ("said", "direct", ["“We sat on the roof until noon.”"]),
    ]


def test_a_doubtful_quotation_behind_a_colon_is_surer_where_the_sentence_names_the_same_speaker() -> None:
    text = "For Ana Ruiz the answer is simple: “Build the wall or move the town.”"
    quotation = _span(text, "“Build the wall or move the town.”")
    for name, confidence in (("Ana Ruiz", 0.6), ("the wall", 0.35)):
        one = Attribution((quotation,), (_span(text, name),), (), "said", "direct", 0.35)
        assert [a.confidence for a in with_unclaimed(text, [one])] == [confidence]


def test_a_quotation_behind_a_colon_without_a_source_is_that_of_whom_the_sentence_names() -> None:
    text = "For Ana Ruiz the answer is simple: “Build the wall or move the town.”"
    quotation, cue = _span(text, "“Build the wall or move the town.”"), _span(text, "the answer is simple:")
    found = with_unclaimed(text, [Attribution((quotation,), (), (cue,), "said", "direct", 0.35)])
    assert _words(text, found) == [(["“Build the wall or move the town.”"], "Ana Ruiz", "the answer is simple:")]


@pytest.mark.parametrize(("cue", "kept"), [("on", "“It was late.”"), ("said of", "the decision: “It was late.”")])
def test_what_a_quotation_behind_a_colon_is_about_is_no_part_of_it(cue: str, kept: str) -> None:
    text = f"The pilot, Ana Ruiz, {cue} the decision: “It was late.”"
    content = _span(text, "the decision: “It was late.”")
    one = Attribution((content,), (_span(text, "The pilot, Ana Ruiz,"),), (_span(text, cue),), "said", "mixed", 0.7)
    assert [words for (words,), _, _ in _words(text, with_unclaimed(text, [one]))] == [kept]


QUOTE = "“We would go at once.”"


def _across(text: str, content: str, cue: str, *, kind: Literal["said", "held"] = "held") -> Attribution:
    spans = tuple(_span(text, words) for words in content.split(" + "))
    return Attribution(spans, (_span(text, "Ana Ruiz"),), (_span(text, cue),), kind, "mixed", 0.6)


@pytest.mark.parametrize(
    ("text", "content", "cue", "found"),
    [
        (f"Ana Ruiz sees it otherwise. {QUOTE}", f"it otherwise. {QUOTE}", "sees", ["it otherwise", QUOTE]),
        (f"Ana Ruiz has heard it. {QUOTE}", f"it + {QUOTE}", "has heard", [QUOTE]),
        (f"Ana Ruiz hid no anger. {QUOTE}", "no anger. “We would go", "hid", ["no anger", QUOTE]),
        (f"Ana Ruiz said it was late. {QUOTE}", f"it was late. {QUOTE}", "said", [f"it was late. {QUOTE}"]),
    ],
)
def test_a_quotation_behind_a_sentence_is_said_and_no_part_of_what_is_held(
    text: str, content: str, cue: str, found: list[str]
) -> None:
    read = with_unclaimed(text, [_across(text, content, cue)])
    assert [words for contents, _, _ in _words(text, read) for words in contents] == found
    last = read[-1]
    assert cue == "said" or (last.kind, last.type, last.source[0].of(text)) == ("said", "direct", "Ana Ruiz")


def test_a_quotation_behind_who_was_asked_is_the_answer() -> None:
    text = f"Ana Ruiz was asked whether she would leave. {QUOTE}"
    asked = Attribution(
        (_span(text, f"whether she would leave. {QUOTE}"),), (), (_span(text, "was asked"),), "said", "mixed", 0.6
    )
    assert _words(text, with_unclaimed(text, [asked])) == [([QUOTE], "Ana Ruiz", "")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It will hold.” Ana Ruiz taps the beam.", "Ana Ruiz"),
        ("“It will hold.” The mayor taps the beam.", "The mayor"),
        ("“It will hold.” It did not. Ana Ruiz left.", None),
        ("“Made of Iron” Ana Ruiz called it.", None),
        ("They met. “It will hold.” Ana Ruiz taps the beam.", None),
    ],
)
def test_a_sentence_in_marks_that_opens_a_paragraph_is_whose_the_next_begins_with(
    text: str, source: str | None
) -> None:
    found = _words(text, with_unclaimed(text, []))
    assert found == ([(["“It will hold.”"], source, "")] if source else [])


@pytest.mark.parametrize(("cue", "joined"), [("published", True), ("said", False)])
def test_a_quotation_taken_up_in_the_next_paragraph_is_one(cue: str, joined: bool) -> None:
    text = f"The office {cue} a note.\n\n“It rained.\n\n“The road was gone,” Ana Ruiz said."
    first, second = _span(text, "“It rained."), _span(text, "“The road was gone,”")
    before = Attribution((first,), (_span(text, "The office"),), (_span(text, cue),))
    at = text.rindex("said")
    one = Attribution((second,), (_span(text, "Ana Ruiz"),), (Span(at, at + 4),))
    found = _words(text, with_unclaimed(text, [before, one]))
    whole = (["“It rained.", "“The road was gone,”"], "Ana Ruiz", "said")
    assert (whole in found) is joined and len(found) == (1 if joined else 2)


@pytest.mark.parametrize("taken", ["", "The"])
def test_a_mark_that_closes_what_was_not_opened_ends_a_further_quotation(taken: str) -> None:
    text = "“We left,” said Ana Ruiz. The road was gone.” She drove."
    parts = (_span(text, "“We left,”"), *([_span(text, taken)] if taken else []))
    one = Attribution(parts, (_span(text, "Ana Ruiz"),), (_span(text, "said"),))
    assert _words(text, with_unclaimed(text, [one])) == [(["“We left,”", "The road was gone.”"], "Ana Ruiz", "said")]


def test_lines_of_a_list_belong_to_the_sentence_before_it() -> None:
    text = "The Harbour Council recommends:\n\n• closing the pier\n\n• a hearing in spring\n\nIt meets again in May."
    assert _words(text, with_unclaimed(text, [])) == [
        (["• closing the pier", "• a hearing in spring"], "The Harbour Council", "recommends")
    ]


def test_lines_take_the_place_of_words_that_point_to_them() -> None:
    text = "They said the following was needed:\n\n– a pump;\n\n– a filter."
    pointing = Attribution((_span(text, "the following was needed"),), (_span(text, "They"),), (_span(text, "said"),))
    assert _words(text, with_unclaimed(text, [pointing])) == [(["– a pump;", "– a filter."], "They", "said")]


def test_a_list_in_the_sentence_is_not_cut() -> None:
    text = "The coach announced: longer days, no phones and a new captain."
    cut = Attribution((_span(text, "longer days, no"),), (_span(text, "The coach"),), (_span(text, "announced"),))
    whole = [(["longer days, no phones and a new captain"], "The coach", "announced")]
    assert _words(text, with_unclaimed(text, [cut])) == whole
    assert _words(text, with_unclaimed(text, [])) == whole


@given(st.text(alphabet="aB “”‘’\"',.:?\n–1", max_size=60))
def test_whatever_the_text_spans_fit_and_contents_never_overlap(text: str) -> None:
    found = with_unclaimed(text, [])
    spans = sorted(span for one in found for span in one.content)
    assert all(span.of(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Alba Trent, the chair, wrote:\n\nWe could heat one of them.\n\nMore.", "Alba Trent", "wrote"),
        ("In its ruling on Monday the court said:\n\nWe could heat one of them.", "the court", "said"),
        ("He resigned. He wrote to the board on Monday:\n\nWe could heat one of them.", "He", "wrote"),
        ("Her statement read:\n\nWe could heat one of them.\n\nMore.", "Her statement", "read"),
    ],
)
def test_a_paragraph_without_marks_behind_a_colon_is_quoted(text: str, source: str, cue: str) -> None:
    assert _words(text, with_unclaimed(text, [])) == [(["We could heat one of them."], source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "This is what you need to know:\n\nWe could heat one of them.",
        "The chair wrote:\n\nHeating",
        "The chair wrote to them.\n\nWe could heat one of them.",
    ],
)
def test_a_paragraph_behind_no_verb_of_speech_is_the_articles(text: str) -> None:
    assert with_unclaimed(text, []) == []


def test_a_line_that_is_a_label_names_the_speaker_below_it() -> None:
    text = "From the desk of Maja Sund, head of research:\n\n“Rates will fall twice.”"
    assert _words(text, with_unclaimed(text, [])) == [(["“Rates will fall twice.”"], "Maja Sund", "")]


def test_who_only_listens_behind_a_quotation_did_not_say_it() -> None:
    text = "Petra Lang handed the judge, Otto Brandt, a bill. “I paid this one twice.” Brandt nodded at her."
    quotation = _span(text, "“I paid this one twice.”")
    at = text.rindex("Brandt")
    read = Attribution((quotation,), (Span(at, at + 6),), (_span(text, "nodded"),), "said", "direct", 0.9)
    expected = [(["“I paid this one twice.”"], "Petra Lang", "")]
    assert _words(text, with_unclaimed(text, [read])) == _words(text, with_unclaimed(text, [])) == expected


def test_who_speaks_behind_a_quotation_said_it() -> None:
    text = "Petra Lang handed the judge, Otto Brandt, a bill. “You paid this one twice.” Brandt said so twice."
    at = text.rindex("Brandt")
    said = Attribution(
        (_span(text, "“You paid this one twice.”"),), (Span(at, at + 6),), (_span(text, "said"),), "said", "direct", 0.9
    )
    assert with_unclaimed(text, [said]) == [said]


@pytest.mark.parametrize(
    ("second", "source"), [("the minister, Paul Renko,", "Greta Lind"), ("Lind", "Lind"), ("he", "he")]
)
def test_a_quotation_left_open_is_not_the_next_speakers_where_its_own_stands_before(second: str, source: str) -> None:
    text = f"Greta Lind was first. “Nobody was asked.\n\n“Everybody was asked,” {second} said."
    parts = (_span(text, "“Nobody was asked."), _span(text, "“Everybody was asked,”"))
    at = text.rindex(second)
    joined = Attribution(parts, (Span(at, at + len(second)),), (_span(text, "said"),), "said", "direct", 0.9)
    found = {words: one[1] for one in _words(text, with_unclaimed(text, [joined])) for words in one[0]}
    assert found == {"“Nobody was asked.": source, "“Everybody was asked,”": second}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Statement from Mayor Ana Ruiz:\n“We have waited for years.”", "Mayor Ana Ruiz"),
        ("Comment by Ana Ruiz, jury chair:\n\n“We have waited for years.”", "Ana Ruiz"),
        ("Ana Ruiz handed the judge a photo. “That is where he fell.” The judge looked at it.", "Ana Ruiz"),
        ("On Telegram, the governor of Skerra, Ana Ruiz, said on Sunday:\n\nThree bridges are gone.", "Ana Ruiz"),
    ],
)
def test_whose_words_a_line_or_sentence_before_announces(text: str, found: str) -> None:
    assert [source for _, source, _ in _words(text, with_unclaimed(text, []))] == [found]


def test_a_sentence_behind_a_full_stop_in_the_marks_attributes_nothing() -> None:
    text = "Ana Ruiz looked at the bill. “This is not mine.” The waiter, Jo Lie, shrugged."
    given = Attribution(
        (_span(text, "“This is not mine.”"),), (_span(text, "The waiter, Jo Lie"),), (_span(text, "shrugged"),)
    )
    assert _words(text, with_unclaimed(text, [given])) == [(["“This is not mine.”"], "Ana Ruiz", "")]


def test_a_comma_may_stand_behind_the_closing_mark() -> None:
    text = "« It is finished », joked Luc Perrin."
    given = Attribution((_span(text, "« It is finished »"),), (), (_span(text, "joked"),), "said", "direct", 0.4)
    (found,) = with_unclaimed(text, [given])
    assert (found.source[0].of(text), found.confidence >= 0.8) == ("Luc Perrin", True)


def test_a_paragraph_left_open_is_taken_whole() -> None:
    text = "“It rained,” said Ana Ruiz.\n\n“The road was gone.\n\n“So I walked,” she said."
    first = Attribution(
        (_span(text, "“It rained,”"), _span(text, "“The road")), (_span(text, "Ana Ruiz"),), (_span(text, "said"),)
    )
    said = Span(len(text) - len("said."), len(text) - 1)
    last = Attribution((_span(text, "“So I walked,”"),), (_span(text, "she"),), (said,))
    assert (["“It rained,”", "“The road was gone."], "Ana Ruiz", "said") in _words(
        text, with_unclaimed(text, [first, last])
    )


def test_a_quotation_goes_on_in_the_next_paragraph_where_it_was_left_open() -> None:
    text = "Ana Ruiz said: “The road was gone.\n\n“We walked for a day.\n\n“Nobody came.” It was late."
    said = Attribution((_span(text, "“The road was gone."),), (_span(text, "Ana Ruiz"),), (_span(text, "said"),))
    assert _words(text, with_unclaimed(text, [said])) == [
        (["“The road was gone.", "“We walked for a day.", "“Nobody came.”"], "Ana Ruiz", "said")
    ]


def test_what_has_a_cue_of_its_own_is_not_the_quotation_before_going_on() -> None:
    text = "Ana Ruiz said: “The road was gone.\n\n“We walked for a day,” said Jo Lie."
    first = Attribution((_span(text, "“The road was gone."),), (_span(text, "Ana Ruiz"),), (_span(text, "said"),))
    assert (["“The road was gone."], "Ana Ruiz", "said") in _words(text, with_unclaimed(text, [first]))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The phones rang.\n\n“Nobody may leave the harbour before noon.” It was nine.", True),
        ("The phones rang.\n\n“Leave the harbour.” It was nine.", False),
        ("The phones played “Nobody may leave the harbour now” twice.", False),
        ("They sang “Nobody may leave the harbour before noon.” It was nine.", False),
    ],
)
def test_a_whole_sentence_in_marks_was_said_though_nobody_is_named(text: str, quoted: bool) -> None:
    wanted = [(["“Nobody may leave the harbour before noon.”"], "", "")] if quoted else []
    assert _words(text, with_unclaimed(text, [])) == wanted


def test_a_speech_of_many_open_paragraphs_is_put_together_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    count, placed = 500, Counter[str]()
    put = Places._put

    def counting(places: Places, number: int, one: Attribution) -> None:
        placed["parts"] += len(one.content)
        put(places, number, one)

    monkeypatch.setattr(Places, "_put", counting)
    text = "Holt said: " + "\n".join(f"“It rained on day {day} and we left" for day in range(count))
    first = Span(text.index("“"), text.index("\n"))
    found = with_unclaimed(text, [Attribution((first,), (_span(text, "Holt"),), (_span(text, "said"),))])
    assert [len(one.content) for one in found] == [count]
    assert placed["parts"] < 10 * count


@pytest.mark.parametrize(
    ("behind", "joined"),
    [
        (" said Ana Ruiz. “Stop.”", True),
        (" said Ana Ruiz, the mayor of Skerra. “We can even clean it up if we have to.”", True),
        (" said Ana Ruiz.\n\n“We can even clean it up if we have to.”", False),
        (" said Ana Ruiz. She sat down. “We can even clean it up if we have to.”", False),
    ],
)
def test_behind_who_said_it_a_quotation_goes_on(behind: str, joined: bool) -> None:
    first, text = "“We stop the work,”", "“We stop the work,”" + behind
    last = text[text.rindex("“") :]
    one = Attribution((_span(text, first),), (_span(text, "Ana Ruiz"),), (_span(text, "said"),))
    found = [content for content, _, _ in _words(text, with_unclaimed(text, [one]))]
    assert found == ([[first, last]] if joined else [[first], [last]])
