"""Posts and signed quotations: words whose author stands above, before or below them, without a verb.

Four forms are conventions that all outlets share: a post with its signature below ("— Name (@name) May 6, 2023"),
a post below its author's name and handle, a handle with a colon before its words, and a quotation that fills its
paragraph with its speaker's line ("Hanne Vik, mayor of Skerra") above or below.

Block quotations with their speaker's line: `<blockquote>` with a footer, a cite or a caption, "> words" with a name
below. Whose words they are stands beside them, without a verb.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from onrecord.english.calendar import CAPITAL_MONTH
from onrecord.english.quotation_marks import quotations
from onrecord.english.verbs import BEFORE_POST, either
from onrecord.model import Attribution, Block, Span

CONFIDENCE = 0.9
LONGEST_POST = 4000
"""Characters from the beginning of a post to its signature."""
_HANDLE = r"@\w[\w.-]{1,40}(?:@[\w.-]{3,60})?(?<=\w)"
"""@name, @name.bsky.social, @name@mastodon.social"""
_DATE = (
    rf"(?:{CAPITAL_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {CAPITAL_MONTH}(?: \d{{4}})?"
    r"|\d{1,2} ?[hm]|\d{1,2}/\d{1,2}/\d{2,4})"
)
_SIGNED = re.compile(
    rf"^[—–-]{{1,2}} ?(?P<source>\w[^\n@]{{1,60}}?)(?P<handle> ?\({_HANDLE}\))?(?:(?:,?| ?[·•|–—-]) ?{_DATE})?$",
    re.MULTILINE,
)
_SIGNED_BEHIND = re.compile(
    r"(?<=[”\"»’']) ?[—–-]{1,2} ?(?P<source>(?=[A-Z])(?:[A-Z]\.|[^\n@.!?:;]){2,60})$", re.MULTILINE
)
_SIGNED_INSIDE = re.compile(
    rf"(?<=\S) [—–-]{{1,2}} ?(?P<source>[A-Z][^\n@.!?:;]{{1,60}}?)(?P<handle> ?\({_HANDLE}\))(?:,? {_DATE})?$",
    re.MULTILINE,
)
_LINK = ("pic.twitter.com", "https:", "http:", "t.co")
_MOST_LINKS = 8
_AUTHOR = (
    r"(?!(?:By|Follow|Contact|Email|Photo|Image|Tweet|Via|See)\b)[A-Z][\w.’'-]{0,30}(?: [A-Za-z][\w.’'-]{0,30}){0,5}"
)
_POSTED = rf"(?: (?:{either(BEFORE_POST)})(?: on [^\n:]{{1,30}})?)"
_ABOVE = re.compile(
    rf"^(?:(?P<author>{_AUTHOR})(?: |\n)\(?)?(?P<handle>{_HANDLE})\)?(?P<date> ?[·•|,–—-] ?{_DATE}[^\n]{{0,30}})?"
    rf"(?P<verb>{_POSTED})?(?P<colon>:)?$",
    re.MULTILINE,
)
_BEFORE = re.compile(
    rf"^(?:(?P<author>{_AUTHOR}) \(?)?(?P<handle>{_HANDLE})\)?{_POSTED}?: (?P<content>\S[^\n]*)$", re.MULTILINE
)
_HOUR = r"\d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
_BETWEEN = r"(?:,? ?[·•|,–—-] ?|\s(?:at )?)"
STAMP = re.compile(rf"(?:{_HOUR}{_BETWEEN}{_DATE}|{_DATE}{_BETWEEN}{_HOUR})[^\n]{{0,60}}")
"""A line that tells when a post was sent: "8:14 PM · Jun 11, 2025"."""
SIGNED_ON = re.compile(rf"\)?(?: ?\({_HANDLE}\)| {_HANDLE})?(?:,? | ?[·•|,–—-] ?){_DATE}(?:[^\w\n][^\n]{{0,30}})?:?")
"""What stands behind the name in the line of a post's author: its handle and its date."""
_MOST_PARAGRAPHS = 6
"""Paragraphs of a post above its time stamp."""
_SPEAKERS_LINE = re.compile(
    r"[—–-]{0,2} ?(?P<source>(?:[A-Z][\w.’'-]{0,30} ){1,4}[A-Z][\w’'-]{1,30}, [^\n.!?:;“”\"]{2,90}?)(?P<colon>:)? *"
)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
FEWEST_WORDS = 3
_Kind = Literal["quotation", "speaker", "other"]


