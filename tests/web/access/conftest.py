"""Users in a file, with hashes that cost nothing."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from onrecord.web.access import passwords
from onrecord.web.access.store import Store, make_store, users_file
from onrecord.web.access.users import add_user
from onrecord.web.access.values import Role
from tests.web.access.made import NOW, PASSWORD

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", CHEAP)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The file of a record, of which access knows only the name."""
    path = tmp_path / "a.record"
    path.write_bytes(b"")
    return path


@pytest.fixture(scope="session")
def three_users(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a user of each role, made once: each change waits for the disk."""
    store = make_store(tmp_path_factory.mktemp("users") / "a.record")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", CHEAP)
        for role in Role:
            add_user(store, f"{role.title()} Park", PASSWORD, role=role, now=NOW)
    return store.path.read_bytes()


@pytest.fixture
def store(record: Path, three_users: bytes) -> Store:
    """A user of each role."""
    path = users_file(record)
    path.write_bytes(three_users)
    path.chmod(0o600)
    return Store(path)
