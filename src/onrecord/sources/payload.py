"""The article in the data from which a page's script builds what readers see.

Only data that the page marks as JSON is read, and of it only the object that carries the page's own headline: the same
data hold teasers, and other articles in full."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from onrecord.sources.markup import json_of
from onrecord.sources.prose import is_prose
from onrecord.sources.visible import collapse

_SITE = re.compile(r"(?<!\s)\s+[|·•»–—-]\s+[^|·•»–—]{2,40}$")
_LIMIT = 10_000_000
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|figure|br)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def payload(tree: HtmlElement, headlines: Iterable[str]) -> list[str]:
    """The paragraphs of the article with one of these headlines in a page's data. What follows the last mark in a
    title may be the site's name."""
    sought = {_key(words) for title in headlines for words in (title, _SITE.sub("", title))} - {""}
    found: list[str] = []
    for script in tree.iterfind(".//script[@type]") if sought else ():
        kind = script.get("type", "").lower()
        if "json" in kind and "ld+json" not in kind and script.text and len(script.text) <= _LIMIT:
            found = max(found, _paragraphs(json_of(script.text), sought), key=_weight)
    return found


def lines_of(text: str) -> list[str]:
    """The lines of a text that may carry mark-up, also where the mark-up is written as text."""
    for _ in range(2):
        text = unescape(_TAG.sub("", _BLOCK.sub("\n", text)))
    return [line for part in text.splitlines() if (line := collapse(part))]


def _weight(lines: list[str]) -> int:
    return sum(map(len, lines))


def _paragraphs(data: Any, headlines: Set[str]) -> list[str]:
    """The prose beside the headline, of the list or the field that has most of it."""
    best: list[str] = []
    for holder in _holders(data, headlines):
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for path, text in _strings(holder):
            lines = lines_of(text)
            groups[path] += lines if any(is_prose(line) for line in lines) else []
        best = max([best, *groups.values()], key=_weight)
    return best


def _holders(data: Any, headlines: Set[str]) -> Iterator[dict[str, Any]]:
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if any(isinstance(one, str) and _key(one) in headlines for one in value.values()):
                yield value
            else:
                stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


def _strings(holder: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string with its path as far as the first list: what lies in one list is one text."""
    stack: list[tuple[tuple[str, ...], bool, Any]] = [((), False, holder)]
    while stack:
        path, listed, value = stack.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            stack.extend(((path if listed else (*path, key)), listed, one) for key, one in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend((path, True, one) for one in reversed(value))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", unescape(_TAG.sub("", text[:1000]))).casefold()
