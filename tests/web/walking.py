"""Every page of a record, by its address, for tests that walk through all of them."""

from pathlib import Path
from urllib.parse import quote

import onrecord

ALONE = ("/about", "/actors", "/actors/proposals", "/charts", "/check")
"""Pages that stand at one address."""


def addresses(path: Path) -> list[str]:
    """One address of each page that the record can show."""
    with onrecord.open_record(path, write=False) as record:
        first, second = (quote(one.actor.id, safe="") for one in record.actors(limit=2).actors)
        named = f"/merge/{first}?words=a"
        return [
            *ALONE,
            f"/actor/{first}?act=states&by=each",
            named,
            f"/merge/{first}?other={second}",
            f"/split/{first}",
        ]
