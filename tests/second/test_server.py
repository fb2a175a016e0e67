"""The wire to a language model: its form, time-outs, tries, and answers that are not what was asked for."""

import json
import socket
from typing import Any

import pytest

from onrecord.problems.second import AnswerNotUsable, BadKey, BadServerAddress, NoAnswer, ServerRefused
from onrecord.second.server import SIZE, LanguageModel, completions_address
from tests.second.stand_in import Sent, StandIn, saying
from tests.served import Answer

SCHEMA: dict[str, Any] = {"type": "object", "properties": {"label": {"type": "string"}}, "required": ["label"]}
GOOD = {"label": "supports"}


def ask(server: StandIn, **given: Any) -> dict[str, Any]:
    waited: list[float] = given.pop("waited", [])
    model = LanguageModel(server.address, "small", wait=waited.append, **given)
    return model.ask("Judge.", "What is said?", SCHEMA)


def one_after_another(server: StandIn, *answers: Answer) -> None:
    left = list(answers)
    server.answer = lambda sent: left.pop(0) if len(left) > 1 else left[0]


def test_the_form_on_the_wire(server: StandIn) -> None:
    server.answer = lambda sent: saying(GOOD)
    assert ask(server, key=" secret\n") == GOOD
    (sent,) = server.asked
    assert server.paths == ["/v1/chat/completions"]
    assert (sent["model"], sent["stream"], sent["temperature"]) == ("small", False, 0)
    assert sent["messages"] == [
        {"role": "system", "content": "Judge."},
        {"role": "user", "content": "What is said?"},
    ]
    form = sent["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert form["json_schema"]["schema"] == SCHEMA
    headers = server.headers[0]
    assert (headers["Authorization"], headers["Content-Type"]) == ("Bearer secret", "application/json")
    assert headers["User-Agent"].startswith("onrecord/")
    ask(server)
    assert "Authorization" not in server.headers[1]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://localhost:8080", "http://localhost:8080/v1/chat/completions"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1/chat/completions"),
        (" https://a.example/api/v1/chat/completions ", "https://a.example/api/v1/chat/completions"),
        ("https://a.example/v1beta/openai", "https://a.example/v1beta/openai/chat/completions"),
    ],
)
def test_addresses(given: str, expected: str) -> None:
    assert completions_address(given) == expected


@pytest.mark.parametrize("given", ["", "localhost:8080", "ftp://a.example", "http://", "http://a:99999"])
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(BadServerAddress, match="is not the address of a server"):
        LanguageModel(given, "small")


def test_neither_key_nor_password_is_shown() -> None:
    model = LanguageModel("http://user:word@localhost:1?key=hidden", "small", key="secret")
    assert model.shown == "http://localhost:1/v1/chat/completions"
    assert "secret" not in repr(model)
    with pytest.raises(BadKey, match="ONRECORD_LLM_KEY"):
        LanguageModel("http://localhost:1", "small", key="a\nb: c")


def test_a_server_that_knows_no_schema_is_asked_without_and_not_bothered_again(server: StandIn) -> None:
    def answer(sent: Sent) -> Answer:
        return (400, {}, b'{"error": {"message": "response_format"}}') if "response_format" in sent else saying(GOOD)

    server.answer = answer
    model = LanguageModel(server.address, "small")
    assert model.ask("", "", SCHEMA) == model.ask("", "", SCHEMA) == GOOD
    assert ["response_format" in sent for sent in server.asked] == [True, False, False]
    server.answer = lambda sent: saying(GOOD) if set(sent) == {"model", "messages", "stream"} else (422, {}, b"")
    assert model.ask("", "", SCHEMA) == GOOD


