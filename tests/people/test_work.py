"""The work of the people stage grows no faster than the text: comparisons are counted, not seconds."""

from collections.abc import Callable

import pytest

from onrecord.model import Attribution, Span, Version
from onrecord.people import article, resolve
from onrecord.people.cast import Cast
from onrecord.people.names import names
from onrecord.people.parts import Fit, Parts, fit
from onrecord.people.phrases import tokens


def _word(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number, 26)
        letters += "abcdefghijklmnopqrstuvwxyz"[letter]
    return f"B{letters}o"


_TEXTS: dict[str, Callable[[int], str]] = {
    "one capital": lambda n: "Holt " * n,
    "capitals": lambda n: " ".join(map(_word, range(n))),
    "sentences": lambda n: ". ".join(map(_word, range(n))),
    "initials": lambda n: "A. B. " * n,
    "acronyms": lambda n: " ".join(_word(i).upper()[:6] for i in range(n)),
    "one surname": lambda n: ". ".join(f"{_word(i)} Holt left" for i in range(n)),
    "nicknames": lambda n: "Bob “Lil Bob” Holt " * n,
    "pronouns": lambda n: "Mark Holt came. He said it rains. " * n,
    "companies": lambda n: "Acme closed. The company said it rains. " * n,
}


@pytest.mark.parametrize("kind", _TEXTS)
def test_comparisons_of_names_are_linear(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0

    def counting(short: Parts, full: Parts) -> Fit | None:
        nonlocal counted
        counted += 1
        return fit(short, full)

    monkeypatch.setattr("onrecord.people.cast.fit", counting)
    work = []
    for size in (100, 400):
        counted = 0
        Cast(_TEXTS[kind](size))
        work.append(counted)
    assert work[1] <= 6 * work[0] + 400


@pytest.mark.parametrize("kind", _TEXTS)
def test_mentions_looked_at_are_linear(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    before = article.ArticleCast.before

    def counting(self: article.ArticleCast, at: int, reach: int) -> object:
        nonlocal looked_at
        found = before(self, at, reach)
        looked_at += len(found)
        return found

    monkeypatch.setattr(article.ArticleCast, "before", counting)
    work = []
    for size in (300, 1200):
        looked_at = 0
        text = _TEXTS[kind](size)
        starts = list(range(0, len(text) - 20, 40))
        made = [Attribution((Span(i + 10, i + 20),), (Span(i, i + 8),)) for i in starts]
        resolve(Version(text, "0", "text/plain"), made)
        work.append(looked_at / len(starts))
    assert work[1] <= 3 * work[0] + 1000


@pytest.mark.parametrize("kind", _TEXTS)
def test_names_are_bounded(kind: str) -> None:
    text = _TEXTS[kind](500)
    assert all(len(name.words) <= 20 for name in names(text))
    assert len(tokens(text)) <= len(text)
