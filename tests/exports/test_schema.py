"""The JSON Schema says what the JSON is: whatever is written is valid, and every key is described."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from jsonschema import Draft202012Validator

from onrecord.cli import onrecord
from onrecord.exports.articles import from_json, to_json
from onrecord.exports.schema import schema
from onrecord.model import Article, Reading, Version
from onrecord.pipeline import resolved
from tests.any_readings import readings
from tests.made_articles import made
from tests.made_transcripts import MADE

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf8")
VALIDATOR = Draft202012Validator(schema())


def _wrong(value: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(json.loads(json.dumps(value)))]


def test_it_is_a_schema_of_the_newest_draft() -> None:
    Draft202012Validator.check_schema(schema())


@given(readings())
def test_any_reading_is_valid(reading: Reading) -> None:
    assert _wrong(to_json(reading)) == []


@pytest.mark.parametrize("text", [one.text for one in MADE[:8]])
def test_what_is_read_is_valid(text: str) -> None:
    version = Version(text, "0", "text/plain", kind="transcript")
    reading = Reading(Article("x", None, (version,)), resolved(version, []))
    assert reading.statements
    assert _wrong(to_json(reading)) == []


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from _objects(value)


def test_every_key_is_described() -> None:
    told: Any
    for part in _objects(schema()):
        for key, described in part.get("properties", {}).items():
            told = described if "$ref" not in described else {"description": "there"}
            told = next((one for one in told.get("anyOf", []) if "description" in one), told)
            assert told.get("description"), key


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["format"], 1),
        (["kind"], "statement"),
        (["statements", 0, "speakers"], None),
        (["statements", 0, "speakers", 0, "role"], "mayor"),
        (["statements", 0, "speakers", 0, "kind"], "robot"),
        (["statements", 0, "when", "date"], "soon"),
        (["statements", 0, "when", "start"], "here"),
        (["statements", 0, "venue"], "a call"),
        (["statements", 0, "occasion"], 0),
        (["statements", 0, "confidence"], 2),
        (["statements", 0, "speaker"], {"name": "Ana"}),
        (["occasions"], {}),
        (["read"], True),
    ],
)
def test_other_values_and_unknown_keys_are_not(path: list[Any], value: Any) -> None:
    article = to_json(made()[1])
    place: Any = article
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert _wrong(article)


@pytest.mark.parametrize("key", list(to_json(made()[1])))
def test_no_key_may_be_missing(key: str) -> None:
    article = to_json(made()[1])
    del article[key]
    assert _wrong(article)


def test_the_command_prints_it() -> None:
    printed = CliRunner().invoke(onrecord, ["schema"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == schema()


def test_the_example_of_the_page_is_what_is_written() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    article = json.loads(example)
    assert _wrong(article) == []
    assert to_json(from_json(article)) == article


def test_the_page_has_every_key() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE))
    assert {key for part in _objects(schema()) for key in part.get("properties", {})} <= told
