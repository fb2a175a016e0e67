"""Links into the live page of an article, to the very words of a statement, by text fragments.

A browser that knows them (`#:~:text=prefix-,start,end,-suffix`, the WICG's draft on URL fragment text directives)
scrolls to the words and marks them; any other opens the page. What is matched are whole words: no directive begins or
ends within one.
"""

from urllib.parse import quote, urlsplit

from onrecord.model import Span, Statement

_WHOLE = 80
"""Up to so many characters a quotation stands in the link as a whole, if it is on one line; a longer one by its first
and last words, which may also be in different paragraphs."""
_EDGE_WORDS = 5
_AROUND_WORDS = 3
_CLEAR_WORDS = 4
"""Fewer words than these may stand anywhere on a page: those around them say which ones are meant."""
_FAR = 300
"""Characters looked at for the words at an edge."""
_PARTS = 4


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web: anything else, such as `javascript:`, must not become a link."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def text_fragment(url: str, statement: Statement, text: str) -> str:
    """The address of the page with the words of the statement marked; `text` is what its spans index.

    An address that is not one of the web, and words that cannot be searched for, give the address as it is."""
    if not web_address(url):
        return url
    found = [one for span in sorted(statement.content)[:_PARTS] if (one := _directive(span, text))]
    if not found:
        return url
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}:~:{'&'.join(found)}"


def _directive(span: Span, text: str) -> str | None:
    start, end = _whole_words(span, text)
    words = text[start:end]
    if not words:
        return None
    if len(words) <= _WHOLE and "\n" not in words:
        first, parts = words, [_encoded(words)]
    else:
        first = _line(words[:_FAR].split("\n")[0].split()[:_EDGE_WORDS])
        last = _line(words[-_FAR:].split("\n")[-1].split()[-_EDGE_WORDS:])
        if len(first) + len(last) >= len(words):
            # So few and so long words that the two would overlap: the first alone leads there.
            last = ""
        parts = [_encoded(one) for one in (first, last) if one]
    if len(first.split()) < _CLEAR_WORDS or text.count(first) > 1:
        before = _line(text[max(0, start - _FAR) : start].split("\n")[-1].split()[-_AROUND_WORDS:])
        after = _line(text[end : end + _FAR].split("\n")[0].split()[:_AROUND_WORDS])
        parts = [*([f"{_encoded(before)}-"] if before else []), *parts, *([f"-{_encoded(after)}"] if after else [])]
    return f"text={','.join(parts)}"


def _whole_words(span: Span, text: str) -> tuple[int, int]:
    """The span without marks and white space at its ends, and with the rest of the words that it cuts."""
    span.of(text)
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if start < end:
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return start, end


def _line(words: list[str]) -> str:
    return " ".join(words)


def _encoded(words: str) -> str:
    """Percent-encoded, with the three signs that part a directive: "-", "," and "&"."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
