from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import ArticleKind, Version
from onrecord.reading.transcripts import transcript_of
from onrecord.sources.turns import Label, label_of


def turns(text: str, kind: ArticleKind = "transcript") -> list[tuple[str | None, list[str]]]:
    found = transcript_of(Version(text, "0", "text/plain", kind=kind)).turns
    return [(one.named.name.of(text) if one.named else None, [part.of(text) for part in one.content]) for one in found]


def test_lines_without_a_label_go_on_with_the_turn() -> None:
    text = "HOST: Is it safe?\nRUIZ: It is.\nAnd it stays open.\nHOST: Until when?\nRUIZ: Until May.\nPerhaps."
    found = [
        ("HOST", ["Is it safe?"]),
        ("RUIZ", ["It is.", "And it stays open."]),
        ("HOST", ["Until when?"]),
        ("RUIZ", ["Until May.", "Perhaps."]),
    ]
    assert turns(text) == found
    # In an article only the last label's own line is surely a turn's.
    assert turns(text, "article") == [*found[:-1], ("RUIZ", ["Until May."])]


@pytest.mark.parametrize(
    "text",
    [
        "PORT ALDER: The ferry is late.\n\nNOTE: More follows.\n\nThe end.",
        "ANA: 8 points.\n\nBO: 7 points.\n\nCY: 9 points.\n\nDEE: 6 points.",
        "Attack: Strong.\n\nDefence: Slow.\n\nAttack: Better.\n\nDefence: Still slow.",
        "Thunder: Holt is out.\n\nLakers: Lind left.\n\nThunder: Host the Lakers.\n\nLakers: Visit the Thunder.",
        "Fill: 650\n\nWeight: 2 pounds\n\n" * 4,
        "WHAT: A tour\n\nWHO: Ana Lind\n\nWHEN: Friday, May 2\n\nWHERE: Gate 4\n\nRSVP: By noon",
        "Ana Holt\n\nBaker\n\nBo Lind\n\nSmith\n\nThey never met.",
    ],
)
def test_lists_of_facts_in_an_article_are_no_turns(text: str) -> None:
    assert turns(text, "article") == []


@pytest.mark.parametrize(
    "text",
    ["It rained.", "", "My answer is simple: no.", "Location: Room 4\n\nDate: Thursday, March 27", "00:01\n\n00:02"],
)
def test_a_transcript_may_name_nobody(text: str) -> None:
    assert turns(text) == []


def test_what_nobody_says_is_no_part_of_a_turn() -> None:
    text = (
        "ANA HOLT: We left. (LAUGHTER) Then we came back.\n\n[Applause.]\n\n[14:05:10]\n\nTEXT: Poll: Holt 41\n\n"
        "Several hon. Members rose—\n\nEND VIDEO CLIP\n\nWhy not?\n\nThe Ferry\n\nBO LIND: Because."
    )
    assert turns(text) == [("ANA HOLT", ["We left.", "Then we came back.", "Why not?"]), ("BO LIND", ["Because."])]


def test_what_a_screen_shows_is_told() -> None:
    text = "ANA HOLT: We left.\n\nON-SCREEN TEXT: Holt 41, Lind 39\n\nANA HOLT: Good."
    (line,) = transcript_of(Version(text, "0", "text/plain", kind="transcript")).unsaid
    assert line.of(text) == "ON-SCREEN TEXT: Holt 41, Lind 39"


def test_a_line_with_the_office_stands_between_name_and_words() -> None:
    text = "Q1 Call\n\nAnja Brandt\n\nChief Executive Officer\n\nGood day.\n\nBo Lind\n\nNorvik Bank, Analyst\n\nWhy?"
    assert turns(text) == [("Anja Brandt", ["Good day."]), ("Bo Lind", ["Why?"])]


def test_headings_and_those_present_have_no_turns() -> None:
    text = (
        "Participants\n\nBo Rask - Chief Executive\n\nTim Gale - Osprey Research\n\nPrepared Remarks:\n\nOperator\n\n"
        "Good day.\n\nBo Rask\n\nWe sold bread.\n\nTim Gale\n\nWhy?\n\nBo Rask\n\nBecause."
    )
    assert [name for name, _ in turns(text)] == ["Operator", "Bo Rask", "Tim Gale", "Bo Rask"]


def test_questions_are_whose_the_by_line_names_and_answers_the_witnesss() -> None:
    text = (
        "MR. TULL: The State calls Officer Dana Moss.\n\nBY MR. TULL:\n\nQ. Where?\n\nA. Here.\n\nBY MS. LANG:\n\n"
        "Q. When?\n\nA. Now.\n\nTHE WITNESS: At once.\n\nTHE COURT: Call the next.\n\n"
        "MS. LANG: I call Bo Lind.\n\nA. Yes."
    )
    assert [name for name, _ in turns(text)] == [
        "MR. TULL",
        "MR. TULL",
        "Officer Dana Moss",
        "MS. LANG",
        "Officer Dana Moss",
        "Officer Dana Moss",
        "THE COURT",
        "MS. LANG",
        "Bo Lind",
    ]


