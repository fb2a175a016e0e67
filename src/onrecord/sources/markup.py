"""Characters to a tree, and what a page carries for machines."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement
from trafilatura import load_html

from onrecord.problems import NoArticleText, PageTooComplex
from onrecord.sources.encoding import check_bytes, decode
from onrecord.sources.visible import collapse

MOST_ELEMENTS = 50_000
"""Elements of a page. The most among 151 pages of news sites were 3,129; a parser nests them 256 deep at most."""
MOST_MARKS = 10 * MOST_ELEMENTS
"""Angle brackets of a page that is parsed at all; the most were 5,852. A tree takes some hundred bytes for each."""


def parse(content: bytes, *, charset: str | None = None) -> HtmlElement:
    """The page as a tree. Raises a SourceProblem where the bytes are no page, or one of too many elements."""
    check_bytes(content)
    if (marks := content.count(b"<")) > MOST_MARKS:
        raise PageTooComplex(marks, MOST_ELEMENTS)
    text = decode(content, charset=charset)
    tree = load_html(text)
    if tree is None:  # a fragment, which is wrapped; or nothing that has elements
        tree = load_html(f"<html><body><div>{text}</div></body></html>")
    if tree is None:
        raise NoArticleText
    if (elements := int(tree.xpath("count(//*)"))) > MOST_ELEMENTS:
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
            yield from _objects(_json(script.text))


def article_bodies(tree: HtmlElement) -> Iterator[str]:
    """The article bodies that JSON-LD carries, without mark-up."""
    for found in linked_data(tree):
        body = found.get("articleBody")
        if isinstance(body, str) and body.strip():
            yield re.sub(r"</?[a-zA-Z][^>]{0,500}>", " ", html.unescape(body))


def _json(text: str) -> Any:
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
        yield from _objects(value.get("@graph"))
