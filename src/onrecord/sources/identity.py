"""What an article is known by: an id made from what all spellings of its address have in common, else from its bytes.

A server speaks for its own registered domain only. What it says about an address elsewhere is a claim: it is kept,
and nothing is identified by it.
"""

from onrecord.model import Origin, sha256
from onrecord.sources.addresses import address_key, same_site, shown_address


def article_id(content: bytes, url: str | None, given: str | None = None) -> str:
    """The id an input gave, else 16 digits of the SHA-256 of the address's key, else of the bytes."""
    if given:
        return given
    return sha256(address_key(url))[:16] if url else sha256(content)[:16]


def normal_url(url: str) -> str:
    """An address as it is stored and shown: it still works, and holds neither trackers nor a password."""
    return shown_address(url)


def fetched_from(url: str | None, *, claimed: str | None = None) -> Origin | None:
    """The origin of what was fetched from an address. Without one, where the bytes came from is known to the caller."""
    return Origin("fetched", shown_address(url), claimed) if url else None


def identified(named: str | None, *, fetched: str | None) -> tuple[str | None, str | None]:
    """The address by which an article is known, and the one that is only claimed.

    `named` is what its bytes name as theirs, `fetched` where they came from, None where they came from no address:
    then what they name is all there is, and it is a claim as well."""
    if fetched is None:
        return named, named
    if named is None or same_site(named, fetched):
        return named or fetched, None
    return fetched, named