def test_questions_of_an_interview_are_the_outlets_own_and_answers_name_nobody() -> None:
    for mark in (":", "."):
        text = f"Q{mark} Is it safe?\nA{mark} It is, I think.\n" * 2
        assert turns(text, "article") == [(None, ["It is, I think."])] * 2


def test_marks_may_be_missing_behind_q_and_a() -> None:
    text = "EXAMINATION BY MS. LANG:\n\nQ Who signed?\n\nA I did.\n\nQ Who else?\n\nA Nobody did.\n\nA truck was there."
    assert turns(text)[-1] == (None, ["Nobody did.", "A truck was there."])


def test_a_name_in_small_letters_is_known_from_a_whole_one() -> None:
    assert turns("Piet Lund: We wait.\n\npiet: it starts\n\nsimply: no") == [
        ("Piet Lund", ["We wait."]),
        ("piet", ["it starts", "simply: no"]),
    ]


def test_reading_a_text_twice_as_long_parses_twice_as_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counted(line: str) -> Label | None:
        parsed.append(line)
        return label_of(line)

    monkeypatch.setattr("onrecord.reading.transcripts.label_of", counted)
    for count in (100, 200):
        parsed.clear()
        assert len(turns("\n\n".join(f"ANA HOLT: We said {number}." for number in range(count)))) == count
        assert len(parsed) == count


_PARTS = st.sampled_from(
    "ANA HOLT|Ana Holt|, MAYOR|(|)|: |:|Q. |A. |BY MS. LANG:|Mr. |. |\n|\n\n|we said no|Why?|[14:05:10] |(LAUGHTER)|>> "
    "|THE COURT|“|\u2028|İ|calls Bo Lind|; ".split("|")
)


@given(st.lists(_PARTS, max_size=30).map("".join), st.sampled_from(["article", "transcript"]))
def test_turns_are_in_order_and_apart(text: str, kind: ArticleKind) -> None:
    spans = [span for turn in transcript_of(Version(text, "0", "text/plain", kind=kind)).turns for span in turn.content]
    assert all(span.of(text).strip() for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_company_under_a_name_is_no_speaker_where_others_have_offices() -> None:
    text = "Anja Brandt\n\nChief Executive Officer\n\nGood day.\n\nBo Lind\n\nNorvik Capital\n\nWhy?"
    assert turns(text) == [("Anja Brandt", ["Good day."]), ("Bo Lind", ["Why?"])]


def test_a_heading_above_a_name_stays_a_heading() -> None:
    text = "Ferry Services\n\nBo Lind (Marle) (Lab)\n\nWhen?\n\nThe Minister for Ports (Ana Holt)\n\nIn May."
    assert [name for name, _ in turns(text)] == ["Bo Lind", "The Minister for Ports"]


def test_who_speaks_once_has_the_form_of_those_who_come_back() -> None:
    text = "ANA HOLT\nI would close it.\n\nBO LIND\nThen I would leave.\n\nANA HOLT\nPlease do."
    assert [name for name, _ in turns(text)] == ["ANA HOLT", "BO LIND", "ANA HOLT"]


def test_a_line_with_a_time_alone_stands_above_a_name() -> None:
    text = "0:00:03.4 --> 0:00:06.1\nAna Holt\nWe left.\n\n0:00:06.3 --> 0:00:09.9\nBo Lind\nWhy?"
    assert turns(text) == [("Ana Holt", ["We left."]), ("Bo Lind", ["Why?"])]


def test_a_side_under_a_name_is_nobodys_words() -> None:
    text = "Bo Lind\nAnalyst, Norvik Bank\nQ\nWhy?\n\nAna Holt\nChief Executive Officer\nA\nBecause."
    assert turns(text) == [("Bo Lind", ["Why?"]), ("Ana Holt", ["Because."])]


def test_q_and_a_without_a_mark_need_pairs_in_an_article() -> None:
    text = "BY MS. LANG:\n\nQ   Who was there?\n\nA   I was.\n\nQ   And then?\n\nA   She left."
    assert turns(text, "article") == turns(text)
    assert [name for name, _ in turns(text)] == ["MS. LANG", None, "MS. LANG", None]
    assert turns("Q Bar is open.\n\nA Place to be.\n\nIt rained.\n\nQ Tips are sold there.", "article") == []
