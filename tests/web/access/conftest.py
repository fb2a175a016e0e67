"""Users in a file, with hashes that cost nothing."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from onrecord.web.access import passwords
from onrecord.web.access.store import Store, make_store
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


@pytest.fixture
def store(record: Path) -> Store:
    """A user of each role."""
    store = make_store(record)
    for role in Role:
        add_user(store, f"{role.title()} Park", PASSWORD, role=role, now=NOW)
    return store
