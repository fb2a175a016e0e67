"""The routes that the application has are those of the table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.web.access.rules import RULES
from onrecord.web.app import application
from tests.web.access.made import LOCAL


def named(routes: Any) -> Iterator[str]:
    """Method and path of each route, also of those in routers."""
    for route in routes:
        if inside := getattr(route, "original_router", None):
            yield from named(inside.routes)
        else:
            yield from (f"{method} {route.path}" for method in (getattr(route, "methods", None) or {"GET"}) - {"HEAD"})


def test_no_route_is_without_a_role_and_no_rule_without_a_route(tmp_path: Path) -> None:
    pages: Any = application(tmp_path / "a.record", LOCAL)
    while not hasattr(pages, "routes"):
        pages = pages.app
    assert sorted(set(named(pages.routes)) ^ RULES.keys()) == [], "give each route its role in web/access/rules.py"
