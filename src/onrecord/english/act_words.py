"""The words by which acts are told, as `acts.toml` lists them, in all their forms."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.model import Act

Told = Act | Literal["rejects"]
"""What a word tells: an act, or that something is rejected, which is denied, refused or opposed by what it is."""
_GAP = 3
"""Words that may stand between two words of a phrase: "called once more for"."""


def forms(verbs: str) -> frozenset[str]:
    """The regular forms of verbs, and a few that no verb has."""
    found = set[str]()
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        short = verb[:-1] if verb.endswith("y") and verb[-2] not in "aeiou" else None
        found |= {verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing", f"{verb}ing"}
        found |= {f"{short}ies", f"{short}ied"} if short else set()
        found |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(found)


@cache
def verbs_of(told: Told) -> frozenset[str]:
    """All forms of the verbs that tell an act."""
    return forms(_lists()["verbs"].get(told, ""))


@cache
def single() -> dict[str, Told]:
    """What a word tells by itself."""
    lists = _lists()
    verbs = {form: told for told, verbs in lists["verbs"].items() for form in forms(verbs)}
    return verbs | {word: told for told, words in lists["words"].items() for word in words.split()}


@cache
def people() -> dict[str, Told]:
    """What a word tells that names people: "critics"."""
    return {word: told for told, words in _lists()["people"].items() for word in words.split()}


def phrase(words: Sequence[str], at: int) -> tuple[Told, int] | None:
    """What the phrase that begins with this word tells, and its last word's place; of several the nearest, longest."""
    found = [(end, -len(rest), told) for rest, told in _phrases().get(words[at], ()) if (end := _end(words, at, rest))]
    end, _, told = min(found, default=(0, 0, None))
    return (told, end) if told else None


def _end(words: Sequence[str], at: int, rest: Iterable[str]) -> int:
    """The place of the last of the words in a row; 0 where they do not follow."""
    for word in rest:
        following = words[at + 1 : at + 2 + _GAP]
        if word not in following:
            return 0
        at += 1 + following.index(word)
    return at


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Told]]]:
    found: dict[str, list[tuple[tuple[str, ...], Told]]] = {}
    for verb, rest, told in _split():
        for form in forms(verb):
            found.setdefault(form, []).append((rest, told))
    return found


def _split() -> Iterator[tuple[str, tuple[str, ...], Told]]:
    for told, phrases in _lists()["phrases"].items():
        for one in phrases:
            verb, *rest = one.split()
            yield verb, tuple(rest), told


@cache
def _lists() -> dict[str, dict[Told, str]]:
    lists: dict[str, dict[Told, str]] = tomllib.loads(files("onrecord.english").joinpath("acts.toml").read_text("utf8"))
    return lists
