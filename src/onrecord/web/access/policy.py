"""How a server is used: by one person on this machine, by users who sign in, or only to be read."""

import getpass
import ipaddress
from dataclasses import dataclass

from onrecord.problems.access import AccessProblem, RoleTooLow, ServedReadOnly, SignInNeeded, UsersNeeded
from onrecord.web.access.rules import Rule
from onrecord.web.access.values import NOBODY, Role, Visitor


@dataclass(frozen=True, slots=True)
class Access:
    """What holds for every request."""

    login: bool
    """Whether people sign in. Without, everybody is an admin, and only this machine is answered."""
    public: bool = False
    """Whether those who are not signed in may read."""
    read_only: bool = False
    """Whether nothing is changed, whoever asks."""
    who: str = "local user"
    """Who decides where nobody signs in."""
    hosts: tuple[str, ...] = ()
    """The names, with the port, that the server answers to; any where there is none."""

    @property
    def unasked(self) -> Visitor:
        """Who is asking where nothing tells."""
        if not self.login:
            return Visitor(self.who, Role.ADMIN, "this machine")
        return Visitor(None, Role.READER, "nobody") if self.public else NOBODY


def access_for(
    host: str,
    port: int,
    *,
    users: bool,
    login: bool = False,
    public: bool = False,
    read_only: bool = False,
    who: str | None = None,
) -> Access:
    """How a server is used that listens at a host and a port. `users` tells whether anybody may sign in. At an address
    of this machine alone, such as behind a proxy, `login` asks for users all the same. Raises UsersNeeded."""
    if is_loopback(host) and not (login or public):
        return Access(login=False, read_only=read_only, who=who or _system_user(), hosts=_own_names(host, port))
    if not users and not (public and read_only):
        raise UsersNeeded(host)
    return Access(login=True, public=public, read_only=read_only)


def is_loopback(host: str) -> bool:
    """Whether a server that listens there is reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refused(access: Access, visitor: Visitor, rule: Rule) -> AccessProblem | None:
    """Why a visitor may not do what a rule stands for; None where that is allowed."""
    if rule.writes and access.read_only:
        return ServedReadOnly()
    if rule.least is None:
        return None
    if visitor.role is None:
        return SignInNeeded()
    if not visitor.role.includes(rule.least):
        return SignInNeeded() if visitor.by == "nobody" else RoleTooLow(visitor.name, visitor.role, rule.least)
    return None


def _own_names(host: str, port: int) -> tuple[str, ...]:
    bare = host.strip("[]").lower()
    names = dict.fromkeys(("localhost", "127.0.0.1", "[::1]", f"[{bare}]" if ":" in bare else bare))
    return tuple(f"{name}:{port}" for name in names) + (tuple(names) if port == 80 else ())


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return "local user"
