"""robots.txt as RFC 9309 has it: wildcards, the end of an address, the longest rule, the group of this program."""

import pytest

from onrecord.sources.fetch import allows, crawl_delay, robots_address

SITE = "https://tide.example"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /*.pdf$", "/minutes/may.pdf", False),
        ("Disallow: /*.pdf$", "/minutes/may.pdf?page=2", True),
        ("Disallow: /*.pdf$", "/minutes/may.html", True),
        ("Disallow: /*/print/", "/news/print/ferry", False),
        ("Disallow: /*?share=", "/news/ferry?share=mail", False),
        ("Disallow: /news/\nAllow: /news/ferry", "/news/ferry-stops", True),
        ("Allow: /news/ferry\nDisallow: /news/", "/news/quay", False),
        ("Allow: /news\nDisallow: /news", "/news/quay", True),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow:", "/news/quay", True),
        ("Disallow: /caf%C3%A9", "/café/menu", False),
        ("Disallow: /a\nAllow: /$", "/", True),
        ("Disallow: /News", "/news", True),
        ("Disallow: /" + "*a" * 2000 + "b", "/" + "a" * 2000, True),
    ],
)
def test_the_longest_rule_that_matches_decides(rules: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}\n", f"{SITE}{path}") is allowed


def test_the_rules_for_this_program_come_before_those_for_all() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-Agent: Onrecord\nDisallow: /private\nCrawl-delay: 7\n"
    assert allows(rules, f"{SITE}/news")
    assert not allows(rules, f"{SITE}/private/a")
    assert crawl_delay(rules) == 7
    assert not allows("User-agent: a\nUser-agent: onrecord\nDisallow: /x\n", f"{SITE}/x")
    assert allows("User-agent: record\nDisallow: /\n", f"{SITE}/x")


@pytest.mark.parametrize(
    "rules", [None, "", "Crawl-delay: soon", "User-agent: *\nCrawl-delay: -1", "\0\ufffd:\n<html>"]
)
def test_what_asks_for_nothing_delays_nothing(rules: str | None) -> None:
    assert crawl_delay(rules) == 0
    assert rules is None or allows(rules, f"{SITE}/news")


def test_the_rules_stand_at_the_root_of_the_host() -> None:
    assert robots_address(f"{SITE}:8080/news/a?b#c") == f"{SITE}:8080/robots.txt"