def test_a_refusal_says_what_the_server_said(server: StandIn) -> None:
    server.answer = lambda sent: (404, {}, b'{"error": {"message": "model \\"small\\"\\n not found"}}')
    with pytest.raises(ServerRefused, match=r'status 404: “model "small" not found”. Check the address and --model'):
        ask(server)
    server.answer = lambda sent: (401, {}, b"<html>no</html>" * 100)
    with pytest.raises(ServerRefused, match=r"ONRECORD_LLM_KEY") as refused:
        ask(server)
    assert len(str(refused.value)) < 500
    assert len(server.asked) == 2


def test_busy_servers_are_asked_again_after_a_while(server: StandIn) -> None:
    waited: list[float] = []
    one_after_another(server, (429, {"Retry-After": "7"}, b""), (503, {}, b""), saying(GOOD))
    assert ask(server, waited=waited) == GOOD
    assert waited == [7, 2]
    one_after_another(server, (429, {"Retry-After": "86400"}, b""), saying(GOOD))
    assert ask(server, waited=waited) == GOOD
    assert waited[-1] == 30


def test_tries_are_bounded(server: StandIn) -> None:
    waited: list[float] = []
    server.answer = lambda sent: (500, {}, b'{"error": "out of memory"}')
    with pytest.raises(NoAnswer, match=r"after 3 tries: status 500 \(“out of memory”\)"):
        ask(server, waited=waited)
    assert (len(server.asked), waited) == (3, [1, 2])


def test_a_slow_server_is_not_waited_for(server: StandIn) -> None:
    server.delay = 0.4
    server.answer = lambda sent: saying(GOOD)
    with pytest.raises(NoAnswer, match=r"longer than the limit of 0\.1 s"):
        ask(server, seconds=0.1, tries=2)
    assert len(server.asked) == 2


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    waited: list[float] = []
    model = LanguageModel(f"http://127.0.0.1:{port}", "small", wait=waited.append)
    with pytest.raises(NoAnswer, match="start the server"):
        model.ask("", "", SCHEMA)
    assert waited == [1, 2]


def test_redirects_lead_to_no_other_server(server: StandIn) -> None:
    one_after_another(server, (307, {"Location": "/elsewhere"}, b""), saying(GOOD))
    assert ask(server, key="secret") == GOOD
    assert server.paths == ["/v1/chat/completions", "/elsewhere"]
    for status, target in ((307, "http://localhost:9/"), (308, "https://a.example/"), (302, "/elsewhere")):
        server.answer = lambda sent, status=status, target=target: (status, {"Location": target}, b"")  # type: ignore[misc]
        with pytest.raises(NoAnswer, match="goes to no other server"):
            ask(server)


@pytest.mark.parametrize(
    "content",
    [
        '{"label": "supports"}',
        'Sure! Here it is:\n```json\n{"label": "supports"}\n```\nDo you need more?',
        '<think>It could be {"label": "opposes"}, or not {at all}.</think>\n{"label": "supports", "more": {"a": 1}}',
    ],
)
def test_an_answer_with_words_around_it_is_found(server: StandIn, content: str) -> None:
    server.answer = lambda sent: saying(content)
    assert ask(server)["label"] == "supports"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"nothing", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}',
        b"[" * 100_000, b"\xff\xfe", saying("supports")[2], saying('{"label"')[2], saying('["label"]')[2],
        saying({"labels": "supports"})[2], saying("{" * 50_000)[2], saying('{"label":' * 10_000)[2],
    ],
)  # fmt: skip
def test_malformed_answers_are_not_used(server: StandIn, body: bytes) -> None:
    server.answer = lambda sent: (200, {}, body)
    with pytest.raises(AnswerNotUsable, match="malformed"):
        ask(server)
    assert len(server.asked) == 1


def test_huge_answers_are_not_read(server: StandIn) -> None:
    server.answer = lambda sent: (200, {}, b" " * (SIZE + 1))
    with pytest.raises(AnswerNotUsable, match="too long"):
        ask(server)
    server.answer = lambda sent: saying(f"{json.dumps(GOOD)}{'x' * 200_000}")
    with pytest.raises(AnswerNotUsable, match="too long"):
        ask(server)
