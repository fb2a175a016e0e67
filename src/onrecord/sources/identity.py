"""What an article is known by: its address in one spelling, and an id made from it."""

from urllib.parse import urldefrag

from courlan import clean_url

from onrecord.model import sha256


def article_id(content: bytes, url: str | None, given: str | None = None) -> str:
    """The id an input gave, else 16 digits of the SHA-256 of the canonical address, else of the bytes."""
    if given:
        return given
    return sha256(normal_url(url))[:16] if url else sha256(content)[:16]


def normal_url(url: str) -> str:
    """One spelling for an address: host in lower case, without trackers and fragment."""
    return urldefrag(clean_url(url) or url).url
