from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Loaded, Origin, names_of, sha256
from onrecord.pipeline import resolved
from onrecord.problems.sources import BrokenCaptions, EmptyInput, NoArticleText, SourceProblem
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources import load
from onrecord.sources.turns import Label, label_of
from onrecord.sources.turns.captions import CaptionFormat, is_captions, read_transcript

VTT = """WEBVTT - Harbour Council

NOTE by hand

STYLE
::cue { color: white }

1
00:00:01.000 --> 00:00:04.000 align:start
<v Maria Holt>We will not close

2
00:04.000 --> 00:06.500
<v Maria Holt>the harbour before &amp; after the <i>winter</i>.

00:07.000 --> 00:09.000
<v.loud Jonas Berg>Who pays?

00:09.000 --> 00:12.000
Nobody
does.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
{\\an8}MARIA HOLT: We will not close

2
00:00:04,000 --> 00:00:06,500
the harbour before the winter.

3
00:00:07,000 --> 00:00:09,000
>> JONAS BERG: Who pays?
- Nobody does.
"""


def text(content: str, format_: CaptionFormat) -> str:
    return read_transcript(content.encode(), format_=format_).article.latest.text


def test_voices_of_webvtt_become_turns() -> None:
    assert text(VTT, "vtt").split("\n\n") == [
        "Maria Holt: We will not close the harbour before & after the winter.",
        "Jonas Berg: Who pays? Nobody does.",
    ]


def test_names_in_srt_become_turns_and_a_dash_another_voice() -> None:
    assert text(SRT, "srt").split("\n\n") == [
        "MARIA HOLT: We will not close the harbour before the winter.",
        "JONAS BERG: Who pays?",
        "Nobody does.",
    ]


def test_a_transcript_is_a_primary_source_with_the_title_as_headline() -> None:
    version = read_transcript(VTT.encode(), format_="vtt", published="2031-05-03").article.latest
    assert (version.kind, version.headline, version.bytes_sha256) == ("transcript", "Harbour Council", sha256(VTT))
    assert version.published is not None


@pytest.mark.parametrize(("content", "format_"), [(VTT, "vtt"), (SRT, "srt"), (VTT.replace("\n", "\r\n"), "vtt")])
def test_every_block_is_proved_by_the_stored_bytes(content: str, format_: CaptionFormat) -> None:
    version = read_transcript(content.encode(), format_=format_).article.latest
    page = PageWords(content.encode(), version.media_type)
    assert version.blocks
    assert all(page.hold(block.span.of(version.text)) for block in version.blocks)


def test_a_line_that_stays_on_the_screen_counts_once() -> None:
    rolled = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe stay\n\n00:02.000 --> 00:03.000\nwe stay\nin the harbour\n"
    assert text(rolled, "vtt") == "we stay in the harbour"


def cues(*shown: str, format_: CaptionFormat = "vtt") -> str:
    """Captions with one cue a second."""
    if format_ == "vtt":
        return "WEBVTT\n\n" + "\n".join(f"00:{n:02}.000 --> 00:{n:02}.900\n{one}\n" for n, one in enumerate(shown))
    return "\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{one}\n" for n, one in enumerate(shown, start=1))


