"""Errors of those who ask: what a visitor may not do, and users who cannot be kept."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar

from onrecord.problems import Problem


class AccessProblem(Problem):
    """A request that is refused, with the status and the headers that say so to a program."""

    status: ClassVar[int] = 403

    def __init__(self, message: str, *, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        self.headers = dict(headers)
        super().__init__(message)


class SignInNeeded(AccessProblem):
    """Nobody is signed in, and the address is not for everybody."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "This address is only for users. Sign in at /sign-in, or send a token: `Authorization: Bearer TOKEN`. "
            "An admin makes users with `onrecord users add` and tokens with `onrecord users token`.",
            headers={"WWW-Authenticate": "Bearer"},
        )


class BadToken(AccessProblem):
    """A token that is unknown or was revoked."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "The token is not valid: it was mistyped or revoked, or its user was removed. Make another with "
            "`onrecord users token NAME`.",
            headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
        )


class RoleTooLow(AccessProblem):
    """A user may not do this."""

    def __init__(self, name: str | None, role: str, least: str) -> None:
        who = f"{name} is" if name else "Visitors who are not signed in are"
        super().__init__(
            f"{who} {role} here; this needs the role {least}. Ask an admin: `onrecord users role NAME {least}`."
        )


class ServedReadOnly(AccessProblem):
    """The server changes nothing, whoever asks."""

    def __init__(self) -> None:
        super().__init__(
            "This server only shows the record (`--read-only`). Change it with the commands, or where it is served "
            "without that option."
        )


class OtherSite(AccessProblem):
    """A page of another site tries to change something in the visitor's name."""

    def __init__(self) -> None:
        super().__init__(
            "The request comes from a page of another site, and nothing was done. Open the page on this server and "
            "do it there; programs send a token and no Origin."
        )


class FormNotOurs(AccessProblem):
    """A form without the secret of this visitor's pages."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was done: the form is from before the server was started or you signed in, or cookies are "
            "switched off. Go back, reload the page and send it again."
        )


class BrokenForm(AccessProblem):
    """A form that cannot be read."""

    status = 400

    def __init__(self, reason: str) -> None:
        super().__init__(f"The form cannot be read: {reason.rstrip('.')}. Reload the page and send it again.")


class WrongHost(AccessProblem):
    """The server is asked for under a name that is not its own."""

    status = 421

    def __init__(self, host: str, own: Iterable[str]) -> None:
        super().__init__(
            f"This server is not called {host!r}: without a login it answers only to {' and '.join(own)}, so that no "
            "outside page can lead here under a name of its own. Open it under one of these, or serve it to others "
            "with users (`onrecord users add`)."
        )


class TooManyRequests(AccessProblem):
    """More requests than one visitor may send."""

    status = 429

    def __init__(self, seconds: int) -> None:
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(
            f"Too many requests. Wait {seconds} {unit}, then try again.", headers={"Retry-After": str(seconds)}
        )


class RequestTooLarge(AccessProblem):
    """More bytes than the address takes."""

    status = 413

    def __init__(self, limit: int) -> None:
        shown = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1000} kB"
        super().__init__(
            f"The request is larger than {shown}, the limit here. Send less at once, or use the command line."
        )


class TooMuchWaiting(AccessProblem):
    """More work was given than is done."""

    status = 429

    def __init__(self) -> None:
        super().__init__("Too much is waiting to be done. Wait until some of it has ended, and send this again.")


class NoSuchJob(AccessProblem):
    """A number of no job."""

    status = 404

    def __init__(self, number: int, *, remembered: int) -> None:
        super().__init__(
            f"There is no job {number}. Jobs are remembered while the server runs, the last {remembered} of a kind; "
            "what they added is in the record."
        )


class RequestTooSlow(AccessProblem):
    """A request that does not arrive in time."""

    status = 408

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The request did not arrive within {seconds:g} s. Send it again, or less at once.")


class NoSuchPage(AccessProblem):
    """An address that nothing stands at."""

    status = 404

    def __init__(self) -> None:
        super().__init__("There is no page at this address. Look for it from the home page, /.")


class WrongMethod(AccessProblem):
    """An address that cannot be used in that way."""

    status = 405

    def __init__(self, method: str, allowed: Iterable[str]) -> None:
        listed = ", ".join(sorted(allowed))
        super().__init__(f"This address does not take {method}, but {listed}.", headers={"Allow": listed})


class UsersProblem(Problem):
    """Users cannot be kept as asked."""


class UsersNeeded(UsersProblem):
    """A server for others, without users."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"To be served at {host}, where others reach it, the record needs users. Make one with `onrecord users add "
            "NAME --role admin`, publish it with `--read-only --public`, or leave `--host` out."
        )


class NoUsers(UsersProblem):
    """The record has no file of users yet."""

    def __init__(self, record: object) -> None:
        super().__init__(f"The record {record} has no users. Add one with `onrecord users add NAME --role admin`.")


class UsersUnreadable(UsersProblem):
    """The file of users is something else, or cannot be used."""

    def __init__(self, path: object, reason: object) -> None:
        super().__init__(
            f"The file of users {path} cannot be used: {reason}. Check its permissions and the disk, or restore a "
            "backup; without the file `onrecord users add` begins a new one."
        )


class UnknownUser(UsersProblem):
    """Nobody has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no user {name!r}. List users with `onrecord users list`.")


class UserExists(UsersProblem):
    """The name is taken."""

    def __init__(self, name: str, *, removed: bool) -> None:
        told = (
            f"There was a user {name!r}, who was removed; decisions may stand under that name. If it is the same "
            f"person, use `onrecord users remove {name!r} --undo`; otherwise choose another name."
            if removed
            else f"The user {name!r} exists. Choose another name, or change this user with `onrecord users role` "
            "or `onrecord users password`."
        )
        super().__init__(told)


class UserRemoved(UsersProblem):
    """A user who was removed cannot be changed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The user {name!r} was removed. To undo that: `onrecord users remove {name!r} --undo`.")


class BadUserName(UsersProblem):
    """A name that could not be told from others, or not be printed."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name!r} cannot be the name of a user: {reason}. Give a name as people write it.")


class WeakPassword(UsersProblem):
    """A password that is guessed too easily."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The password was not accepted: {reason}. Several unrelated words make a good one.")


class UnknownToken(UsersProblem):
    """No valid token has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no valid token {number}. List tokens with `onrecord users tokens`.")
