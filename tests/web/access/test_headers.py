import pytest

from onrecord.web.access.headers import HEADERS
from tests.web.access.made import LOCAL, PUBLIC, application, client


@pytest.mark.parametrize("path", ["/read", "/sign-in", "/absent", "/fails", "/unlisted"])
def test_every_answer_has_the_headers(path: str) -> None:
    answer = client(application(PUBLIC), raise_server_exceptions=False).get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_so_has_a_refusal() -> None:
    answer = client(application(LOCAL)).get("/read", headers={"host": "attacker.example"})
    assert answer.status_code == 421 and "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_policy_allows_no_other_host_and_nothing_inline() -> None:
    rules = dict(rule.split(" ", 1) for rule in HEADERS["Content-Security-Policy"].split("; "))
    assert {source for sources in rules.values() for source in sources.split()} == {"'none'", "'self'", "data:"}
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["form-action"] == "'self'"
