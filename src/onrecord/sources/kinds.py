"""What kind of file some bytes are: by the file's name, else by its first bytes; and which kinds articles are."""

import re
from pathlib import Path
from typing import Literal, get_args

from onrecord.model import ArticleKind
from onrecord.sources.documents.pdf import MARK
from onrecord.sources.documents.word import COMPOUND, ZIP
from onrecord.sources.encoding import decode, marked_encoding
from onrecord.sources.turns.captions import is_captions

Kind = Literal["page", "text", "json", "json lines", "vtt", "srt", "table", "parquet", "word", "pdf"]

_KINDS: dict[str, Kind] = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page",
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".jsonl": "json lines", ".ndjson": "json lines", ".json": "json",
    ".vtt": "vtt", ".srt": "srt",
    ".csv": "table", ".tsv": "table", ".tab": "table", ".parquet": "parquet", ".pq": "parquet",
    ".docx": "word", ".docm": "word", ".pdf": "pdf",
}  # fmt: skip
_MARKUP = re.compile(
    r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|article|section|main|p|h1|meta)(?:\s[^>]*)?>",
    re.IGNORECASE,
)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'^\s*\{.*"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org', re.DOTALL)
_LOOKED_AT = 4096
BEFORE = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first words of a file."""


def kind_by_name(path: Path) -> Kind | None:
    """The kind that a name tells; of what is compressed, the name before the last suffix."""
    suffix = path.with_suffix("").suffix if path.suffix.lower() == ".gz" else path.suffix
    return _KINDS.get(suffix.lower())


def is_plain(head: bytes) -> bool:
    """Whether bytes may be a table in text: neither JSON nor a page, nor anything that is no text."""
    kind = kind_by_first_bytes(head) or sniffed_kind(head)
    return kind == "text" and (marked_encoding(head) is not None or b"\x00" not in head[:4096])


def kind_by_first_bytes(content: bytes) -> Kind | None:
    """Documents are told by their first bytes whatever their name is."""
    if content.startswith((ZIP, COMPOUND)):
        return "word"
    return "pdf" if content.lstrip(BEFORE).startswith(MARK) else None


def is_feed(content: bytes) -> bool:
    """Whether bytes look like a feed, by their beginning."""
    beginning = content[:_LOOKED_AT]
    if _JSON_FEED.search(beginning):
        return True
    opening = _FEED.search(beginning)
    page = _PAGE.search(beginning)
    return opening is not None and (page is None or opening.start() < page.start())


def sniffed_kind(content: bytes) -> Kind:
    """The kind of what its name does not tell."""
    beginning = content[:_LOOKED_AT].lstrip(BEFORE)
    if beginning.startswith(b"["):
        return "json"
    if beginning.startswith(b"{"):
        first, _, rest = content.strip().partition(b"\n")
        return "json lines" if first.rstrip().endswith(b"}") and rest else "json"
    text = decode(content[:_LOOKED_AT])
    return is_captions(text) or ("page" if _MARKUP.search(text) else "text")


def check_article_kind(kind: str | None) -> None:
    """Raises ValueError for a kind of article that there is not."""
    if kind is not None and kind not in get_args(ArticleKind):
        raise ValueError(f"{kind!r} is not a kind of article. Kinds are: {', '.join(get_args(ArticleKind))}.")
