"""What `/openapi.json` describes is what is served: no request makes the server fail, and every answer has its shape.

`ONRECORD_EXAMPLES=500` asks more of each operation.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import onrecord
from onrecord.model import Failure
from onrecord.web.api import statements as api
from onrecord.web.app import application
from tests.web.conftest import DECIDING

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
EXAMPLES = int(os.environ.get("ONRECORD_EXAMPLES", "4"))
"""Requests of each operation that are made up, three times; more are derived from the description, such as what is too
long."""

PAGES = {"/home.json": "/"}
"""Pages whose data has an address of another name."""
STEADY: Any = {"derandomize": True, "deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@dataclass(frozen=True)
class Described:
    """The description of an application, the ids in its record by the names of parameters, and its pages."""

    schema: Any
    known: Mapping[str, str]
    pages: TestClient


@pytest.fixture(scope="module")
def described(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    """An application over a record of its own, that fetches nothing."""
    path = tmp_path_factory.mktemp("described") / "ferry.record"
    shutil.copy(ferry, path)
    app = application(path, DECIDING)
    with pytest.MonkeyPatch.context() as patch, TestClient(app, base_url="http://localhost") as client:
        patch.setattr(api, "load", lambda address, **manner: iter([Failure(address, "is not fetched")]))
        yield Described(schemathesis.openapi.from_asgi("/openapi.json", app), ids_of(path), client)


def ids_of(path: Path) -> dict[str, str]:
    """Ids that are there, by the names of parameters."""
    with onrecord.open_record(path, write=False) as record:
        reading = next(record.readings())
        family = record.families(limit=1).families[0].id
        actor = record.actors(limit=1).actors[0].actor.id
        question = record.questions()[0].id
        article, statement = reading.article.id, reading.statements[0].id
    return {
        "article_id": article,
        "statement_id": statement,
        "family_id": family,
        "actor_id": actor,
        "question_id": question,
    }


def inner(app: Any) -> Any:
    """The application behind its gate."""
    while not hasattr(app, "routes"):
        app = app.app
    return app


def test_no_request_makes_the_server_fail(described: Described) -> None:
    for found in described.schema.get_all_operations():
        operation = found.ok()
        for case in described.schema.iter_coverage_cases(
            operation, generation_modes=list(GenerationMode), generation_config=described.schema.config.generation
        ):
            asked(case, pages=described.pages)
        for given in whole_and_broken(operation, described.known):
            fuzz(given, described.pages)


def whole_and_broken(operation: Any, known: Mapping[str, str]) -> Iterator[Any]:
    """What is asked of an operation: anything, with ids that are there; and what it does not take."""
    ids = {one.name: known[one.name] for one in operation.path_parameters if one.name in known}
    if ids:
        yield operation.as_strategy(GenerationMode.POSITIVE, path_parameters=ids)
    yield operation.as_strategy(GenerationMode.POSITIVE)
    if operation.query or operation.body:  # one without takes everything
        yield operation.as_strategy(GenerationMode.NEGATIVE)


def fuzz(given: Any, pages: TestClient) -> None:
    @settings(max_examples=EXAMPLES, **STEADY)
    @hypothesis.given(case=given)
    def one(case: Any) -> None:
        asked(case, pages=pages)

    one()


def asked(case: Any, *, pages: TestClient) -> None:
    """Ask, as data and as a page."""
    answer = case.call_and_validate(checks=CHECKS)
    address = urlsplit(str(answer.request.url))
    if case.method == "GET" and address.path.endswith(".json"):
        shown = f"{PAGES.get(address.path, address.path.removesuffix('.json'))}?{address.query}"
        page = pages.get(shown, follow_redirects=False)
        assert page.status_code < 500, shown
        assert (page.status_code < 400) == (answer.status_code < 400), shown


def operations(pages: TestClient) -> list[tuple[str, dict[str, Any]]]:
    paths = pages.get("/openapi.json").json()["paths"]
    return [(f"{method.upper()} {path}", one) for path, of in paths.items() for method, one in of.items()]


def test_every_operation_has_a_name_and_says_what_it_does(pages: TestClient) -> None:
    found = operations(pages)
    names = [one["operationId"] for _, one in found]
    assert len(set(names)) == len(names) > 10
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []
    for address, one in found:
        assert 10 < len(one["summary"]) < 120, address
        assert "Raises" not in one["description"] and "Least role: " in one["description"], address
        assert one["responses"]["default"] == {"$ref": "#/components/responses/error"}, address


def test_every_parameter_is_described(pages: TestClient) -> None:
    missing = [
        f"{address}: {parameter['name']}"
        for address, one in operations(pages)
        for parameter in one.get("parameters", ())
        if not parameter.get("description")
    ]
    assert missing == [], "describe it at the parameter, or in web/api/described.py where several pages have it"


def test_an_article_is_described_as_by_its_schema(pages: TestClient) -> None:
    schemas = pages.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["Article"]["properties"]["statements"]["items"] == {"$ref": "#/components/schemas/Statement"}
    assert "#/$defs/" not in str(schemas)
    assert schemas["Error"]["properties"]["error"]["required"] == ["kind", "message"]
