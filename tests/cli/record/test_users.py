"""Users and tokens from the command line."""

import json
import stat
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner, Result

from onrecord.cli import onrecord
from onrecord.record import open_record
from onrecord.web.access import passwords
from onrecord.web.access.sessions import begin_session, find_session
from onrecord.web.access.store import open_store
from onrecord.web.access.tokens import find_token
from onrecord.web.access.users import find_user, known_by
from onrecord.web.access.visitors import clock

PASSWORD = "wharf lantern gravel oboe"
TWICE = f"{PASSWORD}\n{PASSWORD}\n"


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "a.record"))
    open_record(tmp_path / "a.record", write=True).close()
    return tmp_path / "a.record"


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(onrecord, ["users", *arguments], input=given)


@pytest.fixture
def kim(path: Path) -> None:
    assert run("add", "Kim Park", "--role", "reviewer", "--password-stdin", given=f"{PASSWORD}\n").exit_code == 0


def listed(kind: str = "list") -> list[dict[str, object]]:
    return [json.loads(line) for line in run(kind, "--format", "jsonl").stdout.splitlines()]


def test_a_user_is_added_with_a_password_that_is_asked_for_twice(path: Path) -> None:
    done = run("add", "Kim Park", "--role", "reviewer", given=TWICE)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Added Kim Park as reviewer." in done.stderr and PASSWORD not in done.output
    store = open_store(path)
    assert store and known_by(store, "kim park", PASSWORD)
    assert stat.S_IMODE(Path(f"{path}.users").stat().st_mode) == 0o600


def test_a_password_that_is_mistyped_is_asked_for_again(path: Path) -> None:
    assert run("add", "Kim Park", "--role", "reader", given=f"{PASSWORD}\nother\n{TWICE}").exit_code == 0
    store = open_store(path)
    assert store and known_by(store, "Kim Park", PASSWORD)


@pytest.mark.parametrize("given", [f"{PASSWORD}\n", PASSWORD, f"{PASSWORD}\r\nmore\n"])
def test_a_program_gives_the_password_on_standard_input(path: Path, given: str) -> None:
    assert run("add", "Kim Park", "--role", "admin", "--password-stdin", given=given).exit_code == 0
    store = open_store(path)
    assert store and known_by(store, "Kim Park", PASSWORD)


@pytest.mark.parametrize(
    ("name", "given", "told"), [("Kim", "short\n", "needs 12"), ("Kim", "", "needs 12"), (" ", PASSWORD, "is empty")]
)
def test_what_cannot_be_kept_is_told(name: str, given: str, told: str) -> None:
    done = run("add", name, "--role", "admin", "--password-stdin", given=given)
    assert done.exit_code == 1 and told in done.stderr
    assert listed() == []


def test_a_role_must_be_chosen() -> None:
    assert run("add", "Kim Park", given=TWICE).exit_code == 2
    assert run("add", "Kim Park", "--role", "owner", given=TWICE).exit_code == 2


@pytest.mark.usefixtures("kim")
def test_users_are_listed() -> None:
    (user,) = listed()
    assert {**user, "created": ""} == {
        "format": user["format"], "name": "Kim Park", "role": "reviewer", "created": "", "removed": None,
    }  # fmt: skip
    assert json.loads(run("list", "--format", "json").stdout)["users"][0]["name"] == "Kim Park"
    table = run("list").stdout
    assert "Kim Park" in table and "reviewer" in table and str(user["created"])[:10] in table
    for format_ in ("table", "json", "jsonl"):
        assert "argon2" not in run("list", "--format", format_).output


