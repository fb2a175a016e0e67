from datetime import timedelta

import pytest

from onrecord.problems.access import UnknownToken, UnknownUser
from onrecord.web.access.sessions import begin_session, end_session, find_session
from onrecord.web.access.store import Store
from onrecord.web.access.tokens import add_token, all_tokens, find_token, revoke_token
from onrecord.web.access.users import find_user, remove_user
from onrecord.web.access.values import Role
from tests.web.access.made import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def secret(store: Store) -> str:
    return begin_session(store, find_user(store, "Admin Park"), now=NOW)


def test_a_session_is_found_by_its_secret_which_is_not_kept(store: Store, secret: str) -> None:
    session = find_session(store, secret, now=NOW)
    assert session and session.user.name == "Admin Park" and len(session.form_token) > 40
    assert secret.encode() not in store.path.read_bytes()
    for wrong in ("", "x", secret[:-1], secret + "\udcff"):
        assert find_session(store, wrong, now=NOW) is None


def test_a_session_ends_after_twelve_hours_without_use(store: Store, secret: str) -> None:
    assert find_session(store, secret, now=NOW + 11 * HOUR)
    assert find_session(store, secret, now=NOW + 22 * HOUR)
    assert find_session(store, secret, now=NOW + 35 * HOUR) is None


def test_a_session_ends_after_seven_days_however_much_it_is_used(store: Store, secret: str) -> None:
    for hours in range(0, 169, 10):
        assert find_session(store, secret, now=NOW + hours * HOUR)
    assert find_session(store, secret, now=NOW + timedelta(days=7)) is not None
    assert find_session(store, secret, now=NOW + timedelta(days=7, seconds=1)) is None


def test_use_is_not_written_down_with_every_request(store: Store, secret: str) -> None:
    find_session(store, secret, now=NOW + timedelta(minutes=4))
    session = find_session(store, secret, now=NOW + timedelta(minutes=6))
    assert session and session.seen == NOW
    again = find_session(store, secret, now=NOW + timedelta(minutes=7))
    assert again and again.seen == NOW + timedelta(minutes=6)


def test_signing_out_ends_one_session(store: Store, secret: str) -> None:
    other = begin_session(store, find_user(store, "Admin Park"), now=NOW)
    end_session(store, secret)
    end_session(store, secret)
    assert find_session(store, secret, now=NOW) is None and find_session(store, other, now=NOW)


def test_sessions_that_have_ended_are_deleted_with_time(store: Store, secret: str) -> None:
    begin_session(store, find_user(store, "Reader Park"), now=NOW + 13 * HOUR)
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone()[0] == 1


def test_a_token_acts_for_its_user_and_is_not_kept(store: Store) -> None:
    secret, made = add_token(store, "reviewer park", label="nightly", role=None, now=NOW)
    assert secret.startswith("onrecord_") and len(secret) == 52
    assert (made.number, made.user, made.label, made.role) == (1, "Reviewer Park", "nightly", Role.REVIEWER)
    assert find_token(store, secret, now=NOW) == made
    assert find_token(store, secret[:-1], now=NOW) is None
    assert secret.encode() not in store.path.read_bytes()


@pytest.mark.parametrize(("asked", "given"), [("reader", "reader"), ("reviewer", "reviewer"), ("admin", "reviewer")])
def test_a_token_has_at_most_the_role_of_its_user(store: Store, asked: str, given: str) -> None:
    secret, made = add_token(store, "Reviewer Park", label=None, role=Role(asked), now=NOW)
    found = find_token(store, secret, now=NOW)
    assert found and found.role == made.role == given


def test_the_last_use_of_a_token_is_told(store: Store) -> None:
    secret, _ = add_token(store, "Admin Park", label=None, role=None, now=NOW)
    assert all_tokens(store)[0].used is None
    for hours, used in ((1, 1), (1.05, 1), (2, 2)):
        find_token(store, secret, now=NOW + hours * HOUR)
        assert all_tokens(store)[0].used == NOW + used * HOUR


def test_a_token_that_was_revoked_is_worthless_and_stays_listed(store: Store) -> None:
    secret, made = add_token(store, "Admin Park", label=None, role=None, now=NOW)
    revoke_token(store, made.number, now=NOW + HOUR)
    assert find_token(store, secret, now=NOW) is None
    assert all_tokens(store)[0].revoked == NOW + HOUR
    with pytest.raises(UnknownToken, match="no valid token 1"):
        revoke_token(store, made.number, now=NOW)


def test_tokens_are_for_users(store: Store) -> None:
    with pytest.raises(UnknownUser):
        add_token(store, "Bo Lind", label=None, role=None, now=NOW)
    secret, _ = add_token(store, "Admin Park", label=None, role=None, now=NOW)
    remove_user(store, "Admin Park", now=NOW)
    assert find_token(store, secret, now=NOW) is None
