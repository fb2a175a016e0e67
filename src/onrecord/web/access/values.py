"""Users, their sessions and tokens, and who is asking."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What a user may do; each role includes those before it."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def includes(self, least: "Role") -> bool:
        """Whether this role may do what that one may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(least)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in. One who was removed is kept, so that nobody else decides under the same name."""

    id: int
    name: str
    role: Role
    created: datetime
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A user who is signed in in a browser, with the secret that proves forms to be from our own pages."""

    user: User
    form_token: str
    created: datetime
    seen: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs in with, on behalf of a user and with at most that user's role."""

    number: int
    user: str
    label: str | None
    role: Role
    created: datetime
    used: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking, and how that is known. Without a role nothing may be read."""

    name: str | None
    role: Role | None
    by: Literal["this machine", "session", "token", "nobody"]


NOBODY = Visitor(None, None, "nobody")
