"""Captions of recordings, WebVTT and SRT, as a transcript: a paragraph a turn, headed by its speaker's name.

What is on the screen a second at a time is joined to turns: cues go on with the speaker of the one before until
another is named or marked (`onrecord.sources.turns.captions`). Times are not kept; the stored file has them.

Whose the words of captions are: cues → lines, each shown once → voices.

A voice is marked by a tag (`<v Maria Holt>`), a bracket (`[Maria Holt]`), a name with a colon, or only by a sign that
another one begins (`>>`, a dash). Words with a colon are a name where the captions as a whole tell so: "My answer is
simple:" is none, "Remember:" neither. Sounds ("[APPLAUSE]") are nobody's words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import Literal

from onrecord.english.sentences import is_ended
from onrecord.model import Article, Block, Loaded, Span, Version, sha256
from onrecord.problems.sources import BrokenCaptions, NoArticleText
from onrecord.sources.addresses import article_id, fetched_from, normal_url
from onrecord.sources.encoding import check_bytes, decoded
from onrecord.sources.prose import language
from onrecord.sources.times import given_time
from onrecord.sources.turns import Label, is_function, is_not_name, key_of, label_of, shape_of
from onrecord.sources.turns.words import NOISE

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
TIMES = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?$")
"""The line of a cue's times."""
_NOT_SHOWN = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,200})?\s+([^<>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,200}>|\{\\[^{}]{0,40}\}")
_CHANGE = re.compile(r"(?:^|(?<=\s))>>+(?:\s+|(?=\S))|^[-–—]\s*(?=[^\s\d–—-])")
_BRACKET = re.compile(r"\[(?P<square>[^\[\]]{1,60})\]:?|\((?P<round>[^()]{1,60})\)")
_NOISY = re.compile(rf"\b(?:{NOISE})\b", re.IGNORECASE)
_MUSIC = re.compile(r"\s*[♪♫].*|[#*\s]+")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one line; `speaker` is None where they go on with the voice before, "" where an unnamed one begins.
    `apart` tells that something stands between them and the words before that is not shown as said."""

    speaker: str | None
    words: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cue as it is written; `apart` as for what is said. `heads` tells that it is the first of
    its cue, `alone` that it is all of it."""

    words: str
    apart: bool = False
    heads: bool = False
    alone: bool = False


def cues(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each cue. Behind an empty line a cue's words may go on; notes and what names the next are none.

    Raises BrokenCaptions where no line, or a broken one, has the times of a cue."""
    found: list[list[str]] = []
    shown = False
    for at, line in enumerate(lines):
        if "-->" in line:
            if not TIMES.match(line):
                raise BrokenCaptions(f"line {at + 1} is {line.strip()[:60]!r}, which is not the time of a cue")
            found.append([])
            shown = True
        elif _NOT_SHOWN.match(line) and not lines[at - 1].strip():
            shown = False
        elif line.strip() and found and shown:
            following = lines[at + 1] if at + 1 < len(lines) else ""
            names_next = "-->" in following and (not lines[at - 1].strip() or line.strip().isdecimal())
            if not names_next:
                found[-1].append(line)
    if not found:
        raise BrokenCaptions("no line has the times of a cue, such as 00:01.000 --> 00:03.000")
    return found


def voices(shown: Iterable[Sequence[str]]) -> Iterator[Said]:
    """What is said, in order, by whom."""
    lines = list(_once(shown))
    pieces = [piece for line in lines for piece in _tagged(line)]
    names = _Names.of(pieces)
    for piece in pieces:
        yield from _spoken(piece, names)


def _once(shown: Iterable[Sequence[str]]) -> Iterator[Line]:
    """Every line once: not again where it stays on the screen while the next come, nor where it grows by words."""
    every = [[" ".join(line.split()) for line in lines] for lines in shown]
    every = [[line for line in lines if _plain(line)] for lines in every]
    rolls = any(len(now) > 1 and now[0] in before for before, now in pairwise(every))
    waiting: Line | None = None
    grown = False
    before: list[str] = []
    for now in every:
        plain = [_plain(line) for line in now]
        for words, line in zip(plain, now, strict=True):
            if words in before and (rolls or len(words.split()) > 2 or not is_ended(words)):
                continue
            last = _plain(waiting.words) if waiting else ""
            grows = before[-1:] == [last] and _grows(last, words)
            if waiting is not None and not grows:
                yield waiting
            heads, apart = not rolls and line is now[0], grows or grown or words in before
            waiting, grown = Line(line, apart=apart, heads=heads, alone=heads and len(now) == 1), grows
            if grows:
                before = [*before[:-1], words]
        before = plain or before
    if waiting is not None:
        yield waiting


def _grows(short: str, long: str) -> bool:
    return long.startswith(f"{short} ") and (" " in short or not is_ended(short))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one tagged voice, or of a line without tags."""

    words: str
    speaker: str | None = None
    apart: bool = False
    heads: bool = False
    alone: bool = False


def _tagged(line: Line) -> Iterator[_Piece]:
    before, *tagged = _VOICE.split(line.words)
    if plain := _plain(before):
        yield _Piece(plain, apart=line.apart, heads=line.heads, alone=line.alone)
    for name, words in zip(tagged[::2], tagged[1::2], strict=True):
        if _plain(name):
            yield _Piece(_plain(words), _plain(name), apart=True)


def _plain(words: str) -> str:
    return " ".join(unescape(_TAG.sub("", words)).split())


@dataclass(frozen=True, slots=True)
class _Names:
    """What the captions as a whole tell about names in them: how often each comes back, which are known to be names,
    whether voices are tagged, and whether everything is in capitals."""

    counts: Counter[tuple[str, ...]]
    known: frozenset[str]
    brackets: Counter[str]
    numbered: Counter[str]
    heads: Counter[str]
    tagged: bool
    capitals: bool

    @classmethod
    def of(cls, pieces: Sequence[_Piece]) -> "_Names":
        tags = [key_of(piece.speaker) for piece in pieces if piece.speaker]
        labels = [label for piece in pieces for words in _CHANGE.split(piece.words) if (label := _label(words))]
        full = [label.key for label in labels if label.shape == "person" and len(label.key) > 1]
        known = frozenset(word for key in (*tags, *full) if key for word in (key[0], key[-1]))
        small = sum(piece.words.upper() != piece.words for piece in pieces)
        heads = [_inside(found) for piece in pieces if (found := _BRACKET.match(piece.words))]
        brackets = _coming_back(inside for inside in heads if inside and shape_of(inside) in ("person", "word"))
        numbered = _coming_back(inside for inside in heads if inside and inside[-1].isdigit() and is_function(inside))
        capitals = 2 * small < len(pieces)
        above = _coming_back(piece.words for piece in pieces if _is_head(piece, capitals=capitals))
        return cls(Counter(label.key for label in labels), known, brackets, numbered, above, bool(tags), capitals)

    def head(self, piece: _Piece) -> bool:
        """Whether a line above others is a name, as names are here: some come back."""
        return piece.heads and piece.words in self.heads

    def are(self, label: Label, *, marked: bool) -> bool:
        """Whether a label names a voice; `marked` tells that a sign stands before it that another voice begins."""
        again = self.counts[label.key] > 1
        known = label.key[-1] in self.known or label.key[0] in self.known
        if self.tagged:
            return known and not is_not_name(label.name)
        if label.shape in ("person", "function"):
            return True
        if label.shape == "lower":
            return known
        return again or known or (label.name.isupper() and (marked or not self.capitals))


def _coming_back(names: Iterable[str]) -> Counter[str]:
    """How often each comes back; none where none does, for names are so written only where some do."""
    counts = Counter(names)
    return counts if max(counts.values(), default=0) > 1 else Counter()


def _is_head(piece: _Piece, *, capitals: bool) -> bool:
    """Whether a line above others has the form of a name; a line that is all of its cue only in capitals, where what
    is said is not."""
    shouted = piece.words.isupper()
    if not piece.heads or (shouted and capitals) or (piece.alone and not shouted):
        return False
    label = label_of(piece.words)
    return label is not None and (label.form, label.shape) == ("line", "person")


def _label(words: str) -> Label | None:
    """What a line of captions may be labelled with: a name and a colon."""
    label = label_of(words)
    if label is None or (not words[label.end :].lstrip("()[] :").strip() and not words.rstrip().endswith(":")):
        return None
    if label.form not in ("colon", "line") or (label.form == "line" and not words.rstrip().endswith(":")):
        return None
    return None if is_not_name(label.name) or not label.key else label


def _spoken(piece: _Piece, names: _Names) -> Iterator[Said]:
    if piece.speaker is not None:
        yield Said(piece.speaker, "", apart=True)
    if names.head(piece):
        yield Said(piece.words, "", apart=True)
        return
    at, marked = 0, False
    for change in [*_CHANGE.finditer(piece.words), None]:
        end = change.start() if change else len(piece.words)
        yield from _of_one(piece.words[at:end].strip(), names, marked=marked, apart=piece.apart or at > 0)
        at, marked = (change.end() if change else end), True


def _of_one(words: str, names: _Names, *, marked: bool, apart: bool) -> Iterator[Said]:
    """The words between two changes of voice: a name before them, and sounds among them, are taken off."""
    speaker: str | None = "" if marked else None
    bracket = _BRACKET.match(words)
    if bracket and _names_voice(bracket, words, names):
        speaker, words, apart = (
            (bracket["square"] or bracket["round"]).strip(),
            words[bracket.end() :].strip(" :"),
            True,
        )
    elif (label := _label(words)) and names.are(label, marked=marked):
        speaker = words[label.start : label.end].strip()
        words, apart = (words[label.words :].strip() if label.form == "colon" else ""), True
    at = 0
    silent, sounds = True, False
    for sound in [*_BRACKET.finditer(words), None]:
        if sound and not _is_sound(sound, words, names):
            continue
        end = sound.start() if sound else len(words)
        part = words[at:end].strip()
        if any(map(str.isalnum, part)) and not _MUSIC.fullmatch(part):
            yield Said(speaker if silent else None, part, apart=apart or at > 0)
            silent, sounds = False, False
        elif part:
            sounds = True
        at, sounds = (sound.end(), True) if sound else (end, sounds)
    if sounds or (silent and (speaker or words)):
        yield Said(speaker if silent else None, "", apart=True)


def _inside(bracket: re.Match[str]) -> str | None:
    """What a bracket names, unless it is heard or a list's."""
    inside = (bracket["square"] or bracket["round"]).strip()
    return None if not key_of(inside) or _NOISY.search(inside) or is_not_name(inside) else inside


def _names_voice(bracket: re.Match[str], words: str, names: _Names) -> bool:
    inside = _inside(bracket)
    if inside is None:
        return False
    shape = shape_of(inside)
    if shape in ("person", "word") and key_of(inside)[-1] in names.known:
        return True
    if shape in ("person", "word") and names.brackets:
        return shape == "person" or names.brackets[inside] > 1 or not inside.isupper()
    if inside in names.numbered:
        return True
    if bracket["round"] is not None or not words[bracket.end() :].strip():
        return False
    return is_function(inside) or (shape == "person" and not inside.isupper())


def _is_sound(bracket: re.Match[str], words: str, names: _Names) -> bool:
    inside = bracket["square"] or bracket["round"]
    if bracket["square"] is not None or bracket.group() == words:
        return True
    return bool(_NOISY.search(inside)) or (inside.isupper() and not names.capitals and len(inside) > 3)


CaptionFormat = Literal["vtt", "srt"]

MEDIA_TYPES: dict[CaptionFormat, str] = {"vtt": "text/vtt", "srt": "application/x-subrip"}
LONGEST = 800
"""Characters after which a turn, or words without a speaker, begin a new paragraph at the end of a sentence."""


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
        if turn.stretches and (changes or (turn.length > LONGEST and is_ended(turn.stretches[-1][-1]))):
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
