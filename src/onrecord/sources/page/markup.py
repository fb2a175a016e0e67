"""Characters to a tree, and what a page carries for machines."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.problems.sources import NoArticleText, PageTooComplex
from onrecord.sources.encoding import check_bytes, decode
from onrecord.sources.page.visible import collapse

MOST_ELEMENTS = 50_000
"""Elements of a page. The most among 151 pages of news sites were 3,129; a parser nests them 2,048 deep at most."""
MOST_MARKS = 10 * MOST_ELEMENTS
"""Angle brackets of a page that is parsed at all; the most were 5,852. A tree takes some hundred bytes for each."""


def parse(content: bytes, *, charset: str | None = None) -> HtmlElement:
    """The page as a tree. Raises a SourceProblem where the bytes are no page, or one of too many elements."""
    check_bytes(content)
    return tree_of(decode(content, charset=charset))


def tree_of(text: str) -> HtmlElement:
    """The tree of a page's characters. Raises NoArticleText where they are no page, PageTooComplex where it has too
    many elements.

    Parsed as `verify` does it, not by trafilatura's `load_html`, which repairs the characters first: on broken pages
    the two differ in what is text."""
    if (marks := text.count("<")) > MOST_MARKS:
        raise PageTooComplex(marks, MOST_ELEMENTS)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.replace("\0", "").encode("utf8", "replace"), parser=parser)
    except ParserError:
        raise NoArticleText from None
    if (elements := sum(1 for _ in tree.iter("*"))) > MOST_ELEMENTS:
        raise PageTooComplex(elements, MOST_ELEMENTS)
    return tree


def titles(tree: HtmlElement) -> Iterator[str]:
    """The headlines that a page gives in its head."""
    for element in tree.iterfind(".//head/title"):
        yield collapse(element.text_content())
    for element in tree.iterfind(".//head/meta[@content]"):
        if (element.get("property") or element.get("name")) in ("og:title", "twitter:title"):
            yield collapse(element.get("content", ""))


def linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of a page, those inside "@graph" and lists included; broken ones are repaired
    where that is safe, else skipped."""
    for script in tree.iterfind(".//script[@type]"):
        if script.get("type", "").strip().lower() == "application/ld+json" and script.text:
            yield from _objects(json_of(script.text))


def json_of(text: str) -> Any:
    """The data in a script, slightly repaired; None where they cannot be read."""
    cleaned = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";")
    )
    for candidate in (cleaned, re.sub(r",(\s*[}\]])", r"\1", cleaned)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _objects(part)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(name))
