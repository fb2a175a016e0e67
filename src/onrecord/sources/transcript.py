"""Captions of recordings, WebVTT and SRT, as a transcript: a paragraph a turn, headed by its speaker's name.

What is on the screen a second at a time is joined to turns: cues go on with the speaker of the one before until
another is named. Speakers are those that WebVTT marks (`<v Maria Holt>`) or that the words begin with (`MARIA HOLT:`,
`>> MARIA HOLT:`). Times are not kept; the stored file has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from onrecord.model import Article, Block, Loaded, Span, Version, sha256
from onrecord.problems import BrokenCaptions, NoArticleText
from onrecord.sources.encoding import check_bytes, decode
from onrecord.sources.identity import article_id, fetched_from, normal_url
from onrecord.sources.language import language
from onrecord.sources.times import given_time

CaptionFormat = Literal["vtt", "srt"]

MEDIA_TYPES: dict[CaptionFormat, str] = {
    "vtt": "text/vtt; kind=transcript", "srt": "application/x-subrip; kind=transcript",
}  # fmt: skip
LONGEST = 800
"""Characters after which a turn, or words without a speaker, begin a new paragraph at the end of a sentence."""
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,200}>|\{\\[^{}]{0,40}\}")
_NAMED = re.compile(r"^(?:>>+|[-–—])?\s*(?P<name>[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,4}):\s+(?=\S)")
_MARK = re.compile(r"^(?:>>+|[-–—])\s*")
_STOP = re.compile(r"[.?!…][\"”’')]*$")


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of one cue; `speaker` is None where the cue goes on with the one before, "" where an unnamed one begins."""

    speaker: str | None
    words: str


def is_captions(text: str) -> CaptionFormat | None:
    """Which format a text is in, told by its first lines; None for any other text."""
    lines = [line for line in text.lstrip("\ufeff \r\n")[:2000].splitlines() if line.strip()]
    if lines and re.match(r"WEBVTT(?:\s|$)", lines[0]):
        return "vtt"
    return "srt" if len(lines) > 1 and lines[0].strip().isdigit() and _TIMES.match(lines[1]) else None


def read_transcript(
    content: bytes, *, format_: CaptionFormat, published: str | None = None, url: str | None = None
) -> Loaded:
    """An article of kind "transcript" from captions.

    Raises BrokenCaptions, which names the line, EmptyInput, BinaryInput, InputTooLarge, NoArticleText and
    PublishedNotATime."""
    check_bytes(content)
    lines = decode(content).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headline = _header(lines) if format_ == "vtt" else None
    turns = list(_turns(_said(lines)))
    if not turns:
        raise NoArticleText
    text, blocks = _text(turns)
    version = Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type=MEDIA_TYPES[format_],
        headline=headline,
        published=given_time(published),
        language=language(text),
        blocks=blocks,
        origin=fetched_from(url),
    )
    address = normal_url(url) if url else None
    return Loaded(Article(article_id(content, address), address, (version,)), content)


def _header(lines: list[str]) -> str | None:
    found = re.match(r"WEBVTT(?:[ \t]+(?:-+\s*)?(?P<title>.*))?$", lines[0])
    if found is None:
        raise BrokenCaptions(f"line 1 is {lines[0][:40]!r} instead of WEBVTT")
    return (found["title"] or "").strip() or None


def _said(lines: list[str]) -> Iterator[_Said]:
    """The words of all cues in order. A line that another cue shows on as the next ones come counts once."""
    before: list[str] = []
    for words in _cues(lines):
        shown = [" ".join(line.split()) for line in words]
        yield from (said for line in shown if line not in before for said in _voices(line))
        before = shown


def _cues(lines: list[str]) -> Iterator[list[str]]:
    cues = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if "-->" not in line:  # a number, an identifier, a note, a style sheet
            continue
        if not _TIMES.match(line):
            raise BrokenCaptions(f"line {at} is {line.strip()[:60]!r}, which is no time of a cue")
        cues += 1
        start = at
        while at < len(lines) and lines[at].strip() and "-->" not in lines[at]:
            at += 1
        yield lines[start:at]
    if not cues:
        raise BrokenCaptions("no line has the times of a cue, such as 00:01.000 --> 00:03.000")


def _voices(line: str) -> Iterator[_Said]:
    before, *voices = _VOICE.split(line)
    if before.strip():
        yield from _named(before)
    for name, words in zip(voices[::2], voices[1::2], strict=True):
        yield _Said(_plain(name), _plain(words))


def _named(words: str) -> Iterator[_Said]:
    plain = _plain(words)
    if found := _NAMED.match(plain):
        yield _Said(found["name"], plain[found.end() :])
    elif plain:
        mark = _MARK.match(plain)
        yield _Said("" if mark else None, plain[mark.end() :] if mark else plain)


def _plain(words: str) -> str:
    return " ".join(unescape(_TAG.sub("", words)).split())


def _turns(said: Iterable[_Said]) -> Iterator[_Said]:
    speaker, words = "", ""
    for one in said:
        changes = one.speaker is not None and (one.speaker != speaker or not one.speaker)
        if words and (changes or (len(words) > LONGEST and _STOP.search(words))):
            yield _Said(speaker, words)
            words = ""
        speaker = one.speaker if one.speaker is not None else speaker
        words = f"{words} {one.words}".strip()
    if words:
        yield _Said(speaker, words)


def _text(turns: Iterable[_Said]) -> tuple[str, tuple[Block, ...]]:
    """One paragraph a turn; name and words are blocks of their own, because the file may hold them apart."""
    text, blocks = "", []
    for turn in turns:
        text += "\n\n" if text else ""
        for part, after in ((turn.speaker or "", ": "), (turn.words, "")):
            if part:
                blocks.append(Block("paragraph", Span(len(text), len(text) + len(part))))
                text += part + after
    return text, tuple(blocks)