YOUTUBE = cues(
    " \ngood<00:00:00.459><c> evening</c><00:00:00.760><c> everybody</c>",
    "good evening everybody\n ",
    "good evening everybody\nwe<00:00:03.970><c> have</c><00:00:04.270><c> closed</c>",
    "we have closed\n ",
    "we have closed\nthe<00:00:07.180><c> ramps</c>",
    "the ramps\n ",
)


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (YOUTUBE, ["good evening everybody we have closed the ramps"]),
        (
            cues("we will", "we will not sell", "we will not sell the quay", "not to"),
            ["we will not sell the quay not to"],
        ),
        (cues("It", "It was", "It was dark.", "It was", "It was late."), ["It was dark. It was late."]),
        (cues("we asked", "we asked\nthree times", "three times\nand waited"), ["we asked three times and waited"]),
        (cues("<v Rosa Kemp>No.", "<v Mats Berg>No."), ["Rosa Kemp: No.", "Mats Berg: No."]),
    ],
)
def test_every_line_is_there_once_however_it_rolls_or_grows(shown: str, told: list[str]) -> None:
    assert paragraphs(shown) == told


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        # a name on its own line, or in brackets, or with brackets behind it
        (cues("Rosa Kemp:\nThe pumps failed.", "Nobody came."), ["Rosa Kemp: The pumps failed. Nobody came."]),
        (cues("Ida Lo\nYes.", "Per Vik\nWhy?", "Ida Lo\nNo."), ["Ida Lo: Yes.", "Per Vik: Why?", "Ida Lo: No."]),
        (cues("[Rosa Kemp] It failed.", "[Mats Berg] Why?"), ["Rosa Kemp: It failed.", "Mats Berg: Why?"]),
        (cues("[Ida]\nWe wait.", "[Per]\nWhy?", "[Ida]\nWe must."), ["Ida: We wait.", "Per: Why?", "Ida: We must."]),
        (cues("(IDA LO) No.", "(PER VIK) Why?", "(IDA LO) No."), ["IDA LO: No.", "PER VIK: Why?", "IDA LO: No."]),
        (cues("Piet Lund (Council): We wait.", "piet: why"), ["Piet Lund (Council): We wait.", "piet: why"]),
        (cues("Speaker 1: It failed.", "Speaker 2: Why?"), ["Speaker 1: It failed.", "Speaker 2: Why?"]),
        (cues("speaker 1: it failed", "speaker 2: why"), ["speaker 1: it failed", "speaker 2: why"]),
        (cues("<v.loud Ida Kron>We <i>wait</i>.</v> <v Per Vik>Why?</v>"), ["Ida Kron: We wait.", "Per Vik: Why?"]),
        # another voice that nothing names
        (cues("- Did it fail?\n- It did.", "- Twice?"), ["Did it fail?", "It did.", "Twice?"]),
        (cues(">> IDA KRON: WE WAIT. >> WHY?", ">> KRON: NO."), ["IDA KRON: WE WAIT.", "WHY?", "KRON: NO."]),
        (cues("<v Ida Kron>We wait.</v>", "- Why?"), ["Ida Kron: We wait.", "Why?"]),
        (cues("It was", "-5 degrees."), ["It was -5 degrees."]),
        (cues("<i>3 < 4</i> and", "5 > 2<>."), ["3 < 4 and 5 > 2<>."]),
        # words with a colon that name nobody
        (cues("Ida Kron: Yes.", "My answer is simple: no.", "Listen: we asked."), [
            "Ida Kron: Yes. My answer is simple: no. Listen: we asked."
        ]),
        (cues("<v Ida Kron>Let me say this: no.</v>", "Remember: we asked."), [
            "Ida Kron: Let me say this: no. Remember: we asked."
        ]),
        (cues("Meet us at 10:30: it opens.", "Two things: pumps, money."), [
            "Meet us at 10:30: it opens. Two things: pumps, money."
        ]),
        (cues(">> KRON: THEY WERE OLD. REMEMBER: WE ASKED."), ["KRON: THEY WERE OLD. REMEMBER: WE ASKED."]),
    ],
)  # fmt: skip
def test_voices_are_told_from_words_with_a_colon(shown: str, told: list[str]) -> None:
    assert paragraphs(shown) == told


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (cues("[MUSIC]", ">> IDA KRON: NO.", "[APPLAUSE]", "NEVER."), ["IDA KRON: NO. NEVER."]),
        (cues("IDA KRON: No. (APPLAUSE) Never.", "(laughs)", "Ever."), ["IDA KRON: No. Never. Ever."]),
        (cues("IDA KRON: No [14:05:10]", "more."), ["IDA KRON: No more."]),
        (cues("[door slams] Rosa Kemp: It failed.", "♪ dramatic music ♪", "No."), ["Rosa Kemp: It failed. No."]),
    ],
)
def test_sounds_are_nobodys_words(shown: str, told: list[str]) -> None:
    assert paragraphs(shown) == told


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000 line:91%\nWho?\n\n00:03.000 --> 00:04.000\n\nThe pilot\nrang me.\n",
            ["Who? The pilot rang me."],
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nTwice.\n\nAt night.\n\n2\n00:00:03,000 --> 00:00:04,000\nWhy?\n",
            ["Twice. At night. Why?"],
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nIt failed.\n\nNOTE\nhand\n\nintro\n00:03.000 --> 00:04.000\nTwice.\n",
            ["It failed. Twice."],
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\nHow many?\n\n2\n00:00:02,000 --> 00:00:03,000\n42\n", ["How many? 42"]),
    ],
)
def test_words_behind_an_empty_line_are_the_cues_and_notes_are_not(shown: str, told: list[str]) -> None:
    assert paragraphs(shown) == told


def paragraphs(content: str) -> list[str]:
    """The paragraphs, each block of which the stored bytes prove."""
    format_ = is_captions(content)
    assert format_ is not None
    version = read_transcript(content.encode(), format_=format_).article.latest
    page = PageWords(content.encode(), version.media_type)
    assert [block for block in version.blocks if not page.hold(block.span.of(version.text))] == []
    return version.text.split("\n\n")


def test_twice_as_many_cues_are_twice_as_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counted(line: str) -> Label | None:
        parsed.append(line)
        return label_of(line)

    monkeypatch.setattr("onrecord.sources.turns.captions.label_of", counted)
    work = []
    for count in (50, 100):
        parsed.clear()
        text(cues(*(f"Ana Holt: We said {number}\nand went on" for number in range(count))), "vtt")
        work.append(len(parsed))
    assert 0 < work[1] <= 2 * work[0]


