"""Files of actors: CSV, JSON lines, JSON and YAML, in our own shape or in those of public collections.

Known shapes of one entry, told by their keys:
- ours: name, and id, kind, names, roles (title, organization, start, end), identifiers, all optional; in CSV one row
  a role, with the columns title, organization, start, end, and names apart by semicolons;
- of `congress-legislators`: name (first, last, ...) and terms (type, start, end, state);
- an office-holder a line: person, position, country, start, end and Wikidata's identifiers;
- lists of office-holders by office: name_en, country, since.
An entry that fits none, or holds what is no name or date, becomes a Failure, and the rest goes on.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from onrecord.actors.directory import Actor, Role
from onrecord.english.countries import STATES
from onrecord.model import ActorKind, Failure, sha256
from onrecord.problems import BadActor, NotAnActorFile

Entry = Mapping[str, Any]
SCHEMES = ("wikidata", "bioguide", "wikipedia", "isni", "viaf", "orcid", "lei", "govtrack", "opensecrets", "fec", "lis")
"""Identifiers that are kept, the one first that names the actor."""
_OFFICES = {"prez": "President", "viceprez": "Vice President", "sen": "Senator", "rep": "Representative"}
_LISTS = {
    "presidents": "President",
    "prime_ministers": "Prime Minister",
    "monarchs": "Monarch",
    "chancellors": "Chancellor",
    "governors": "Governor",
}
_SHORT_COUNTRIES = {"uk": "United Kingdom", "usa": "United States"}
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"\d{3,4}")


def read_actors(path: Path | str) -> tuple[list[Actor], list[Failure]]:
    """The actors of a file, entries of one id joined, and what could not be read.

    Raises NotAnActorFile where the file cannot be read or has none of the formats."""
    path = Path(path)
    found: dict[str, Actor] = {}
    failures: list[Failure] = []
    for place, entry in _entries(path):
        try:
            if isinstance(entry, str):
                raise BadActor(entry)
            actor = _actor(entry)
        except BadActor as problem:
            failures.append(Failure(f"{path}, {place}", str(problem)))
            continue
        found[actor.id] = _together(found[actor.id], actor) if actor.id in found else actor
    return list(found.values()), failures


def _entries(path: Path) -> Iterator[tuple[str, Entry | str]]:
    """Where in the file each entry stands, and the entry, or why it is none."""
    readers: dict[str, Callable[[str], Iterator[tuple[str, Entry | str]]]] = {
        ".csv": _csv, ".jsonl": _json_lines, ".ndjson": _json_lines, ".json": _json, ".yaml": _yaml, ".yml": _yaml,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise NotAnActorFile(path, f"its ending {path.suffix!r} is not one of {', '.join(readers)}")
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise NotAnActorFile(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise NotAnActorFile(path, f"it is not UTF-8 ({error.reason})") from error
    try:
        yield from reader(text)
    except ValueError as error:
        raise NotAnActorFile(path, f"its {path.suffix[1:]} is broken: {error}") from error


def _csv(text: str) -> Iterator[tuple[str, Entry | str]]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = set(rows.fieldnames or ())
    except csv.Error as error:
        raise ValueError(error) from error
    if not {"name", "person", "name_en"} & columns:
        raise ValueError("its first line must name the columns, including `name`")
    try:
        for row in rows:
            extra = row.pop(None, None)
            yield f"line {rows.line_num}", "it has more cells than columns" if extra else row
    except csv.Error as error:
        yield f"line {rows.line_num}", f"the rest is not CSV ({error})"


def _json_lines(text: str) -> Iterator[tuple[str, Entry | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"line {number}", _parsed(line)


def _parsed(line: str) -> Entry | str:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"it is not JSON ({error})"
    return value if isinstance(value, dict) else "it is not a JSON object"


def _json(text: str) -> Iterator[tuple[str, Entry | str]]:
    try:
        return _listed(json.loads(text))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _yaml(text: str) -> Iterator[tuple[str, Entry | str]]:
    import yaml

    try:
        return _listed(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506  (safe)
    except (yaml.YAMLError, RecursionError, TypeError) as error:
        raise ValueError(str(error).replace("\n", " ")) from error


def _listed(value: Any) -> Iterator[tuple[str, Entry | str]]:
    lists = value if isinstance(value, dict) and not {"name", "person"} & value.keys() else {"": value}
    for name, entries in lists.items():
        if not isinstance(entries, list):
            entries = [entries]
        for number, entry in enumerate(entries, 1):
            place = f"{name or 'entry'} {number}"
            if isinstance(entry, dict):
                yield place, {"office": _LISTS[name], **entry} if name in _LISTS else entry
            else:
                yield place, "it is not an object with a name"


def _actor(entry: Entry) -> Actor:
    if "terms" in entry and isinstance(entry.get("name"), dict):
        return _legislator(entry)
    if "person" in entry:
        return _office_holder(entry)
    if "name_en" in entry:
        return _listed_holder(entry)
    return _own(entry)


def _own(entry: Entry) -> Actor:
    """Our own shape, from JSON or a row of CSV."""
    names = entry.get("names") or ()
    names = names.split(";") if isinstance(names, str) else names
    roles = entry.get("roles") or ([entry] if entry.get("title") else [])
    if not isinstance(names, list | tuple) or not isinstance(roles, list):
        raise BadActor("`names` and `roles` must be lists")
    identifiers = _identifiers(entry.get("identifiers") or {}) | _identifiers(entry)
    return _made(
        entry.get("id"),
        entry.get("name"),
        kind=entry.get("kind") or "person",
        names=names,
        roles=[_role(role.get("title"), role.get("organization"), role) for role in map(_object, roles)],
        identifiers=identifiers,
    )


def _legislator(entry: Entry) -> Actor:
    parts, given = entry["name"], entry.get("id")
    first, last, suffix = (_bare(parts.get(part)) for part in ("first", "last", "suffix"))
    usual = " ".join(filter(None, (first, last, suffix)))
    if first and len(first.strip(".")) == 1:
        usual = _text(parts.get("official_full")) or usual
    nickname, middle = _text(parts.get("nickname")), _text(parts.get("middle"))
    names = [
        parts.get("official_full"),
        nickname and f"{nickname} {last}",
        middle and " ".join(filter(None, (first, middle, last, suffix))),
        *(f"{first} {last}" for other in _objects(entry, "other_names") if (last := _text(other.get("last")))),
    ]
    terms = _objects(entry, "terms")
    roles = [_role(_OFFICES.get(str(term.get("type")), term.get("type")), _seat(term), term) for term in terms]
    roles += [_role(term.get("title"), "United States", term) for term in _objects(entry, "leadership_roles")]
    identifiers = _identifiers(given if isinstance(given, dict) else entry)
    return _made(None, usual, kind="person", names=names, roles=roles, identifiers=identifiers)


def _bare(value: Any) -> str | None:
    # "J.D. (James)" stands for two first names.
    return _text(_IN_BRACKETS.sub(" ", _text(value) or ""))


def _seat(term: Entry) -> str:
    return STATES.get(_text(term.get("state")) or "", "United States")


def _office_holder(entry: Entry) -> Actor:
    identifiers = {"wikidata": wikidata} if (wikidata := _text(entry.get("person_qid"))) else {}
    country = _text(entry.get("country"))
    roles = [_role(entry.get("position"), country, entry)] if entry.get("position") else []
    return _made(None, entry.get("person"), kind="person", names=(), roles=roles, identifiers=identifiers)


def _listed_holder(entry: Entry) -> Actor:
    identifiers = {"wikidata": wikidata} if (wikidata := _text(entry.get("wikidata_id"))) else {}
    country = _text(entry.get("country")) or ""
    place = _SHORT_COUNTRIES.get(country, country.replace("_", " ").title())
    office = _role(entry.get("office") or entry.get("title"), place, {"start": entry.get("since")})
    names = (entry.get("name_local"),)
    return _made(None, entry.get("name_en"), kind="person", names=names, roles=[office], identifiers=identifiers)


def _made(
    given: Any, name: Any, *, kind: Any, names: Iterable[Any], roles: list[Role], identifiers: Mapping[str, str]
) -> Actor:
    called = _text(name)
    if not called:
        raise BadActor("it has no name")
    if kind not in get_args(ActorKind):
        raise BadActor(f"its kind {kind!r} is not one of {', '.join(get_args(ActorKind))}")
    all_names = dict.fromkeys([called, *(text for one in names if (text := _text(one)))])
    scheme = next((scheme for scheme in SCHEMES if scheme in identifiers), None)
    own = f"{scheme}:{identifiers[scheme]}" if scheme else sha256(f"{kind}|{called}")[:16]
    return Actor(
        _text(given) or own, called, kind, tuple(all_names), tuple(dict.fromkeys(roles)), MappingProxyType(identifiers)
    )


def _together(first: Actor, second: Actor) -> Actor:
    return replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        roles=tuple(dict.fromkeys((*first.roles, *second.roles))),
        identifiers=MappingProxyType({**second.identifiers, **first.identifiers}),
    )


def _role(title: Any, organization: Any, dates: Entry) -> Role:
    if not (named := _text(title)):
        raise BadActor("a role has no title")
    start, end = _day(dates.get("start"), last=False), _day(dates.get("end"), last=True)
    if start and end and start > end:
        raise BadActor(f"the role {named!r} ends on {end} before it starts on {start}")
    return Role(named, _text(organization), start, end, "import")


def _day(value: Any, *, last: bool) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)  # YAML has times of day
    text = _text(value)
    if text is None:
        return None
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadActor(f"{text!r} is not a day. Write it as 2024-03-01, or 2024") from error


def _identifiers(entry: Entry) -> dict[str, str]:
    if not isinstance(entry, dict):
        raise BadActor('`identifiers` must be an object such as {"wikidata": "Q42"}')
    values = {scheme: entry.get(scheme) for scheme in SCHEMES}
    return {scheme: text for scheme, value in values.items() if (text := _text(_first(value)))}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _objects(entry: Entry, key: str) -> list[Entry]:
    listed = entry.get(key) or []
    if not isinstance(listed, list):
        raise BadActor(f"`{key}` must be a list")
    return [_object(one) for one in listed]


def _object(value: Any) -> Entry:
    if not isinstance(value, dict):
        raise BadActor("a role, or another name, is not an object")
    return value


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, dict | list | bool):
        return None
    # Half of a surrogate pair is no character and cannot be kept.
    return " ".join(str(value).encode("utf8", "replace").decode("utf8").split()) or None
