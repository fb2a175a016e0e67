"""Addresses that are named, or listed in files."""

from pathlib import Path

from onrecord.model import Failure
from onrecord.problems import AddressNotFetchable
from onrecord.sources.addresses import split, without_credentials
from onrecord.sources.inputs import Inputs, names_of


def addresses(sources: Inputs) -> tuple[list[str], list[Failure]]:
    """The addresses that are named or listed in files, one a line, and the lines that are none.

    Empty lines and those that begin with # are skipped."""
    found: dict[str, None] = {}
    failures = []
    for source in names_of(sources):
        if _is_address(source):
            if split(source):
                found[source] = None
            else:
                address = without_credentials(source)
                failures.append(Failure(address, str(AddressNotFetchable(address))))
            continue
        try:
            lines = Path(source).read_text("utf-8-sig", errors="replace").splitlines()
        except OSError as error:
            failures.append(Failure(source, f"The list cannot be read: {error.strerror}. Check its name."))
            continue
        for number, line in enumerate(lines, start=1):
            if _is_address(line.strip()) and split(line):
                found[line.strip()] = None
            elif line.strip() and not line.lstrip().startswith("#"):
                reason = (
                    "The line is not an address. Write one http or https address on each line, or start a comment "
                    "with #."
                )
                failures.append(Failure(f"{source}, line {number}", reason))
    return list(found), failures


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))
