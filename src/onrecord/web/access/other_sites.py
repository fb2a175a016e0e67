"""What pages of other sites may not do through a visitor's browser.

Such a page can send forms here with the visitor's cookies. A browser says where a request comes from (Origin,
Sec-Fetch-Site), and that must be here; forms carry a secret besides, which other sites cannot read. A page can also
make its own name lead to this machine ("DNS rebinding") and then count as the same site: without a login the server
answers to no name but those of this machine.
"""

import hashlib
import hmac
import secrets
from urllib.parse import parse_qsl, urlsplit

from python_multipart.exceptions import FormParserError
from starlette.datastructures import Headers
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from onrecord.problems.access import BrokenForm, FormNotOurs, OtherSite, WrongHost
from onrecord.web.access.bodies import replayed
from onrecord.web.access.policy import Access

FIELD, HEADER = "form_token", "x-form-token"
"""The field of a form, and the header for scripts of our pages, that carry the secret."""
SAFE = ("GET", "HEAD", "OPTIONS")
_MOST_FIELDS = 1000
_DEFAULT_PORTS = {"http": 80, "https": 443}


def check_host(access: Access, headers: Headers) -> None:
    """Raises WrongHost where the server is asked for under a name that is not its own."""
    asked = headers.get("host", "").lower()
    if access.hosts and asked not in access.hosts:
        raise WrongHost(asked, access.hosts[:2])


def check_origin(scheme: str, headers: Headers) -> None:
    """Raises OtherSite where the browser says that a page from elsewhere asks. What it says of the site goes first: it
    may hide the Origin. Programs send neither."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise OtherSite
        return
    origin = headers.get("origin")
    if origin is not None and _host_of(origin) != _host_of(f"{scheme}://{headers.get('host', '')}"):
        raise OtherSite


def _host_of(address: str) -> tuple[str, int | None] | None:
    """Host and port. A proxy may have taken https off, so that the scheme is not compared, and nor is its port."""
    try:
        found = urlsplit(address)
        port = found.port
    except ValueError:
        return None
    if not found.hostname:  # "null", from where a browser hides it
        return None
    return found.hostname.lower(), None if port == _DEFAULT_PORTS.get(found.scheme) else port


def new_cookie() -> str:
    """A value for the cookie that forms are bound to where nobody is signed in."""
    return secrets.token_urlsafe(32)


def bound_token(cookie: str, *, secret: bytes) -> str:
    """What forms carry for the visitor who has that cookie; others cannot make it without the server's secret."""
    return hmac.new(secret, cookie.encode("utf8", "surrogateescape"), hashlib.sha256).hexdigest()


async def check_form(request: Request, body: bytes, *, expected: str) -> None:
    """Raises FormNotOurs where a request does not carry the secret, and BrokenForm where it cannot be read."""
    carried = request.headers.get(HEADER) or await _field(request, body)
    if not hmac.compare_digest(carried.encode("utf8", "surrogateescape"), expected.encode()):
        raise FormNotOurs


async def _field(request: Request, body: bytes) -> str:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        try:
            return dict(parse_qsl(body.decode("latin-1"), max_num_fields=_MOST_FIELDS)).get(FIELD, "")
        except ValueError as error:
            raise BrokenForm(str(error)) from error
    return await _multipart_field(request, body) if kind == "multipart/form-data" else ""


async def _multipart_field(request: Request, body: bytes) -> str:
    stream = Request(request.scope, replayed(body, request.receive)).stream()
    try:
        form = await MultiPartParser(request.headers, stream, max_fields=_MOST_FIELDS).parse()
    except (MultiPartException, FormParserError, KeyError) as error:
        raise BrokenForm(getattr(error, "message", str(error))) from error
    try:
        found = form.get(FIELD)
        return found if isinstance(found, str) else ""
    finally:
        await form.close()
