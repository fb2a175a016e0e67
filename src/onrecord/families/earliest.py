"""Which of several reports was published first."""

from datetime import UTC, date, datetime
from functools import lru_cache

UNKNOWN = "9999"
"""Sorts after every day that is known."""


@lru_cache(maxsize=4096)
def earliness(published: str | None) -> str:
    """A time of publication as text that sorts by it.

    In UTC; a time without a zone is taken as one of UTC. A day without a time comes after the times of that day,
    because they are better evidence, and what is unknown or no time after everything."""
    if not published:
        return UNKNOWN
    try:
        if len(published) == len("2024-03-01"):
            return f"{date.fromisoformat(published).isoformat()}~"
        moment = datetime.fromisoformat(published)
        known = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return UNKNOWN
    return known.strftime("%Y-%m-%dT%H:%M:%S.%f").rjust(26, "0")


def rank(published: str | None, article_id: str, position: int) -> str:
    """Text by which the statements of one family sort: the earliest first, then by article and place in it."""
    return f"{earliness(published)}|{article_id}|{position:05}"
