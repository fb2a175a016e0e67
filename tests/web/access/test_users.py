from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from onrecord.problems.access import BadUserName, UnknownUser, UserExists, UserRemoved, WeakPassword
from onrecord.web.access.sessions import begin_session, find_session
from onrecord.web.access.store import Store
from onrecord.web.access.tokens import add_token, find_token
from onrecord.web.access.users import (
    add_user,
    all_users,
    find_user,
    has_users,
    known_by,
    remove_user,
    restore_user,
    set_password,
    set_role,
)
from onrecord.web.access.values import Role
from tests.web.access.made import NOW, PASSWORD


def test_a_user_is_known_by_name_and_password(store: Store) -> None:
    user = known_by(store, "  admin   PARK ", PASSWORD)
    assert user and (user.name, user.role, user.created, user.removed) == ("Admin Park", Role.ADMIN, NOW, None)
    assert known_by(store, "Admin Park", "another long password") is None
    assert known_by(store, "Nobody", PASSWORD) is None


def test_no_password_is_in_the_file(store: Store) -> None:
    assert PASSWORD.encode() not in store.path.read_bytes()


@pytest.mark.parametrize("name", ["admin park", "ADMIN  PARK", "\uff21dmin Park"])
def test_names_that_look_alike_are_one(store: Store, name: str) -> None:
    with pytest.raises(UserExists, match="The user 'Admin Park' exists"):
        add_user(store, name, PASSWORD, role=Role.READER, now=NOW)


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "Kim\u202ePark", "Kim\x00Park"])
def test_names_that_do_not_show_are_refused(store: Store, name: str) -> None:
    with pytest.raises(BadUserName):
        add_user(store, name, PASSWORD, role=Role.READER, now=NOW)


def test_a_weak_password_adds_nobody(store: Store) -> None:
    with pytest.raises(WeakPassword):
        add_user(store, "Kim", "kim", role=Role.READER, now=NOW)
    assert len(all_users(store)) == 3


def test_another_role_holds_in_open_sessions_and_tokens(store: Store) -> None:
    session = begin_session(store, find_user(store, "Admin Park"), now=NOW)
    token, _ = add_token(store, "Admin Park", label=None, role=None, now=NOW)
    assert set_role(store, "admin park", Role.READER).role == Role.READER
    found, by_token = find_session(store, session, now=NOW), find_token(store, token, now=NOW)
    assert found and found.user.role == Role.READER
    assert by_token and by_token.role == Role.READER


def test_another_password_ends_the_sessions(store: Store) -> None:
    session = begin_session(store, find_user(store, "Admin Park"), now=NOW)
    other = begin_session(store, find_user(store, "Reader Park"), now=NOW)
    set_password(store, "Admin Park", "gravel oboe lantern wharf")
    assert find_session(store, session, now=NOW) is None and find_session(store, other, now=NOW)
    assert known_by(store, "Admin Park", PASSWORD) is None
    assert known_by(store, "Admin Park", "gravel oboe lantern wharf")


def test_one_who_was_removed_is_shut_out_and_keeps_the_name(store: Store) -> None:
    session = begin_session(store, find_user(store, "Admin Park"), now=NOW)
    token, _ = add_token(store, "Admin Park", label=None, role=None, now=NOW)
    assert remove_user(store, "Admin Park", now=NOW + timedelta(days=1)).removed == NOW + timedelta(days=1)
    assert known_by(store, "Admin Park", PASSWORD) is None
    assert find_session(store, session, now=NOW) is None and find_token(store, token, now=NOW) is None
    assert [user.name for user in all_users(store)] == ["Reader Park", "Reviewer Park", "Admin Park"]
    with pytest.raises(UserExists, match="--undo"):
        add_user(store, "Admin Park", PASSWORD, role=Role.READER, now=NOW)
    for change in (
        lambda: set_role(store, "Admin Park", Role.READER),
        lambda: set_password(store, "Admin Park", "gravel oboe lantern wharf"),
        lambda: remove_user(store, "Admin Park", now=NOW),
        lambda: add_token(store, "Admin Park", label=None, role=None, now=NOW),
    ):
        with pytest.raises(UserRemoved, match="--undo"):
            change()


def test_a_removal_is_undone_but_for_tokens(store: Store) -> None:
    token, _ = add_token(store, "Admin Park", label=None, role=None, now=NOW)
    remove_user(store, "Admin Park", now=NOW)
    assert restore_user(store, "Admin Park").removed is None
    assert known_by(store, "Admin Park", PASSWORD)
    assert find_token(store, token, now=NOW) is None


def test_a_record_has_users_while_one_may_sign_in(store: Store, record: Path, tmp_path: Path) -> None:
    assert has_users(record) and not has_users(tmp_path / "other.record")
    for role in Role:
        remove_user(store, f"{role} park", now=NOW)
    assert not has_users(record)


def test_nobody_of_that_name_is_a_problem(store: Store) -> None:
    with pytest.raises(UnknownUser, match="no user 'Bo Lind'"):
        find_user(store, "Bo Lind")
    with pytest.raises(UnknownUser):
        restore_user(store, "Bo Lind")


def test_a_hash_of_before_is_renewed_at_the_next_sign_in(store: Store) -> None:
    dearer = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with store.writing() as connection:
        connection.execute("UPDATE users SET password = ?", (dearer,))
    assert known_by(store, "Admin Park", PASSWORD)
    with store.reading() as connection:
        kept = [row[0] for row in connection.execute("SELECT password FROM users ORDER BY key")]
    assert kept[0] != dearer and kept[1] == dearer
    assert known_by(store, "Admin Park", PASSWORD)
