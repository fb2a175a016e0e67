from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Loaded, sha256
from onrecord.problems import BrokenCaptions, EmptyInput, NoArticleText, SourceProblem
from onrecord.record.page_words import PageWords
from onrecord.sources import load
from onrecord.sources.transcript import CaptionFormat, is_captions, read_transcript

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
    (loaded,) = load([str(tmp_path / "a.txt")], kind="statement")
    assert isinstance(loaded, Loaded)
    assert loaded.article.latest.media_type == "text/plain; kind=statement"
    assert loaded.article.latest.kind == "statement"
