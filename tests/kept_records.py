"""Records in tests: a new one is a copy of one that was made before. Making one goes through all formats that there
were, which takes 40 ms; `tests/record/test_opening.py` makes each."""

import contextlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from onrecord.record import open_record, opening

make = opening._check_file
formats = opening.migrations


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.record"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(opening, "_check_file", make)
            open_record(path, write=True).close()
        return path.read_bytes()


def keep_records(patch: pytest.MonkeyPatch) -> None:
    """Have a copy lie where a record is to be made."""

    def copied(path: Path, *, write: bool) -> None:
        make(path, write=write)
        if write and opening.migrations is formats and not path.exists():
            whole = path.with_name(f"{path.name}.copy")
            with contextlib.suppress(OSError):  # it is told where the record is made
                whole.write_bytes(_empty())
                path.hardlink_to(whole)  # at once, so that nobody finds half of it
            whole.unlink(missing_ok=True)

    patch.setattr(opening, "_check_file", copied)
