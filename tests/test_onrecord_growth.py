"""What is done with an input, from its bytes to the record, grows with its size and not with its square."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from onrecord.checking.drafts import check
from onrecord.checking.headlines import check_headline
from onrecord.model import Article, Attribution, Loaded, Reading, Span, Time, Version, sha256
from onrecord.pipeline import resolved
from onrecord.reading import transcripts
from onrecord.reading.decoding import Found
from onrecord.record import open_record
from onrecord.sources.documents import read_draft
from onrecord.sources.page import read_page
from onrecord.sources.text import read_text
from onrecord.sources.turns.captions import read_transcript
from onrecord.versions import compare_versions
from tests.counted_calls import MOST_GROWTH, growth

TIMES = 60
UNITS = {
    "capitals": "Holt Berg Ruiz Kemp Sato ",
    "sentences": "Holt said on Monday that it rained all day in the harbour. ",
    "quotations": "“It rained on us all day,” Holt said. ",
    "paragraphs": "“It rained on us all day,” Holt said.\n\n",
    "opening marks": "“it rained on us ",
    "closing marks": "it rained on us” ",
    "other closing marks": "it rained » on us’ ",
    "pairs of marks": "“”",
    "closing marks alone": "””’’",
    "apostrophes": "the dogs’ owners’ houses’ ",
    "initials": "A. B. Holt of the U.S. ",
    "acronyms": "HRB and RBK (HRBK) ",
    "days": "On Monday, May 4, 2025, a week after it rained, ",
    "labels": "HOLT: It rained again today.\n",
    "questions": "Q. Did it rain on you today?\nA. It did, I think.\n",
    "bullets": "Holt said:\n- it rained\n- it stopped\n",
    "dashes": "it rained – on us — again - ",
    "parentheses": "(it rained (on us ",
    "handles": "@holt: It rained on us again.\n",
    "cues": "said Holt said he told ",
}


FEW = ("sentences", "paragraphs", "closing marks", "labels")


@pytest.fixture(autouse=True)
def low_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared within an article is bounded; with low bounds small texts reach them."""
    monkeypatch.setattr("onrecord.record.families.comparing.NEAR", 4)
    monkeypatch.setattr("onrecord.checking.passages.MOST_ALIKE", 4)
    monkeypatch.setattr("onrecord.versions.statements._ALL", 16)


@pytest.fixture(params=UNITS)
def unit(request: pytest.FixtureRequest) -> str:
    return UNITS[request.param]


def found(text: str) -> list[Attribution]:
    """One attribution for every seven words: the first is the source, the second the cue, the rest the content."""
    words = [Span(at, at + len(word)) for at, word in _words(text)]
    return [
        Attribution(
            (Span(words[at + 2].start, words[at + 6].end),), (words[at],), (words[at + 1],), "said", "indirect", 0.9
        )
        for at in range(0, len(words) - 6, 7)
    ]


def _words(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield at, word
        at += len(word)


class ByHand:
    """A reader that finds what `found` makes."""

    name = "by hand"

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found]]:
        """Each article with its attributions."""
        return ((article, Found(found(article.latest.text))) for article in articles)


