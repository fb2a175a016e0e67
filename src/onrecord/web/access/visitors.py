"""Who is asking: told by a session's cookie, a token, or by nothing; and what that visitor's forms carry."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import unquote

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from onrecord.problems.access import BadToken, SignInNeeded
from onrecord.web.access.other_sites import bound_token, new_cookie
from onrecord.web.access.policy import Access
from onrecord.web.access.rates import address_key
from onrecord.web.access.sessions import LONGEST, find_session
from onrecord.web.access.store import Store
from onrecord.web.access.tokens import find_token
from onrecord.web.access.values import Visitor

SESSION_COOKIE, FORM_COOKIE, REVIEWER_COOKIE = "onrecord-session", "onrecord-form", "onrecord-reviewer"
_LONGEST_COOKIE = 200
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Seen:
    """A visitor, the secret of the visitor's forms, and the cookie that this is bound to where it must be set."""

    visitor: Visitor
    form_token: str
    new_cookie: str | None = None


def seen(connection: HTTPConnection, *, access: Access, store: Store | None, secret: bytes, now: datetime) -> Seen:
    """Who is asking. Raises BadToken, or UsersUnreadable."""
    cookies = connection.cookies
    if access.login and store:
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            found = find_token(store, token.strip(), now=now)
            if not found:
                raise BadToken
            return Seen(Visitor(found.user, found.role, "token"), "")
        session = find_session(store, cookies.get(cookie_name(connection, SESSION_COOKIE), ""), now=now)
        if session:
            return Seen(Visitor(session.user.name, session.user.role, "session"), session.form_token)
    cookie = cookies.get(cookie_name(connection, FORM_COOKIE), "")
    made = new_cookie() if not 20 <= len(cookie) <= _LONGEST_COOKIE else None
    unasked = access.unasked
    if not access.login:  # several may take turns at one machine
        given = checked_name(unquote(cookies.get(cookie_name(connection, REVIEWER_COOKIE), "")))
        unasked = replace(unasked, name=given or unasked.name)
    return Seen(unasked, bound_token(made or cookie, secret=secret), made)


def checked_name(given: str) -> str | None:
    """A name that somebody gives without signing in; None where it cannot be one."""
    name = " ".join(given.split())
    return name if 0 < len(name) <= _LONGEST_NAME and name.isprintable() else None


def visitor(request: Request) -> Visitor:
    """Who is asking, for a page: `Depends(visitor)`."""
    found: Visitor = request.state.seen.visitor
    return found


def signature(request: Request) -> str:
    """The name that a decision carries: `Depends(signature)`. Raises SignInNeeded where nobody has one."""
    name = visitor(request).name
    if name is None:
        raise SignInNeeded
    return name


def form_token(request: Request) -> str:
    """What a form of this visitor's page carries in its field `form_token`. Only a page that asks sets a cookie."""
    request.state.form_asked = True
    found: str = request.state.seen.form_token
    return found


def cookie_name(connection: HTTPConnection, name: str) -> str:
    """Over https a name that browsers take from this host alone."""
    return f"__Host-{name}" if connection.url.scheme == "https" else name


def set_cookie(connection: HTTPConnection, response: Response, name: str, value: str | None) -> None:
    """Give the browser a cookie that scripts and other sites do not see; None takes it away."""
    response.set_cookie(
        cookie_name(connection, name),
        value or "",
        max_age=int(LONGEST.total_seconds()) if value else 0,
        path="/",
        secure=connection.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def address_of(connection: HTTPConnection) -> str:
    """Where a visitor is, as far as requests are counted."""
    return address_key(connection.client.host if connection.client else None)


def clock() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
