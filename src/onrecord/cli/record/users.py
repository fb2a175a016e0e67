"""`users`: who may sign in where the record is served to others, and their tokens."""

import sys
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.terminal.options import Number, format_option, record_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from onrecord.web.access.store import Store
    from onrecord.web.access.values import Token, User

ROLES = ("reader", "reviewer", "admin")
role_option = click.option(
    "--role",
    type=click.Choice(ROLES),
    help="reader looks and checks, reviewer also decides, admin also adds and removes articles.",
    required=True,
)
password_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it."
)


@click.group()
def users() -> None:
    """Manage users of a record served to others, and their tokens.

    Users are kept in a file of their own beside the record (FILE.users), readable by you alone; the record itself holds
    no passwords. If you serve a record on your own machine only, no users are needed.

    \b
    Example:
      onrecord users add "Kim Park" --role admin
      onrecord users token "Kim Park" --label "nightly import"
    """


@users.command()
@click.argument("name")
@role_option
@password_option
@record_option
def add(name: str, role: str, password_stdin: bool, record: str) -> None:
    """Add a user.

    NAME is what the user signs in with, and is shown beside the user's decisions.

    \b
    Example:
      onrecord users add "Kim Park" --role reviewer
    """
    from onrecord.cli.terminal.output import tell
    from onrecord.web.access.store import make_store
    from onrecord.web.access.users import add_user
    from onrecord.web.access.values import Role

    store, password = make_store(_record_file(record)), _password(stdin=password_stdin)
    user = add_user(store, name, password, role=Role(role), now=_now())
    tell(f"Added {user.name} as {user.role}.")


@users.command("list")
@format_option("table", "json", "jsonl", help="A table, one JSON object with users, or one user per line.")
@record_option
def list_(record: str, format_: str) -> None:
    """List users; those who were removed come last.

    \b
    Example:
      onrecord users list
    """
    from onrecord.web.access.store import open_store
    from onrecord.web.access.users import all_users

    store = open_store(_record_file(record))
    write_users(all_users(store) if store else [], format_=format_)


@users.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@record_option
def change_role(name: str, role: str, record: str) -> None:
    """Change a user's role, effective at once.

    \b
    Example:
      onrecord users role "Kim Park" admin
    """
    from onrecord.cli.terminal.output import tell
    from onrecord.web.access.users import set_role
    from onrecord.web.access.values import Role

    user = set_role(_store(record), name, Role(role))
    tell(f"{user.name} is now {user.role}.")


@users.command("password")
@click.argument("name")
@password_option
@record_option
def change_password(name: str, password_stdin: bool, record: str) -> None:
    """Change a user's password, which ends the user's sessions.

    \b
    Example:
      onrecord users password "Kim Park"
    """
    from onrecord.cli.terminal.output import tell
    from onrecord.web.access.users import find_user, set_password

    store = _store(record)
    find_user(store, name)  # before anybody types a password in vain
    user = set_password(store, name, _password(stdin=password_stdin))
    tell(f"{user.name} has a new password. All sessions of {user.name} have ended.")


@users.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let the user in again, with the role and the password from before.")
@record_option
def remove(name: str, undo: bool, record: str) -> None:
    """Shut a user out: sessions end, and tokens are revoked.

    The user's decisions stay, and the name stays taken, so that nobody else decides under it.

    \b
    Example:
      onrecord users remove "Kim Park"
    """
    from onrecord.cli.terminal.output import tell
    from onrecord.web.access.users import remove_user, restore_user

    if undo:
        user = restore_user(_store(record), name)
        tell(f"{user.name} may sign in again, as {user.role}. Tokens from before stay revoked.")
    else:
        user = remove_user(_store(record), name, now=_now())
        tell(f"Removed {user.name}. To undo: onrecord users remove {_quoted(user.name)} --undo")