@pytest.mark.parametrize("format_", ["vtt", "srt"])
def test_captions_that_name_nobody_are_read(format_: CaptionFormat) -> None:
    content = cues("Good evening.", "The mayor said it would rain.", format_=format_)
    found = resolved(read_transcript(content.encode(), format_=format_).article.latest, [])
    assert [names_of(statement.speakers) for statement in found] == ["mayor"]


def test_long_words_without_a_speaker_are_cut_at_sentences() -> None:
    cues = "".join(f"00:{n:02}.000 --> 00:{n:02}.900\nSentence number {n} is about the harbour.\n\n" for n in range(50))
    paragraphs = text(f"WEBVTT\n\n{cues}", "vtt").split("\n\n")
    assert len(paragraphs) > 1
    assert all(one.endswith(".") for one in paragraphs)


@pytest.mark.parametrize(
    ("content", "format_", "problem", "told"),
    [
        ("hello", "vtt", BrokenCaptions, "line 1 is 'hello'"),
        ("WEBVTT\n\n00:01 -> 00:02\nhello", "vtt", BrokenCaptions, "no line has the times"),
        ("WEBVTT\n\n00:01.000 --> soon\nhello", "vtt", BrokenCaptions, "line 3 is"),
        ("hello", "srt", BrokenCaptions, "no line has the times"),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n", "srt", NoArticleText, "No article text"),
        (" ", "srt", EmptyInput, "empty"),
    ],
)
def test_broken_captions_say_where(
    content: str, format_: CaptionFormat, problem: type[SourceProblem], told: str
) -> None:
    with pytest.raises(problem, match=told):
        text(content, format_)


@given(st.text(max_size=200))
def test_no_captions_crash(words: str) -> None:
    try:
        text(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}", "vtt")
    except SourceProblem as problem:
        assert str(problem)


@pytest.mark.parametrize(
    ("content", "format_"), [(VTT, "vtt"), (SRT, "srt"), ("1\nIt rains.", None), ("WEBVTTX", None)]
)
def test_captions_are_known_by_their_first_lines(content: str, format_: str | None) -> None:
    assert is_captions(content) == format_


@pytest.mark.parametrize(("name", "kind"), [("a.vtt", "transcript"), ("a.srt", "transcript"), ("a", "transcript")])
def test_captions_are_loaded_by_name_or_by_bytes(name: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(SRT if name.endswith("srt") else VTT)
    (loaded,) = load([str(tmp_path / name)])
    assert isinstance(loaded, Loaded)
    assert loaded.article.latest.kind == kind


def test_the_kind_of_an_input_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Statement by the Harbour Council\n\nThe ferry will run until April.")
    (loaded,) = load([str(tmp_path / "a.txt")], kind="official")
    assert isinstance(loaded, Loaded)
    assert (loaded.article.latest.media_type, loaded.article.latest.kind) == ("text/plain", "official")


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        (cues("ROSA KEMP", "It failed.", "MATS BERG", "Why?", "ROSA KEMP", "Rust."), ("ROSA KEMP", "MATS BERG")),
        (cues("ROSA KEMP\nIt failed.", "MATS BERG\nWhy?", "ROSA KEMP\nRust."), ("ROSA KEMP", "MATS BERG")),
        (cues("[Speaker 1]\nIt failed.", "[Speaker 2]\nWhy?", "[Speaker 1]\nRust."), ("Speaker 1", "Speaker 2")),
    ],
)
def test_names_above_the_words_in_captions(shown: str, names: tuple[str, str]) -> None:
    first, second = names
    assert paragraphs(shown) == [f"{first}: It failed.", f"{second}: Why?", f"{first}: Rust."]


@pytest.mark.parametrize("shown", [cues("THE END", "It rained."), cues("Rosa Kemp", "It failed.", "Rosa Kemp")])
def test_a_line_of_its_own_is_not_always_a_name(shown: str) -> None:
    assert not any(": " in paragraph for paragraph in paragraphs(shown))


def test_a_text_read_again_as_a_transcript_keeps_its_origin(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ODA MARSH: The ferry will run until April.")
    (loaded,) = load([str(path)], kind="transcript")
    assert isinstance(loaded, Loaded)
    assert loaded.article.latest.origin == Origin("file", str(path), None)


def test_a_text_in_another_encoding_is_read_whole_as_a_transcript(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("ODA MARSH: The caf\xe9 will stay open.\n\nPER CONDE: Until \x93April\x94?\n".encode("latin-1"))
    (loaded,) = load([str(path)], kind="transcript")
    assert isinstance(loaded, Loaded)
    assert loaded.article.latest.text.startswith("ODA MARSH: The café")
    assert loaded.article.latest.kind == "transcript"
