"""A record of made articles that pages search, and what stands on a page of hits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from lxml import html

from onrecord.model import Speaker, Words
from onrecord.record import open_record
from onrecord.web.access.policy import Access
from onrecord.web.app import application
from tests.made_articles import READ_WITH, Made, made, statement, with_statements

HOSTILE = '<script>alert(1)</script>" onmouseover="alert(2)" javascript:alert(3) \u202ebridge'


def hostile(number: int = 9) -> Made:
    """An article of which every word is markup."""
    pair = made(number, paragraphs=(f"{HOSTILE}, said they.",), headline=HOSTILE, outlet=HOSTILE)
    found = statement(pair[1].article.latest.text, content=HOSTILE, cue="said", source="they")
    who = Speaker(HOSTILE, "person", Words(HOSTILE))
    return with_statements(pair, replace(found, speakers=(who,), principals=(who,), venue=Words(HOSTILE)))


def record_of(path: Path, *articles: Made) -> Path:
    """A record of the articles."""
    with open_record(path, write=True) as record:
        for one in articles:
            record.add_reading(*one, read_with=READ_WITH)
    return path


@contextmanager
def pages_of(path: Path, access: Access) -> Iterator[TestClient]:
    """Asks for pages of the record."""
    with TestClient(application(path, access), base_url="http://localhost") as client:
        yield client


def tree(page: str) -> Any:
    """The page, to be asked by XPath."""
    return html.fromstring(page)


def links(page: str, selector: str) -> list[str]:
    """Where the links below what has the class lead."""
    return [str(one) for one in tree(page).xpath(f"//*[contains(@class, '{selector}')]//a/@href")]
