"""What a site's robots.txt asks of programs (RFC 9309), read by protego.

The longest rule that matches decides, `*` stands for anything, `$` for the end of the address, and where an Allow and
a Disallow are equally long the Allow counts."""

from urllib.parse import urlsplit

from protego import Protego

AGENT = "onrecord"
"""The name that robots.txt files can address."""
ROBOTS_LIMIT = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309, section 2.5, asks for at least so many."""


def robots_address(url: str) -> str:
    """Where the rules of an address's host stand."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def allows(rules: str, url: str) -> bool:
    """Whether the rules let this program fetch the address."""
    return Protego.parse(rules).can_fetch(url, AGENT)


def crawl_delay(rules: str | None) -> float:
    """The seconds between two requests that the rules ask for; 0 where they ask for none."""
    return Protego.parse(rules or "").crawl_delay(AGENT) or 0.0
