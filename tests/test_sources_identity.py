"""What an article is known by."""

import pytest

from onrecord.model import sha256
from onrecord.sources.identity import article_id, normal_url


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://A.example/News?id=3&utm_source=x#top", "https://a.example/News?id=3"),
        ("https://a.example/news", "https://a.example/news"),
    ],
)
def test_addresses_have_one_spelling(url: str, normal: str) -> None:
    assert normal_url(url) == normal
    assert normal_url(normal) == normal


def test_the_id_is_given_or_from_the_address_or_from_the_bytes() -> None:
    assert article_id(b"x", "https://a.example/1", "given") == "given"
    assert article_id(b"x", "https://a.example/1#a") == article_id(b"y", "https://a.example/1")
    assert article_id(b"x", None) == sha256(b"x")[:16]
