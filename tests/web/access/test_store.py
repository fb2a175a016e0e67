import sqlite3
import stat
from pathlib import Path

import pytest

from onrecord.problems.access import UsersUnreadable
from onrecord.web.access.store import Store, make_store, open_store, users_file
from onrecord.web.access.users import all_users


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_stands_beside_the_record_and_is_its_owners_alone(record: Path) -> None:
    assert open_store(record) is None
    store = make_store(record)
    assert store.path == record.parent / "a.record.users" == users_file(record)
    assert mode(store.path) == 0o600


def test_a_file_that_others_may_read_is_closed_to_them(store: Store, record: Path) -> None:
    store.path.chmod(0o644)
    assert open_store(record) == store
    assert mode(store.path) == 0o600


def test_a_new_file_is_made_once(store: Store, record: Path) -> None:
    assert make_store(record) == store
    assert len(all_users(store)) == 3


@pytest.mark.parametrize("content", [b"", b"not a database, only words" * 20])
def test_a_file_of_something_else_is_refused(record: Path, content: bytes) -> None:
    users_file(record).write_bytes(content)
    with pytest.raises(UsersUnreadable, match=r"a\.record\.users cannot be used"):
        open_store(record)
    assert users_file(record).read_bytes() == content


def test_a_file_of_another_version_is_refused(store: Store, record: Path) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()
    for opened in (open_store, make_store):
        with pytest.raises(UsersUnreadable, match="another version"):
            opened(record)


def test_changes_are_kept_together_or_not_at_all(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as connection:
        connection.execute("UPDATE users SET role = 'admin'")
        raise RuntimeError
    assert [user.role for user in all_users(store)] == ["admin", "reader", "reviewer"]


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(UsersUnreadable):
        make_store(tmp_path / "absent" / "a.record")
