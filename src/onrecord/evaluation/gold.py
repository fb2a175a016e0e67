"""Annotated articles from the formats in which people keep them.

- **PolNeAR's JSON lines**: `{"doc", "text", "attributions": [{"source": [[start, end]], "cue": …, "content": …}]}`.
- **brat standoff**: NAME.txt and NAME.ann. Text-bound annotations (T) of the types Source, Cue and Content, tied by
  events (`E1 Attribution:T4 Source:T1 Cue:T2 Content:T3`, as PolNeAR has them), or by relations between a cue and a
  source or content, whichever way round (`R1 Source-of Arg1:T2 Arg2:T1`), or by equivalences (`* Equiv T1 T2 T3`).
- **Citron's JSON**: `{"text", "quotes": [{"cue": {"start", "end"}, "sources": […], "contents": […]}]}`.
- **Corrections**, as `onrecord export --format corrections` writes them: PolNeAR's form with `reviewed`.
- **Onrecord's own JSON**, as printed by `onrecord read --format jsonl`, with corrections.

The format is recognized by the keys and the file's ending. Offsets count characters; the end is exclusive."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.exports.articles import from_json
from onrecord.model import Article, Attribution, Reading, Span, Version, sha256
from onrecord.problems import BadArticle, BadGold

_ENDINGS = frozenset({".json", ".jsonl", ".ann"})
_ROLES = ("source", "cue", "content")
_SPANS = re.compile(r"\d+ \d+(?:;\d+ \d+)*$")
_NEAREST = {"cue": 0, "content": 1}
_Raw = Mapping[str, Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Gold:
    """An article as a person annotated it: where it came from, its text and its attributions.

    `article` is set where the attributions are those of statements, as in corrections from a record, and `reading`
    where the format has the statements themselves."""

    origin: str
    text: str
    attributions: tuple[Attribution, ...]
    reading: Reading | None = None
    article: Article | None = None


def read_gold(paths: Iterable[Path | str]) -> Iterator[Gold]:
    """The annotated articles of files, and of all such files in folders, in order. Raises BadGold."""
    for path in map(Path, paths):
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix.lower() in _ENDINGS)
            if not files:
                raise BadGold(str(path), "the folder has no .jsonl, .json or .ann file")
        else:
            files = [path]
        for file in files:
            yield from _of_file(file)


def _of_file(path: Path) -> Iterator[Gold]:
    if path.suffix.lower() in {".ann", ".txt"}:
        yield _brat(path)
        return
    content = _read(path)
    try:
        objects = [(str(path), json.loads(content))]
    except json.JSONDecodeError:
        objects = list(_lines(path, content))
    for origin, found in objects:
        articles = found.get("articles") if isinstance(found, dict) else found
        for number, article in enumerate(articles if isinstance(articles, list) else [found], start=1):
            yield _of_object(article, f"{origin}, article {number}" if isinstance(articles, list) else origin)


def _read(path: Path) -> str:
    try:
        # No translation of line ends: it would move the offsets.
        with path.open(encoding="utf8", newline="") as file:
            return file.read()
    except OSError as error:
        raise BadGold(str(path), f"it cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadGold(str(path), "it is not UTF-8") from error


def _lines(path: Path, content: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            try:
                yield f"{path}, line {number}", json.loads(line)
            except json.JSONDecodeError as error:
                raise BadGold(f"{path}, line {number}", f"it is not JSON ({error.msg})") from error


def _of_object(article: Any, origin: str) -> Gold:
    if not isinstance(article, dict):
        raise BadGold(origin, "it is not a JSON object")
    if "statements" in article:
        return _own(article, origin)
    text = article.get("text")
    if not isinstance(text, str):
        raise BadGold(origin, "it has no `text`")
    _check_characters(text, origin)
    if "attributions" in article:
        listed = _list(article, "attributions", origin)
        raws: list[_Raw] = [
            {role: _pairs(one.get(role), text, f"{origin}, {role}") for role in _ROLES} for one in listed
        ]
    elif "quotes" in article:
        raws = [_quote(one, text, origin) for one in _list(article, "quotes", origin)]
    else:
        raise BadGold(origin, "it has none of the keys `attributions`, `quotes` and `statements`")
    corrected = _article(article, text) if "reviewed" in article else None
    return Gold(origin, text, tuple(_attributions(raws)), article=corrected)


def _article(article: dict[str, Any], text: str) -> Article:
    """The article of a correction, which has no page any more."""
    headline = article.get("headline")
    version = Version(text, sha256(text), "text/plain", headline=headline if isinstance(headline, str) else None)
    return Article(str(article.get("doc")), None, (version,))


def _own(article: dict[str, Any], origin: str) -> Gold:
    try:
        reading = from_json(article)
    except BadArticle as problem:
        raise BadGold(origin, str(problem)) from problem
    _check_characters(reading.article.latest.text, origin)
    found = tuple(Attribution(s.content, s.source, s.cue, s.kind, s.type, s.confidence) for s in reading.statements)
    return Gold(origin, reading.article.latest.text, found, reading, reading.article)


def _check_characters(text: str, origin: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadGold(origin, "its text contains half of a surrogate pair, which is not a character")


def _list(article: dict[str, Any], key: str, origin: str) -> list[dict[str, Any]]:
    found = article[key]
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadGold(origin, f"`{key}` must be an array of objects")
    return found


def _quote(quote: dict[str, Any], text: str, origin: str) -> _Raw:
    cue = quote.get("cue")
    keyed = {"source": quote.get("sources"), "cue": [cue] if cue else [], "content": quote.get("contents")}
    try:
        pairs = {role: [[one["start"], one["end"]] for one in spans or []] for role, spans in keyed.items()}
    except (KeyError, TypeError) as error:
        raise BadGold(origin, "a span of `quotes` lacks `start` or `end`") from error
    return {role: _pairs(spans, text, f"{origin}, {role}") for role, spans in pairs.items()}


def _pairs(spans: Any, text: str, origin: str) -> list[Span]:
    if spans is not None and not isinstance(spans, list):
        raise BadGold(origin, f"{spans!r} is not an array of [start, end]")
    found = []
    for pair in spans or []:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(offset) is int for offset in pair)):
            raise BadGold(origin, f"{pair!r} is not [start, end]")
        if not 0 <= pair[0] < pair[1] <= len(text):
            raise BadGold(origin, f"the span {pair} does not fit a text of {len(text)} characters")
        found.append(Span(*pair))
    return sorted(found)


def _attributions(raws: Iterable[_Raw]) -> Iterator[Attribution]:
    for raw in raws:
        content = tuple(raw["content"])
        if content:
            yield Attribution(content, tuple(raw["source"]), tuple(raw["cue"]), confidence=1.0)


def _brat(path: Path) -> Gold:
    text, annotations = _read(path.with_suffix(".txt")), _read(path.with_suffix(".ann"))
    bound: dict[str, tuple[str, list[Span]]] = {}
    groups: list[list[str]] = []
    relations: list[list[str]] = []
    for number, line in enumerate(annotations.splitlines(), start=1):
        identity, _, rest = line.partition("\t")
        if identity.startswith("T"):
            bound[identity] = _bound(rest, text, f"{path.with_suffix('.ann')}, line {number}")
        elif identity == "*":
            groups.append(rest.split()[1:])
        elif identity.startswith(("E", "R")):
            tied = [part.partition(":")[2] for part in rest.split()[1:]]
            # Events may have events as arguments; what they tie is in their own line.
            if names := [one for one in tied if one.startswith("T")]:
                (groups if identity.startswith("E") else relations).append(names)
    for name in (name for group in [*groups, *relations] for name in group):
        if name not in bound:
            raise BadGold(str(path.with_suffix(".ann")), f"{name} is referenced but not defined")
    groups += _around_cues(relations, bound)
    tied_names = {name for group in groups for name in group}
    groups += [[name] for name, (role, _) in bound.items() if role == "content" and name not in tied_names]
    raws = [_brat_raw(group, bound) for group in groups]
    found = sorted(_attributions(raws), key=lambda one: one.content)
    return Gold(str(path.with_suffix(".ann")), text, tuple(found))


def _bound(annotation: str, text: str, origin: str) -> tuple[str, list[Span]]:
    role, _, offsets = annotation.split("\t")[0].partition(" ")
    if not _SPANS.match(offsets):
        raise BadGold(origin, f"{offsets!r} are not offsets in brat's format, such as `0 5` or `0 5;8 12`")
    pairs = [[int(offset) for offset in pair.split()] for pair in offsets.split(";")]
    return role.lower(), _pairs(pairs, text, origin)


def _around_cues(relations: Iterable[list[str]], bound: Mapping[str, tuple[str, list[Span]]]) -> list[list[str]]:
    """Relations tie two by two: those of one cue, or else of one content, make a group. One source may be in many."""
    groups: dict[str, list[str]] = {}
    for relation in relations:
        middle = min(relation, key=lambda name: _NEAREST.get(bound[name][0], 2))
        groups.setdefault(middle, []).extend(relation)
    return [list(dict.fromkeys(group)) for group in groups.values()]


def _brat_raw(group: Iterable[str], bound: Mapping[str, tuple[str, list[Span]]]) -> _Raw:
    return {role: sorted(s for name in group for s in bound[name][1] if bound[name][0] == role) for role in _ROLES}
