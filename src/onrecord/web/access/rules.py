"""Which address takes which role: a table. What is not in it is not answered, whatever the application has.

An address of several patterns (`/article/{id}` is also `/article/{id}.json`) must be allowed by the rules of all of
them, so that the order of routes cannot open anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import Literal

from starlette.routing import compile_path

from onrecord.problems.access import NoSuchPage, WrongMethod
from onrecord.web.access.values import Role

Kind = Literal["sign-in", "work", "page", "file"]
"""How often an address may be asked for: `rates` has the numbers."""
SMALL, LARGE = 1_000_000, 21_000_000
"""Bytes of a request: a form, and an article, which may have 20 MB, in one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What it takes to ask at an address."""

    least: Role | None
    """The least role; None for everybody, also where reading is not public."""
    writes: bool = False
    """Whether the record may be changed by it."""
    kind: Kind = "page"
    bytes: int = SMALL


_READ = Rule(Role.READER)
_OPEN = Rule(None)
_CHECK = Rule(Role.READER, kind="work", bytes=LARGE)
_LIST = Rule(Role.READER, kind="work")
_DECIDE = Rule(Role.REVIEWER, writes=True)
_JUDGE = Rule(Role.REVIEWER, writes=True, kind="work")
_DATA = Rule(Role.REVIEWER, kind="work")
_ADD = Rule(Role.ADMIN, writes=True, kind="work", bytes=LARGE)
_SEE_ADDING = Rule(Role.ADMIN)
_MANAGE = Rule(Role.ADMIN, writes=True)


def _page(path: str, rule: Rule = _READ) -> dict[str, Rule]:
    """A page, and the same as data."""
    return {f"GET {path}": rule, f"GET {path}.json": rule}


RULES: Mapping[str, Rule] = {
    "GET /static/{name}": Rule(None, kind="file"),
    "GET /sign-in": _OPEN,
    "POST /sign-in": Rule(None, kind="sign-in", bytes=20_000),
    "GET /sign-out": _OPEN,
    "POST /sign-out": _OPEN,
    "GET /openapi.json": _READ,
    "GET /": _READ,
    "GET /home.json": _READ,
    **_page("/about"),
    "POST /verify": Rule(Role.ADMIN, kind="work"),
    "GET /export.jsonl": Rule(Role.READER, kind="work"),
    "GET /export.csv": Rule(Role.READER, kind="work"),
    "GET /export.parquet": Rule(Role.READER, kind="work"),
    **_page("/add", _MANAGE),
    "POST /add": _ADD,
    **_page("/adding", _SEE_ADDING),
    **_page("/adding/{number:int}", _SEE_ADDING),
    "POST /adding/{number:int}/stop": _SEE_ADDING,
    **_page("/sources"),
    **_page("/sources/failures"),
    **_page("/sources/removed"),
    "POST /sources/feeds": Rule(Role.ADMIN, writes=True, kind="work"),
    "POST /sources/feeds/remove": _MANAGE,
    "POST /sources/check": Rule(Role.ADMIN, writes=True, kind="work"),
    **_page("/sources/remove/{id:path}", _MANAGE),
    "POST /sources/remove/{id:path}": _MANAGE,
    "POST /sources/admit/{id:path}": _MANAGE,
    **_page("/actor/{actor_id:path}"),
    **_page("/actors"),
    **_page("/actors/proposals"),
    **_page("/charts"),
    "GET /chart/{name}.{form}": Rule(Role.READER, kind="work"),
    **_page("/merge/{actor_id:path}", Rule(Role.REVIEWER)),
    **_page("/split/{actor_id:path}", Rule(Role.REVIEWER)),
    "POST /actors/keep-apart": _DECIDE,
    "POST /actors/merge": _DECIDE,
    "POST /actors/separate": _DECIDE,
    "POST /actors/split": _DECIDE,
    "POST /actors/undo": _DECIDE,
    **_page("/article/{article_id:path}"),
    **_page("/conflicts"),
    **_page("/families"),
    **_page("/family/{family_id:path}"),
    **_page("/headline/{article_id:path}"),
    **_page("/statement/{statement_id:path}"),
    "GET /statement/{statement_id:path}/{form}": _READ,
    **_page("/versions/{article_id:path}"),
    **_page("/check"),
    "POST /check": _CHECK,
    **_page("/review"),
    "POST /review/decide": _DECIDE,
    "POST /review/skip": _DECIDE,
    "POST /review/undo": _DECIDE,
    "POST /review/name": Rule(Role.REVIEWER),
    **_page("/review/positions"),
    "POST /review/positions/decide": _DECIDE,
    "POST /review/positions/learn": _DECIDE,
    "POST /review/positions/undo": _DECIDE,
    **_page("/decisions"),
    "POST /decisions/undo": _DECIDE,
    **_page("/agreement"),
    "GET /corrections.jsonl": _DATA,
    **_page("/questions"),
    "POST /questions": _JUDGE,
    "POST /questions/change": _DECIDE,
    "POST /questions/close": _DECIDE,
    "POST /questions/judge": _JUDGE,
    **_page("/questions/judging/{number:int}", Rule(Role.REVIEWER)),
    "POST /questions/judging/{number:int}/stop": Rule(Role.REVIEWER),
    "GET /question/{question_id:path}.atom": _READ,
    **_page("/question/{question_id:path}"),
    **_page("/matrix"),
    **_page("/network"),
    **_page("/common-ground"),
    "GET /positions.{form}": _LIST,
    "GET /matrix.csv": _LIST,
    "GET /network/{form}": _LIST,
    "GET /common-ground.csv": _LIST,
    "GET /drawing/{name}.{form}": _LIST,
    **_page("/search"),
    "GET /search.csv": _LIST,
    "GET /search.jsonl": _LIST,
    "GET /search.parquet": _LIST,
    **_page("/searches"),
    "POST /searches": _DECIDE,
    "POST /searches/look": _DECIDE,
    "POST /searches/remove": _DECIDE,
    "GET /searches/{name:path}.atom": _READ,
    **_page("/searches/{name:path}"),
    "POST /api/read": _CHECK,
    "POST /api/check": _CHECK,
    "POST /api/add": _ADD,
    "GET /api/decisions": _READ,
    "POST /api/actors/keep-apart": _DECIDE,
    "POST /api/actors/merge": _DECIDE,
    "POST /api/actors/separate": _DECIDE,
    "POST /api/actors/split": _DECIDE,
    "POST /api/code": _DECIDE,
    "POST /api/decisions": _DECIDE,
    "POST /api/undo": _DECIDE,
}
"""Method and path, as the route is declared."""


def rule_for(method: str, path: str, *, rules: Mapping[str, Rule] = RULES) -> Rule:
    """What holds for a request. Raises NoSuchPage or WrongMethod."""
    asked = "GET" if method == "HEAD" else method
    found = [(of, rule) for of, pattern, rule in _patterns(tuple(rules.items())) if pattern.match(path)]
    if not found:
        raise NoSuchPage
    allowed = [rule for of, rule in found if of == asked]
    if not allowed:
        raise WrongMethod(method, {of for of, _ in found})
    return strictest(allowed)


def strictest(rules: Iterable[Rule]) -> Rule:
    """What satisfies all of the rules."""
    rules = list(rules)
    ranks = [None, *Role]
    return Rule(
        max((rule.least for rule in rules), key=ranks.index),
        any(rule.writes for rule in rules),
        min((rule.kind for rule in rules), key=("sign-in", "work", "page", "file").index),
        min(rule.bytes for rule in rules),
    )


@cache
def _patterns(rules: tuple[tuple[str, Rule], ...]) -> tuple[tuple[str, Pattern[str], Rule], ...]:
    named = ((name.partition(" "), rule) for name, rule in rules)
    return tuple((method, compile_path(path)[0], rule) for (method, _, path), rule in named)
