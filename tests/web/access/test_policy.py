import getpass

import pytest

from onrecord.problems.access import UsersNeeded
from onrecord.web.access.policy import Access, access_for, is_loopback, refused
from onrecord.web.access.rules import Rule
from onrecord.web.access.values import NOBODY, Role, Visitor


def test_on_this_machine_nobody_signs_in_and_everybody_is_an_admin() -> None:
    access = access_for("127.0.0.1", 8000, users=True, who="Kim Park")
    assert not access.login and access.unasked == Visitor("Kim Park", Role.ADMIN, "this machine")
    assert access.hosts == ("localhost:8000", "127.0.0.1:8000", "[::1]:8000")


def test_the_system_tells_who_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ana")
    assert access_for("localhost", 8000, users=False).who == "ana"


def test_a_system_without_names_does_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert access_for("localhost", 8000, users=False).who == "local user"


def test_the_usual_port_may_be_left_out_and_further_loopback_addresses_are_own() -> None:
    assert "localhost" in access_for("localhost", 80, users=False).hosts
    assert "127.0.0.9:8000" in access_for("127.0.0.9", 8000, users=False).hosts


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example", ""])
def test_elsewhere_users_are_needed(host: str) -> None:
    for public, read_only in ((False, False), (True, False), (False, True)):
        with pytest.raises(UsersNeeded, match="users add"):
            access_for(host, 8000, users=False, public=public, read_only=read_only)
    assert access_for(host, 8000, users=True) == Access(login=True)


def test_what_only_shows_can_be_published_without_users() -> None:
    access = access_for("0.0.0.0", 8000, users=False, public=True, read_only=True)
    assert access.login and access.read_only and access.unasked == Visitor(None, Role.READER, "nobody")


def test_behind_a_proxy_on_this_machine_users_can_be_asked_for() -> None:
    assert access_for("127.0.0.1", 8000, users=True, login=True) == Access(login=True)
    with pytest.raises(UsersNeeded):
        access_for("127.0.0.1", 8000, users=False, login=True)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("LOCALHOST", True), ("127.3.2.1", True), ("::1", True), ("[::1]", True), ("0.0.0.0", False),
     ("::", False), ("localhost.example", False), ("10.0.0.1", False)],
)  # fmt: skip
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


ASKING = {
    "nobody": NOBODY,
    "public": Visitor(None, Role.READER, "nobody"),
    **{str(role): Visitor("Kim", role, "session") for role in Role},
}


@pytest.mark.parametrize(
    ("least", "refused_to"),
    [
        (None, {}),
        (Role.READER, {"nobody": "SignInNeeded"}),
        (Role.REVIEWER, {"nobody": "SignInNeeded", "public": "SignInNeeded", "reader": "RoleTooLow"}),
        (
            Role.ADMIN,
            {"nobody": "SignInNeeded", "public": "SignInNeeded", "reader": "RoleTooLow", "reviewer": "RoleTooLow"},
        ),
    ],
)
def test_each_role_may_do_what_those_before_it_may(least: Role | None, refused_to: dict[str, str]) -> None:
    problems = {who: refused(Access(login=True), asking, Rule(least)) for who, asking in ASKING.items()}
    assert {who: type(problem).__name__ for who, problem in problems.items() if problem} == refused_to


@pytest.mark.parametrize("least", [None, *Role])
def test_nothing_is_written_where_the_record_is_only_shown(least: Role | None) -> None:
    for access in (Access(login=True, read_only=True), Access(login=False, read_only=True)):
        for asking in ASKING.values():
            problem = refused(access, asking, Rule(least, writes=True))
            assert type(problem).__name__ == "ServedReadOnly"
    assert refused(Access(login=True, read_only=True), ASKING["reader"], Rule(Role.READER)) is None
