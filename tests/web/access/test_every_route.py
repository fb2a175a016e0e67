"""The routes that the application has are those of the table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.web.access.policy import Access
from onrecord.web.access.rules import RULES
from onrecord.web.app import application

OF_THE_GATE = {f"{method} /{path}" for method in ("GET", "POST") for path in ("sign-in", "sign-out")}


def named(routes: Any) -> Iterator[str]:
    """Method and path of each route, also of those in routers."""
    for route in routes:
        if inside := getattr(route, "original_router", None):
            yield from named(inside.routes)
        else:
            yield from (f"{method} {route.path}" for method in (getattr(route, "methods", None) or {"GET"}) - {"HEAD"})


def test_no_route_is_without_a_role_and_no_rule_without_a_route(tmp_path: Path) -> None:
    behind = application(tmp_path / "a.record", Access(login=False)).app.app  # type: ignore[attr-defined]
    found = set(named(behind.routes)) | OF_THE_GATE
    assert sorted(found ^ RULES.keys()) == [], "give each route its least role in onrecord/web/access/rules.py"
