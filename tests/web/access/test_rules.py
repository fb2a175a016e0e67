import pytest

from onrecord.problems.access import NoSuchPage, WrongMethod
from onrecord.web.access.rules import RULES, Rule, rule_for, strictest
from onrecord.web.access.values import Role

TABLE = {
    "GET /article/{id}": Rule(Role.READER),
    "GET /article/{id}.json": Rule(Role.READER),
    "POST /article/{id}": Rule(Role.ADMIN, writes=True),
    "GET /user/{name}": Rule(Role.READER, kind="file"),
    "GET /user/secret": Rule(Role.ADMIN, kind="work", bytes=10),
    "GET /from/{path:path}": Rule(None),
}


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/article/3f9a", "GET /article/{id}"),
        ("HEAD", "/article/3f9a.json", "GET /article/{id}"),
        ("POST", "/article/3f9a", "POST /article/{id}"),
        ("GET", "/from/a/b/c", "GET /from/{path:path}"),
    ],
)
def test_a_request_finds_its_rule(method: str, path: str, name: str) -> None:
    assert rule_for(method, path, rules=TABLE) == TABLE[name]


@pytest.mark.parametrize("path", ["/", "/article", "/article/", "/article/a/b", "/ARTICLE/a", "//article/a", ""])
def test_what_is_not_in_the_table_is_not_there(path: str) -> None:
    with pytest.raises(NoSuchPage):
        rule_for("GET", path, rules=TABLE)


@pytest.mark.parametrize("method", ["DELETE", "PUT", "OPTIONS", "TRACE", "get"])
def test_another_method_is_refused_with_those_that_are_taken(method: str) -> None:
    with pytest.raises(WrongMethod) as refusal:
        rule_for(method, "/article/a", rules=TABLE)
    assert refusal.value.headers == {"Allow": "GET, POST"}


def test_an_address_of_two_patterns_needs_both_rules() -> None:
    assert rule_for("GET", "/user/secret", rules=TABLE) == Rule(Role.ADMIN, kind="work", bytes=10)


def test_the_strictest_of_rules() -> None:
    found = strictest([Rule(None, writes=True, bytes=5), Rule(Role.REVIEWER, kind="sign-in")])
    assert found == Rule(Role.REVIEWER, writes=True, kind="sign-in", bytes=5)


def test_every_rule_that_writes_needs_a_reviewer_at_least() -> None:
    weak = (None, Role.READER)
    assert [name for name, rule in RULES.items() if rule.writes and rule.least in weak] == []


def test_every_page_has_its_data_under_the_same_rule() -> None:
    assert [name for name, rule in RULES.items() if name.endswith(".json") and RULES.get(name[:-5], rule) != rule] == []