class Alike:
    """Sentences that all mean the same."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """One vector for all."""
        return np.ones((len(texts), 4), "float32")


def version(text: str) -> Version:
    published = Time("2025-06-12", "given")
    return Version(text, sha256(text), "text/plain", headline=text[:60].strip(), published=published, language="en")


def read(text: str) -> Reading:
    latest = version(text)
    return Reading(Article("a", None, (latest,)), resolved(latest, found(text)))


def of_bytes(reader: Callable[[bytes], object], wrapped: Callable[[str], str], unit: str) -> float:
    return growth(lambda times: lambda: reader(wrapped(unit * times).encode()), times=4 * TIMES)


def test_from_attributions_to_statements(unit: str) -> None:
    # Whom a pronoun means is looked for among the mentions within reach, which small texts do not fill.
    enough = 4 * TIMES if unit == UNITS["cues"] else TIMES
    assert growth(lambda times: lambda: read(unit * times), times=enough) < 1.1 * MOST_GROWTH


def test_turns_of_a_transcript(unit: str) -> None:
    def work(times: int) -> Callable[[], object]:
        latest = replace(version(unit * times), kind="transcript")
        return lambda: resolved(latest, [])

    assert growth(work, times=TIMES) < MOST_GROWTH


def test_plain_text(unit: str) -> None:
    article = "Rain again in town\n\nIt rained on the harbour town all of Monday.\n\n{}"
    assert of_bytes(read_text, article.format, unit) < MOST_GROWTH


def test_captions(unit: str) -> None:
    def captions(text: str) -> str:
        cues = (f"00:00:01.000 --> 00:00:02.000\n{line}\n" for line in ["It rained all day.", *text.split("\n")])
        return "WEBVTT\n\n" + "\n".join(cues)

    assert of_bytes(lambda content: read_transcript(content, format_="vtt"), captions, unit) < MOST_GROWTH


def test_pages(unit: str) -> None:
    def page(text: str) -> str:
        lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
        told = "<p>It rained on the harbour town all of Monday, and the mayor said that it would rain again.</p>"
        return f"<html><body><article><h1>Rain again in town</h1>{told}{lines}</article></body></html>"

    assert of_bytes(read_page, page, unit) < MOST_GROWTH


@pytest.mark.parametrize("kind", ["text", "markdown", "page"])
def test_drafts(kind: str, unit: str) -> None:
    assert of_bytes(lambda content: read_draft(content, kind=kind), "{}".format, unit) < MOST_GROWTH  # type: ignore[arg-type]


def test_headlines(unit: str) -> None:
    def work(times: int) -> Callable[[], object]:
        reading = read(unit * times)
        return lambda: check_headline(reading, sentences=Alike())  # type: ignore[arg-type]

    assert growth(work, times=TIMES) < MOST_GROWTH


def test_versions_compared(unit: str) -> None:
    def work(times: int) -> Callable[[], object]:
        before, after = read(unit * times), read("It snowed. " + (unit * times).replace("rained", "snowed"))
        return lambda: compare_versions(before, after)

    assert growth(work, times=TIMES) < MOST_GROWTH


@pytest.mark.parametrize("kind", FEW)
def test_the_record(kind: str, tmp_path: Path) -> None:
    number, unit = count(), UNITS[kind]

    def work(times: int) -> Callable[[], object]:
        reading = read(unit * times)
        path = tmp_path / f"{next(number)}.db"

        def kept() -> None:
            with open_record(path, write=True) as record:
                record.add_reading(Loaded(reading.article, (unit * times).encode()), reading, read_with="by hand")
                list(record.verify())

        return kept

    assert growth(work, times=TIMES) < MOST_GROWTH


def test_many_speakers_who_say_the_same(tmp_path: Path) -> None:
    """Counted in steps of the database, in which each of them was once looked up with each."""
    number = count()

    def steps(speakers: int) -> int:
        text = "".join(f"{_name(one)} said it rained all day today.\n\n" for one in range(speakers))
        reading, done = read(text), count()
        with open_record(tmp_path / f"{next(number)}.db", write=True) as record:
            record._connection.set_progress_handler(lambda: next(done) and None, 100)  # type: ignore[attr-defined]
            record.add_reading(Loaded(reading.article, text.encode()), reading, read_with="by hand")
        return next(done)

    assert steps(400) / steps(200) < MOST_GROWTH  # with the square it was 3.7


def _name(number: int) -> str:
    letters = "bcdfghklmnprstvz"
    return "".join(f"{letters[number >> shift & 15]}o" for shift in (8, 4, 0)).capitalize()


@pytest.mark.parametrize("kind", FEW)
def test_drafts_checked(kind: str, tmp_path: Path) -> None:
    """Against the very article: everything in it is found."""
    number, unit = count(), UNITS[kind]

    def work(times: int) -> Callable[[], object]:
        reading = read(unit * times)
        path = tmp_path / f"{next(number)}.db"
        with open_record(path, write=True) as record:
            record.add_reading(Loaded(reading.article, (unit * times).encode()), reading, read_with="by hand")

        def checked() -> None:
            with open_record(path, write=True) as record:
                check(unit * times, record=record, reader=ByHand())  # type: ignore[arg-type]

        return checked

    assert growth(work, times=TIMES) < 3  # with the square it was 3.9


def test_the_turns_of_a_version_are_looked_for_once() -> None:
    transcripts.transcript_of.cache_clear()
    resolved(replace(version("HOLT: It rained again.\nBERG: It did.\n" * 5), kind="transcript"), [])
    assert transcripts.transcript_of.cache_info().misses == 1
