"""Attributions from a marked text: `{1S…}`, `{1C…}`, `{1K…}` are parts of source, cue and content of the first."""

import re
from collections import defaultdict

from onrecord.model import Attribution, Span, Time, Version, sha256
from onrecord.occasions import Circumstances, circumstances

_MARK = re.compile(r"\{(\d+)([SCK])|\}")


def marked(words: str) -> tuple[str, list[Attribution]]:
    """The plain text and its attributions in the order of their numbers."""
    pieces: list[str] = []
    opened: list[tuple[int, str, int]] = []
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    done = length = 0
    for mark in _MARK.finditer(words):
        pieces.append(words[done : mark.start()])
        length, done = length + mark.start() - done, mark.end()
        if mark[1]:
            opened.append((int(mark[1]), mark[2], length))
        else:
            number, kind, start = opened.pop()
            spans[number][kind].append(Span(start, length))
    text = "".join((*pieces, words[done:]))
    attributions = [
        Attribution(tuple(part["K"]), source=tuple(part["S"]), cue=tuple(part["C"]))
        for _, part in sorted(spans.items())
    ]
    return text, attributions


def version(text: str, published: str | None = "2024-03-01", *, modified: Time | None = None) -> Version:
    """A version of that text."""
    given = Time(published, "given") if published else None
    return Version(text, sha256(text), "text/plain", published=given, modified=modified)


def read(words: str, published: str | None = "2024-03-01") -> tuple[str, list[Circumstances]]:
    """The plain text and the circumstances of a marked one."""
    text, attributions = marked(words)
    return text, circumstances(version(text, published), attributions)


def told(words: str, published: str | None = "2024-03-01") -> list[tuple[str | None, str | None, str | None]]:
    """Date, venue and addressee of each attribution of a marked text."""
    _, found = read(words, published)
    return [
        (
            one.when.date if one.when else None,
            one.venue.text if one.venue else None,
            one.addressee.text if one.addressee else None,
        )
        for one in found
    ]


def test_marks_become_spans() -> None:
    text, (first, second) = marked("{1SVale} {1Csaid} {1Kit {2SRoe} {2Cthinks} {2Krains}}.")
    assert text == "Vale said it Roe thinks rains."
    assert [span.of(text) for span in (*first.source, *first.cue, *first.content)] == [
        "Vale",
        "said",
        "it Roe thinks rains",
    ]
    assert [span.of(text) for span in second.content] == ["rains"]