@users.command()
@click.argument("name")
@click.option("--label", metavar="TEXT", help="What the token is for.")
@click.option("--role", type=click.Choice(ROLES), help="A lower role than the user's.")
@record_option
def token(name: str, label: str | None, role: str | None, record: str) -> None:
    """Create a token with which a program acts for a user.

    It is printed once. A program sends it as `Authorization: Bearer TOKEN`.

    \b
    Example:
      onrecord users token "Kim Park" --label "nightly import"
    """
    from onrecord.cli.terminal.output import tell
    from onrecord.web.access.tokens import add_token
    from onrecord.web.access.values import Role

    secret, made = add_token(_store(record), name, label=label, role=Role(role) if role else None, now=_now())
    tell(f"Token {made.number} acts for {made.user} as {made.role}. Copy it now, it is not shown again:")
    click.echo(secret)


@users.command()
@format_option("table", "json", "jsonl", help="A table, one JSON object with tokens, or one token per line.")
@record_option
def tokens(record: str, format_: str) -> None:
    """List tokens, with their numbers and last use.

    \b
    Example:
      onrecord users tokens
    """
    from onrecord.web.access.store import open_store
    from onrecord.web.access.tokens import all_tokens

    store = open_store(_record_file(record))
    write_tokens(all_tokens(store) if store else [], format_=format_)


@users.command()
@click.argument("number", type=Number(1), metavar="NUMBER")
@record_option
def revoke(number: int, record: str) -> None:
    """Revoke a token, by its number.

    \b
    Example:
      onrecord users revoke 3
    """
    from onrecord.cli.terminal.output import tell
    from onrecord.web.access.tokens import revoke_token

    revoke_token(_store(record), number, now=_now())
    tell(f"Token {number} is revoked.")


def write_users(found: "Sequence[User]", *, format_: str) -> None:
    """As a table, as one JSON object, or as one JSON object per line."""
    from onrecord.cli.terminal.output import tell

    values = [
        {"name": one.name, "role": one.role, "created": _moment(one.created), "removed": _moment(one.removed)}
        for one in found
    ]
    _write("users", values, format_=format_, columns={"Name": 4, "Role": 2, "Created": 2}, narrow="Removed")
    if not values:
        tell("There are no users. Add one with `onrecord users add NAME --role admin`.")


def write_tokens(found: "Sequence[Token]", *, format_: str) -> None:
    """As a table, as one JSON object, or as one JSON object per line."""
    from onrecord.cli.terminal.output import tell

    values = [
        {
            "number": one.number,
            "user": one.user,
            "role": one.role,
            "label": one.label,
            "created": _moment(one.created),
            "used": _moment(one.used),
            "revoked": _moment(one.revoked),
        }
        for one in found
    ]
    columns = {"No.": 1, "User": 4, "Role": 3, "Label": 4, "Created": 4, "Used": 4}
    _write("tokens", values, format_=format_, columns=columns, narrow="Revoked")
    if not values:
        tell("There are no tokens. Make one with `onrecord users token NAME`.")


def _write(name: str, values: list[dict[str, Any]], *, format_: str, columns: dict[str, int], narrow: str) -> None:
    from onrecord.cli.terminal.output import print_table, write_listed

    rows = [[_cell(key, one) for key, one in value.items()] for value in values]
    write_listed(name, values, format_=format_, show=lambda: print_table(columns, narrow, rows))


def _cell(key: str, value: object) -> str:
    if value is None:
        return ""
    return str(value)[:10] if key in ("created", "used", "removed", "revoked") else str(value)


def _moment(time: "datetime | None") -> str | None:
    return time.isoformat(timespec="seconds") if time else None


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same password again", err=True)
    return given


def _store(record: str) -> "Store":
    """The users of the record. Raises NoUsers or UsersUnreadable."""
    from onrecord.problems.access import NoUsers
    from onrecord.web.access.store import open_store

    store = open_store(_record_file(record))
    if store is None:
        raise NoUsers(record)
    return store


def _record_file(record: str) -> "Path":
    """The file of the record, which must be there: users of a misspelt one would be looked for in vain."""
    from pathlib import Path

    from onrecord.problems.record import RecordMissing

    if not Path(record).exists():
        raise RecordMissing(record)
    return Path(record)


def _quoted(name: str) -> str:
    import shlex

    return shlex.quote(name)


def _now() -> "datetime":
    from datetime import UTC, datetime

    return datetime.now(UTC)