def test_a_record_without_users_says_how_to_add_one(path: Path) -> None:
    assert "users add NAME" in run("list").stderr and run("list").exit_code == 0
    assert "users token NAME" in run("tokens").stderr
    for arguments in (
        ("role", "Kim", "admin"),
        ("password", "Kim"),
        ("remove", "Kim"),
        ("token", "Kim"),
        ("revoke", "1"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1 and "has no users" in done.stderr
    assert not Path(f"{path}.users").exists()


def test_a_record_that_is_not_there_gets_no_users(path: Path) -> None:
    for arguments in (("add", "Kim", "--role", "admin"), ("list",), ("tokens",)):
        done = run(*arguments, "--record", f"{path}x")
        assert done.exit_code == 1 and "There is no record" in done.stderr
    assert not Path(f"{path}x.users").exists()


@pytest.mark.usefixtures("kim")
def test_a_role_is_changed() -> None:
    assert "Kim Park is now admin" in run("role", "kim park", "admin").stderr
    assert listed()[0]["role"] == "admin"
    assert "no user 'Bo'" in run("role", "Bo", "admin").stderr


@pytest.mark.usefixtures("kim")
def test_a_password_is_changed_and_sessions_end(path: Path) -> None:
    store = open_store(path)
    assert store
    session = begin_session(store, find_user(store, "Kim Park"), now=clock())
    done = run("password", "Kim Park", "--password-stdin", given="gravel oboe lantern wharf")
    assert "new password" in done.stderr
    assert known_by(store, "Kim Park", "gravel oboe lantern wharf") and not known_by(store, "Kim Park", PASSWORD)
    assert find_session(store, session, now=clock()) is None


@pytest.mark.usefixtures("kim")
def test_nobody_types_a_password_for_a_user_who_is_not_there() -> None:
    done = run("password", "Bo", given=TWICE)
    assert done.exit_code == 1 and "no user 'Bo'" in done.stderr and "Password" not in done.output


@pytest.mark.usefixtures("kim")
def test_a_user_is_removed_and_let_in_again(path: Path) -> None:
    store = open_store(path)
    assert store
    assert "To undo: onrecord users remove 'Kim Park' --undo" in run("remove", "kim park").stderr
    assert known_by(store, "Kim Park", PASSWORD) is None and listed()[0]["removed"]
    assert "was removed" in run("add", "Kim Park", "--role", "reader", given=TWICE).stderr
    assert "may sign in again, as reviewer" in run("remove", "Kim Park", "--undo").stderr
    assert known_by(store, "Kim Park", PASSWORD)


@pytest.mark.usefixtures("kim")
def test_a_token_is_printed_once_alone(path: Path) -> None:
    store = open_store(path)
    assert store
    done = run("token", "Kim Park", "--label", "nightly", "--role", "reader")
    secret = done.stdout.strip()
    found = find_token(store, secret, now=clock())
    assert done.stdout == f"{secret}\n" and found and found.role == "reader"
    assert "Token 1 acts for Kim Park as reader." in done.stderr and secret not in done.stderr
    for format_ in ("table", "json", "jsonl"):
        assert secret not in run("tokens", "--format", format_).output


@pytest.mark.usefixtures("kim")
def test_tokens_are_listed_and_revoked(path: Path) -> None:
    store = open_store(path)
    assert store
    secret = run("token", "Kim Park", "--label", "nightly").stdout.strip()
    (token,) = listed("tokens")
    assert {key: token[key] for key in ("number", "user", "role", "label", "used", "revoked")} == {
        "number": 1, "user": "Kim Park", "role": "reviewer", "label": "nightly", "used": None, "revoked": None,
    }  # fmt: skip
    assert json.loads(run("tokens", "--format", "json").stdout)["tokens"][0]["number"] == 1
    assert "nightly" in run("tokens").stdout
    assert "Token 1 is revoked" in run("revoke", "1").stderr
    assert find_token(store, secret, now=clock()) is None and listed("tokens")[0]["revoked"]
    assert "no valid token 1" in run("revoke", "1").stderr


def test_a_label_cannot_move_the_cursor(kim: None) -> None:
    run("token", "Kim Park", "--label", "a\x1b[2Jb")
    assert "\x1b" not in run("tokens").stdout
