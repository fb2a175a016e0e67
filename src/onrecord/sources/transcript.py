"""Captions of recordings, WebVTT and SRT, as a transcript: a paragraph a turn, headed by its speaker's name.

What is on the screen a second at a time is joined to turns: cues go on with the speaker of the one before until
another is named or marked (`onrecord.sources.voices`). Times are not kept; the stored file has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Article, Block, Loaded, Span, Version, sha256
from onrecord.problems import BrokenCaptions, NoArticleText
from onrecord.sources.encoding import check_bytes, decoded
from onrecord.sources.identity import article_id, fetched_from, normal_url
from onrecord.sources.language import language
from onrecord.sources.times import given_time
from onrecord.sources.voices import TIMES, Said, cues, voices

CaptionFormat = Literal["vtt", "srt"]

MEDIA_TYPES: dict[CaptionFormat, str] = {"vtt": "text/vtt", "srt": "application/x-subrip"}
LONGEST = 800
"""Characters after which a turn, or words without a speaker, begin a new paragraph at the end of a sentence."""
_STOP = re.compile(r"[.?!…][\"”’')]*$")


def is_captions(text: str) -> CaptionFormat | None:
    """Which format a text is in, told by its first lines; None for any other text."""
    lines = [line for line in text.lstrip("\ufeff \r\n")[:2000].splitlines() if line.strip()]
    if lines and re.match(r"WEBVTT(?:\s|$)", lines[0]):
        return "vtt"
    return "srt" if len(lines) > 1 and lines[0].strip().isdigit() and TIMES.match(lines[1]) else None


def read_transcript(
    content: bytes, *, format_: CaptionFormat, published: str | None = None, url: str | None = None
) -> Loaded:
    """An article of kind "transcript" from captions.

    Raises BrokenCaptions, which names the line, EmptyInput, BinaryInput, InputTooLarge, NoArticleText and
    PublishedNotATime."""
    check_bytes(content)
    characters = decoded(content)
    lines = characters.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headline = _header(lines) if format_ == "vtt" else None
    turns = list(_turns(voices(cues(lines))))
    if not turns:
        raise NoArticleText
    text, blocks = _text(turns)
    version = Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type=characters.media_type(MEDIA_TYPES[format_]),
        kind="transcript",
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


@dataclass(slots=True)
class _Turn:
    """Words of one speaker, "" where unnamed, in stretches of lines that the file holds one after the other."""

    speaker: str
    stretches: list[list[str]]
    length: int = 0


def _turns(said: Iterable[Said]) -> Iterator[_Turn]:
    turn, apart = _Turn("", []), False
    for one in said:
        changes = one.speaker is not None and (one.speaker != turn.speaker or not one.speaker)
        if turn.stretches and (changes or (turn.length > LONGEST and _STOP.search(turn.stretches[-1][-1]))):
            yield turn
            turn = _Turn(turn.speaker, [])
        turn.speaker = one.speaker if one.speaker is not None else turn.speaker
        apart = apart or one.apart or one.speaker is not None or not turn.stretches
        if not one.words:
            continue
        if apart:
            turn.stretches.append([])
        turn.stretches[-1].append(one.words)
        turn.length += len(one.words)
        apart = False
    if turn.stretches:
        yield turn


def _text(turns: Iterable[_Turn]) -> tuple[str, tuple[Block, ...]]:
    """One paragraph a turn; name and stretches of words are blocks of their own, because the file may hold them
    apart."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for turn in turns:
        stretches = [" ".join(lines) for lines in turn.stretches]
        named = [turn.speaker, *stretches] if turn.speaker else stretches
        for number, part in enumerate(named):
            before = ("\n\n" if parts else "") if not number else ": " if turn.speaker and number == 1 else " "
            at += len(before)
            blocks.append(Block("paragraph", Span(at, at + len(part))))
            parts += (before, part)
            at += len(part)
    return "".join(parts), tuple(blocks)
