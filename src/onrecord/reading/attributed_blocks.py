"""Block quotations with their speaker's line: `<blockquote>` with a footer, a cite or a caption, "> words" with a name
below. Whose words they are stands beside them, without a verb."""

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Block, Span

CONFIDENCE = 0.9
FEWEST_WORDS = 3
"""Words of a quotation; fewer with a name below are a title."""
_LONGEST = 120
"""Characters of a speaker's line."""
_LINE = re.compile(r"[^\n]+")
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
