"""The description of the API, `/openapi.json`: what FastAPI finds in the routes, in the words of the documentation.

Every operation has the name of its function, what it does, the least role, each parameter in words, and the one shape
of errors. An article and a statement are those of `onrecord schema`.
"""

import re
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from onrecord.exports.schema import schema
from onrecord.web.access.rules import RULES

_DAY = "A day, a month or a year: 2024-03-01, 2024-03 or 2024."
PARAMETERS: Mapping[str, str] = {
    "act": "Only statements in which the source does this with the words; several allow several.",
    "actor_id": "An actor: its id. A full name that only one actor has leads to it.",
    "actor": "Only statements of this actor: its id or name.",
    "after": "The `next` of the page before; absent for the first page.",
    "article": "Only statements of this article: its id or address.",
    "article_id": "An article: its id, its address, or the unique beginning of its id.",
    "back": "The places before, to which the page leads back.",
    "blind": "Whether statements are shown as they were read, whatever others decided.",
    "by": "What the chart over time is divided by.",
    "example": "Whether the form has a made-up article in it.",
    "family_id": "A family: its id, or the id of a statement in it.",
    "id": "A statement, article, actor or family, by its id; an article also by its address.",
    "in": "What to search.",
    "kind": "Only of this kind; absent or empty for all.",
    "limit": "Hits on a page.",
    "name": "The name of a saved search.",
    "negated": "Only statements that were reportedly not made (`true`: “did not say”), or only the rest (`false`).",
    "number": "The number of an addition.",
    "other": "The actor to merge with, by its id.",
    "outlet": "Only articles of outlets with these words in their name.",
    "part": "Only as `speaker`, or only as `principal`, whose words others relay; absent or empty for both.",
    "question_id": "A question: its id, the beginning of it, or words that only its text has.",
    "rejected": "`true` for statements that somebody rejected, which are not found otherwise.",
    "role": "Only statements whose speaker is given a role with these words.",
    "since": f"Only from this date on: of the utterance or, if that is unknown, of publication. {_DAY}",
    "skipped": "The statement that was skipped last, which can be taken back.",
    "sort": "`relevance`, the best first, or `date`, the newest first.",
    "speaker": "Only statements by speakers with these words in any of their names.",
    "stage": "What is to be decided about: any statement, or those without a speaker or a date.",
    "statement": "The id of a statement that the page sets apart.",
    "statement_id": "A statement: its id, or the unique beginning of it.",
    "subject": "Only decisions about this kind of thing; absent for all.",
    "to": "Only statements made to an addressee with these words.",
    "type": "Only statements quoted in full (`direct`), in part (`mixed`) or not at all (`indirect`).",
    "until": f"Only up to and including this date. {_DAY}",
    "venue": "Only statements made at a venue or in a medium with these words.",
    "verify": "Prove the statement again from the stored bytes.",
    "version": "The number of a version, from 1; absent for the latest.",
    "when": "Only utterances known to date from this time: 2024, 2024-03, 2024-03-01, or A/B.",
    "who": "Only what this person decided; absent for everybody.",
    "words": "Words that all have to be there; absent or empty for all.",
}
"""What parameters mean that pages have in common; a page that means something else by one says so at the parameter."""
_ERROR = {
    "type": "object",
    "description": "What cannot be done, and why.",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "kind": {"type": "string", "description": "The kind of problem, such as UnknownId."},
                "message": {"type": "string", "description": "What happened, and what to do next."},
            },
            "required": ["kind", "message"],
            "additionalProperties": False,
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}
_TELLS = {"$ref": "#/components/schemas/Article"}
_FAILURE = {
    "type": "object",
    "description": "An input that could not be read.",
    "properties": {"origin": {"type": "string"}, "reason": {"type": "string"}},
    "required": ["origin", "reason"],
    "additionalProperties": False,
}
_READ = {
    "type": "object",
    "properties": {
        "articles": {"type": "array", "items": _TELLS},
        "failures": {"type": "array", "items": {"$ref": "#/components/schemas/Failure"}},
    },
    "required": ["articles", "failures"],
}
_ANSWERS: Mapping[str, dict[str, Any]] = {"article": _TELLS, "api_read": _READ}
"""Of the operations whose answer has a schema elsewhere; the others give an object."""
_FILES = {
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".jsonl": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
}
"""What addresses end in that give files."""
_SCHEMA = "#/components/schemas/"
_RAISES = re.compile(r"\s*\bRaises [^.]*(\.|$)")


def describe(app: FastAPI) -> None:
    """Have the application describe itself in this way."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = description(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def description(app: FastAPI) -> dict[str, Any]:
    """The description (OpenAPI 3.1) of all addresses that programs ask."""
    found = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
    for path, method, operation in _operations(found):
        _tell(path, method, operation)
    schemas = {**found["components"]["schemas"], **_shared()}
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    found["components"] = {
        "schemas": schemas,
        "responses": {"error": {"description": "It cannot be done.", "content": _json({"$ref": f"{_SCHEMA}Error"})}},
        "securitySchemes": {
            "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "Made by `onrecord users token`. On this machine, without a login, none is needed.",
            }
        },
    }
    found["security"] = [{}, {"token": []}]
    return found


def _operations(found: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, operations in found["paths"].items():
        yield from ((path, method, operation) for method, operation in operations.items())


def _tell(path: str, method: str, operation: dict[str, Any]) -> None:
    told = " ".join(cleandoc(_RAISES.sub("", operation.get("description", ""))).split())
    rule = _RULES.get((method.upper(), path))
    operation["summary"] = re.split(r"(?<=[^.])[.:;](?:\s|$)", told, maxsplit=1)[0]
    operation["description"] = f"{told} Least role: {rule.least or 'none'}." if rule else told
    operation["tags"] = ["API" if path.startswith("/api/") else "Pages as data"]
    for one in operation.get("parameters", ()):
        if one["name"] in PARAMETERS:
            one.setdefault("description", PARAMETERS[one["name"]])
    responses = operation["responses"]
    responses.pop("422", None)
    answer = responses["200"]
    answer["description"] = operation["summary"]
    if suffix := next((one for one in _FILES if path.endswith(one)), None):
        answer["content"] = {_FILES[suffix]: {"schema": {"type": "string"}}}
    else:
        answer["content"] = _json(_ANSWERS.get(operation["operationId"], {"type": "object"}))
    responses["default"] = {"$ref": "#/components/responses/error"}


def _json(of: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": of}}


def _shared() -> dict[str, Any]:
    """The schemas that several answers have."""
    article = schema()
    parts: dict[str, Any] = article.pop("$defs")
    article.pop("$schema")
    shared = {"Article": article} | {name.title(): part for name, part in parts.items()}
    found: dict[str, Any] = {name: _moved(part) for name, part in shared.items()}
    return found | {"Error": _ERROR, "Failure": _FAILURE}


def _moved(part: Any) -> Any:
    """A schema whose references lead to the components."""
    if isinstance(part, dict):
        if "$ref" in part:
            return {**part, "$ref": _SCHEMA + part["$ref"].removeprefix("#/$defs/").title()}
        return {key: _moved(value) for key, value in part.items()}
    return [_moved(one) for one in part] if isinstance(part, list) else part


_RULES = {
    (method, re.sub(r":\w+}", "}", path)): rule
    for (method, _, path), rule in ((name.partition(" "), rule) for name, rule in RULES.items())
}