def posts(text: str) -> Iterator[Attribution]:
    """Embedded posts and signed quotations, in no order; where two claim the same words, the first stands."""
    quoted = {(one.start, one.end) for one in quotations(text) if one.closed}
    taken: set[int] = set()
    for source, content in (*_below(text, quoted), *_above(text), *_before(text), *_beside_lines(text, quoted)):
        if not taken & {part.start for part in content}:
            taken |= {part.start for part in content}
            yield Attribution(content, (source,), (), "said", "direct", CONFIDENCE)


_Found = tuple[Span, tuple[Span, ...]]


def _below(text: str, quoted: set[tuple[int, int]]) -> Iterator[_Found]:
    """A paragraph, and behind it "— Name (@name) May 6, 2023". Without the handle only a paragraph in quotation marks
    is taken for what the name signs, in the next line or its own."""
    for signed in (*_SIGNED.finditer(text), *_SIGNED_BEHIND.finditer(text), *_SIGNED_INSIDE.finditer(text)):
        end = signed.start()
        while end and text[end - 1].isspace():
            end -= 1
        least = max(0, end - LONGEST_POST)
        divider = "\n\n" if signed.re is _SIGNED else "\n"
        start = text.rfind(divider, least, end) + len(divider) if text.find(divider, least, end) >= 0 else least
        end = start + len(_without_links(text[start:end]))
        handle = signed.groupdict().get("handle")
        if end > start and (start == 0 or text[start - 1] == "\n") and (handle or (start, end) in quoted):
            yield Span(signed.start("source"), signed.end("handle" if handle else "source")), (Span(start, end),)


def _without_links(words: str) -> str:
    kept = words.rstrip()
    for _ in range(_MOST_LINKS):
        parts = kept.rsplit(None, 1)
        if len(parts) < 2 or not parts[1].startswith(_LINK):
            break
        kept = parts[0]
    return kept


def _above(text: str) -> Iterator[_Found]:
    """The author's name and handle in a line of their own, and the post behind it. A name and a handle alone may be a
    byline: there a colon, a date beside it or a time stamp below the words tells that they are a post."""
    for above in _ABOVE.finditer(text):
        lines = list(_lines_behind(text, above.end()))
        stamp = next((number for number, line in enumerate(lines) if STAMP.fullmatch(text, line.start, line.end)), 0)
        words = lines[:stamp] if stamp else lines[:1]
        sure = stamp or above["colon"] or above["date"] or above["verb"]
        if sure and words and not _ABOVE.match(text, words[0].start):
            yield _author(above), tuple(words)


def _lines_behind(text: str, at: int) -> Iterator[Span]:
    for number, line in enumerate(_LINE.finditer(text, at)):
        if number > _MOST_PARAGRAPHS:
            return
        if line.group().strip():
            yield Span(*line.span())


def _before(text: str) -> Iterator[_Found]:
    """ "@name: words"."""
    for before in _BEFORE.finditer(text):
        yield _author(before), (Span(*before.span("content")),)


def _author(found: re.Match[str]) -> Span:
    """The name, or the handle where no name stands before it."""
    return Span(*found.span("author" if found["author"] else "handle"))


