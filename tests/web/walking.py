"""Every page of a record, by its address, for tests that walk through all of them."""

from pathlib import Path

import onrecord

ALONE = ("/about", "/agreement", "/check", "/decisions", "/review")
"""Pages that stand at one address."""


def addresses(path: Path) -> list[str]:
    """One address of each page that the record can show."""
    with onrecord.open_record(path, write=False):
        return [*ALONE]
