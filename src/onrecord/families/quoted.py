"""The words of a statement that stand in quotation marks, at their places in it."""

import re
from functools import lru_cache

from onrecord.english.quotation_marks import quotations
from onrecord.families.values import Report
from onrecord.model import Span

_LEFT_OPEN = re.compile(r"[\"“„«](?=[^\s\"”“„«»])[^\"”“„«»]*$")
_LEFT_CLOSED = re.compile(r"^[^\"”“„«»]*[^\s\"”“„«»][\"”»]")


_DOUBLED_OPEN = re.compile(r"(?<![^\s(\[—–-])(?:''|``)(?=\S)")
_DOUBLED_CLOSE = re.compile(r"(?<=\S)''")


def quoted_words(report: Report) -> str:
    """The quote with all that is not in quotation marks made blank, so that offsets stay; "" where nothing is.

    All of a direct statement counts as quoted, also a post or a line that stands without marks."""
    return report.quote if report.statement.type == "direct" else _quoted(report.quote)


def nested(text: str) -> tuple[Span, ...]:
    """Where a quotation quotes somebody else: marks within its marks."""
    return _nested(text)


@lru_cache(maxsize=32768)
def _quoted(text: str) -> str:
    text = _with_single_marks(text)
    spans = [Span(one.start, one.end) for one in quotations(text)]
    # A part of a quotation may have lost one of its marks where the reader cut the content.
    rest = _blank(text, spans, keep=False)
    spans += [Span(*match.span()) for match in (_LEFT_OPEN.search(rest), _LEFT_CLOSED.search(rest)) if match]
    return _blank(text, spans, keep=True) if spans else ""


@lru_cache(maxsize=8192)
def _nested(text: str) -> tuple[Span, ...]:
    text = _with_single_marks(text)
    found: list[Span] = []
    for outer in quotations(text):
        start = outer.start + 1
        inside = quotations(text[start : max(start, outer.end - 1)])
        found += [Span(start + one.start, start + one.end) for one in inside]
    return tuple(found)


def _with_single_marks(text: str) -> str:
    """Two apostrophes for a quotation mark as one mark, at the same offsets."""
    return _DOUBLED_CLOSE.sub('" ', _DOUBLED_OPEN.sub(' "', text)) if "''" in text else text


def _blank(text: str, spans: list[Span], *, keep: bool) -> str:
    inside = bytearray(len(text))
    for span in spans:
        inside[span.start : span.end] = b"\x01" * (span.end - span.start)
    return "".join(letter if bool(held) is keep else " " for letter, held in zip(text, inside, strict=True))