def _beside_lines(text: str, quoted: set[tuple[int, int]]) -> Iterator[_Found]:
    """A quotation that fills its line, and the line of its speaker above or below it. Where they alternate, the first
    of them tells which it is."""
    run: list[tuple[_Kind, Span]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        span = Span(*line.span())
        kind = _kind(text, span, quoted)
        if run and (kind == "other" or kind == run[-1][0]):
            yield from _pairs(run)
            run = []
        if kind != "other":
            run.append((kind, span))
    yield from _pairs(run)


def _kind(text: str, line: Span, quoted: set[tuple[int, int]]) -> _Kind:
    end = line.start + len(line.of(text).rstrip())
    if (line.start, end) in quoted:
        inside = text[line.start + 1 : end - 1]
        whole = inside[-1:] in {".", "!", "?", "…", ","} and len(_WORD.findall(inside)) >= FEWEST_WORDS
        return "quotation" if whole else "other"
    return "speaker" if _SPEAKERS_LINE.fullmatch(text, line.start, line.end) else "other"


def _pairs(run: Sequence[tuple[_Kind, Span]]) -> Iterator[_Found]:
    """The quotations of a run of lines, each with its speaker; none where the run does not come out even."""
    if len(run) % 2:
        return
    for first, second in zip(run[::2], run[1::2], strict=True):
        (_, speaker), (_, words) = (first, second) if first[0] == "speaker" else (second, first)
        yield speaker, (words,)


_LONGEST = 120
"""Characters of a speaker's line."""
_DASH = re.compile(r"(?:[—–]|--?)\s{0,3}")
_BEHIND_NAME = re.compile(r",|\s\(|\s(?:in|on|at|from|via|to|for|writing|speaking)\s|$")
_NOT_A_LINE = re.compile(r"[.!?:;,…“”\"»«]$|[!?:;“”\"«»@]")
_PARTICLES = frozenset("of the de del della der den di da du la le van von und y e al el bin ibn ben".split())
_MOST_WORDS = 6


def attributed_blocks(text: str, blocks: Sequence[Block]) -> Iterator[Attribution]:
    """Each block quotation whose last line, or the line behind it that begins with a dash, names somebody."""
    run: list[Span] = []
    for block in blocks:
        if block.kind == "quote":
            run += [Span(*line.span()) for line in _LINE.finditer(text, block.span.start, block.span.end)]
        elif run:
            signed = _DASH.match(text, block.span.start) is not None
            yield from _of_run(text, [*run, block.span] if signed else run)
            run = []
    yield from _of_run(text, run)


def _of_run(text: str, lines: Sequence[Span]) -> Iterator[Attribution]:
    quoted: list[Span] = []
    for number, line in enumerate(lines, 1):
        signer = _named(text, line, last=number == len(lines)) if quoted else None
        if signer is None:
            quoted.append(line)
        else:
            yield from _attributed(text, quoted, signer)
            quoted = []


def _attributed(text: str, quoted: Sequence[Span], signer: Span) -> Iterator[Attribution]:
    if sum(len(line.of(text).split()) for line in quoted) >= FEWEST_WORDS:
        yield Attribution(tuple(quoted), (signer,), (), "said", "direct", CONFIDENCE)


def _named(text: str, line: Span, *, last: bool) -> Span | None:
    """The name in a speaker's line, with the role behind it: "— Hanne Vik, mayor of Skerra". None where the line is
    something else, such as another sentence of the quotation. One word alone is a name in the last line."""
    words = line.of(text).rstrip()
    if len(words) > _LONGEST or _NOT_A_LINE.search(words):
        return None
    dash = _DASH.match(words)
    start = dash.end() if dash else 0
    behind = _BEHIND_NAME.search(words, start)
    name = words[start : behind.start() if behind else len(words)]
    parts = name.split()
    if not (1 if dash or last else 2) <= len(parts) <= _MOST_WORDS:
        return None
    if not (parts[0][0].isupper() and parts[-1][0].isupper()):
        return None
    if not all(part[0].isupper() or part in _PARTICLES for part in parts):
        return None
    end = len(words) if behind and behind.group() == "," else start + len(name)
    return Span(line.start + start, line.start + end)
