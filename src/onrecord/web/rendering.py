"""Pages from templates: every word of an article escaped, every address made in one place."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.english.sentences import listed
from onrecord.exports import marked
from onrecord.exports.fragments import web_address
from onrecord.exports.pages import DEEPEST, OF_DRAFTS, OF_HISTORIES, OF_READINGS
from onrecord.exports.views import decisions, headlines
from onrecord.exports.views.actors import latest_roles
from onrecord.exports.views.families import by_reports
from onrecord.exports.views.standings import OF_POSITIONS
from onrecord.exports.wording import OF_REPORTS
from onrecord.web.access.visitors import form_token, visitor

_STYLES = frozenset(("chart.css", "checked.css", "history.css", "marked.css", "page.css"))
"""The styles that the pages which the commands write have too; they stand beside their templates."""
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def _under(place: str, name: str) -> str:
    return f"/{place}/{quote(name, safe='')}"


def article_address(article_id: str) -> str:
    """Where an article stands."""
    return _under("article", article_id)


def statement_address(statement_id: str) -> str:
    """Where a statement stands."""
    return _under("statement", statement_id)


def actor_address(actor_id: str) -> str:
    """Where an actor stands."""
    return _under("actor", actor_id)


def family_address(family_id: str) -> str:
    """Where a family stands."""
    return _under("family", family_id)


def versions_address(article_id: str) -> str:
    """Where the versions of an article stand."""
    return _under("versions", article_id)


def headline_address(article_id: str) -> str:
    """Where the headline of an article is checked."""
    return _under("headline", article_id)


def merge_address(actor_id: str) -> str:
    """Where an actor is merged with another."""
    return _under("merge", actor_id)


def split_address(actor_id: str) -> str:
    """Where statements are split off an actor."""
    return _under("split", actor_id)


def search_address(name: str) -> str:
    """Where a saved search stands."""
    return _under("searches", name)


def feed_address(name: str) -> str:
    """Where the feed of a saved search stands."""
    return f"{search_address(name)}.atom"


def question_address(question_id: str) -> str:
    """Where a question stands."""
    return _under("question", question_id)


def question_feed_address(question_id: str) -> str:
    """Where the feed of a question stands."""
    return f"{question_address(question_id)}.atom"


def address(path: str, values: Mapping[str, Any] | None = None, **more: Any) -> str:
    """A path with the values of a form; what is None or empty is left out, and so is what `more` sets to None."""
    asked = {**(values or {}), **more}
    told = [(name, value) for name, value in asked.items() if value not in (None, "", (), [], False)]
    return f"{path}?{urlencode(told, doseq=True)}" if told else path


def stands_under(path: str, places: Sequence[str]) -> bool:
    """Whether a page belongs to one of some places of the navigation."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def render(request: Request, template: str, view: Mapping[str, Any], *, status: int = 200) -> Response:
    """A page; the template has the values of `view` beside `request`."""
    page = templates().get_template(template).render(request=request, **view)
    return HTMLResponse(page, status_code=status)


@cache
def templates() -> Environment:
    """The templates of the pages, which those of `onrecord show --html` stand beside."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("onrecord.web"), PackageLoader("onrecord.exports")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,  # or each page looks on the disk whether its templates have changed
    )
    environment.filters |= OF_DRAFTS | OF_HISTORIES | OF_READINGS | OF_REPORTS | headlines.OF_HEADLINES
    environment.filters |= OF_POSITIONS
    environment.filters |= {
        "by_reports": by_reports,
        "counted": marked.counted,
        "day": marked.day,
        "decided": marked.decided,
        "decision_told": decisions.told,
        "deed": marked.deed,
        "exact": exact,
        "kinds": marked.kinds,
        "latest_roles": latest_roles,
        "listed": listed,
        "moment": marked.moment,
        "percent": marked.percent,
        "stands_under": stands_under,
        "sure": marked.sure,
        "web_address": web_address,
        "when": marked.when,
        "who": marked.who,
    }
    environment.globals |= {
        "actor_address": actor_address,
        "address": address,
        "article_address": article_address,
        "copies_shown": 8,
        "deepest": DEEPEST,
        "family_address": family_address,
        "feed_address": feed_address,
        "form_token": form_token,
        "headline_address": headline_address,
        "lead": marked.lead,
        "merge_address": merge_address,
        "question_address": question_address,
        "question_feed_address": question_feed_address,
        "read_only": read_only,
        "split_address": split_address,
        "search_address": search_address,
        "statement_address": statement_address,
        "static": static_address,
        "versions_address": versions_address,
        "visitor": visitor,
    }
    return environment


def exact(words: str) -> Markup:
    """Words whose characters a script counts: a browser would make one line end of the two characters that may write
    it."""
    return escape(words).replace("\r", Markup("&#13;"))


def read_only(request: Request) -> bool:
    """Whether the record is shown only, so that no page offers to change it."""
    return not request.app.state.records.writable


def static_address(name: str) -> str:
    """Where a style or a script is served: an address that changes with what it holds, so that browsers may keep it."""
    return f"/static/{name}?{_digest(name)}"


def static_file(name: str) -> tuple[bytes, str] | None:
    """What is served under that name, and its media type."""
    kind = _KINDS.get(name[name.rfind(".") :])
    found = _place(name)
    return (found.read_bytes(), kind) if kind and "/" not in name and found.is_file() else None


def _place(name: str) -> Traversable:
    folder = ("onrecord.exports", "templates") if name in _STYLES else ("onrecord.web", "static")
    return files(folder[0]).joinpath(folder[1], name)


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_place(name).read_bytes()).hexdigest()[:12]
