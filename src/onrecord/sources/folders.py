"""The files of a folder, and what of it is left out, with the reason, so that counts add up."""

from collections.abc import Iterable, Iterator
from pathlib import Path

HIDDEN_FILE, HIDDEN_FOLDER = "hidden file", "hidden folder"
EMPTY_FOLDER, LINKED_BACK = "empty folder", "link to a folder that holds it"
UNREADABLE_FOLDER = "folder that cannot be read"
DATABASE = "record or other database"
_SQLITE = b"SQLite format 3\x00"
_BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of files that SQLite keeps beside a database while it is open."""


def walk(path: Path) -> Iterator[tuple[Path, str | None]]:
    """The file itself, also where it is missing; or everything in a folder in order of names, folders opened, each
    with the reason why it is left out, None where it is not."""
    yield from _walk(path, ()) if path.is_dir() else ((path, None),)


def left_out(inputs: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """What of files and folders is left out, and why. A folder that cannot be read is a failure, and not among it."""
    for name in inputs:
        for path, reason in walk(name):
            if reason is not None and reason != UNREADABLE_FOLDER:
                yield path, reason


def _walk(folder: Path, above: tuple[Path, ...]) -> Iterator[tuple[Path, str | None]]:
    try:
        children, real = sorted(folder.iterdir()), folder.resolve()
    except OSError:
        yield folder, UNREADABLE_FOLDER
        return
    if real in above:
        yield folder, LINKED_BACK
        return
    if not children:
        yield folder, EMPTY_FOLDER
    for child in children:
        if child.name.startswith("."):
            yield child, HIDDEN_FOLDER if child.is_dir() else HIDDEN_FILE
        elif child.is_dir():
            yield from _walk(child, (*above, real))
        else:
            yield child, DATABASE if _is_database(child) else None


def _is_database(file: Path) -> bool:
    """Whether a file is a record, as where the folder of articles is the working folder, or belongs to one."""
    for end in _BESIDE:
        if file.name.endswith(end):
            return _is_database(file.with_name(file.name.removesuffix(end)))
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
