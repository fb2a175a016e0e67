"""Countries and US states by name, adjective, capital or code, as one code: "EE", "US-OH".

Names, capitals and demonyms come from the library `countryinfo`; what newspapers write and it does not have stands
here. US states are a closed list of fifty that has not changed since 1959.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_SHARE = 0.02
"""Of an adjective that several countries have, one is meant where the next has less than this share of its people:
"Chinese" is not Hong Kong's, but "Congolese" stays open."""
_MORE_NAMES: dict[str, str] = {
    "US": "us; usa; america; the states; united states of america", "GB": "uk; britain; great britain", "AE": "uae",
    "BS": "bahamas", "CD": "drc; dr congo; congo-kinshasa", "CG": "congo republic", "CI": "cote d'ivoire",
    "CN": "mainland china; prc", "CV": "cabo verde", "CZ": "czechia", "EU": "eu; european union", "FM": "micronesia",
    "GM": "gambia", "KN": "st kitts and nevis", "LC": "st lucia", "MK": "north macedonia; macedonia", "MM": "burma",
    "NL": "holland", "PS": "palestine; palestinian authority; palestinian territories", "SZ": "eswatini; swaziland",
    "TL": "timor-leste; east timor", "TR": "turkiye", "TW": "taiwan", "VA": "vatican; holy see; vatican city",
    "VC": "st vincent and the grenadines", "XK": "kosovo",
}  # fmt: skip
_MORE_ADJECTIVES: dict[str, str] = {
    "AE": "emirati", "AR": "argentine; argentinian", "AU": "australian", "AZ": "azeri", "BF": "burkinese",
    "BW": "botswanan", "CV": "cape verdean", "DK": "dane", "EC": "ecuadorian", "ES": "spaniard", "EU": "european",
    "FI": "finn", "GB": "british; briton", "IN": "indian", "IS": "icelandic", "KG": "kyrgyz; kyrgyzstani",
    "KZ": "kazakh", "LS": "basotho", "LU": "luxembourgish", "ME": "montenegrin", "MK": "north macedonian; macedonian",
    "MV": "maldivian", "NP": "nepali", "PH": "philippine", "PS": "palestinian", "RS": "serb; serbian", "SA": "saudi",
    "SE": "swede", "SI": "slovenian", "SK": "slovakian", "SR": "surinamese", "TJ": "tajik", "TL": "timorese",
    "TR": "turk", "US": "american", "UZ": "uzbek", "XK": "kosovar; kosovan",
}  # fmt: skip
_USUAL_NAMES = {
    "BS": "Bahamas", "EU": "European Union", "GB": "United Kingdom", "MK": "North Macedonia", "MM": "Myanmar",
    "PS": "Palestine", "VA": "Vatican City", "XK": "Kosovo",
}  # fmt: skip
"""Where the library has none, an old one, or that of a part: to it, Wales is the United Kingdom too."""
_MORE_CAPITALS = {"KZ": "astana", "NL": "the hague", "XK": "pristina"}
_NO_LONGER = frozenset({"AN", "CS"})
"""Codes of the Netherlands Antilles and of Serbia and Montenegro, which the library still has."""
_STATES = """AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;FL Florida
GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland
MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;NE Nebraska;NV Nevada
NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma
OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont
VA Virginia;WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming;DC District of Columbia;AS American Samoa;GU Guam
MP Northern Mariana Islands;PR Puerto Rico;VI Virgin Islands"""
STATES: dict[str, str] = {state[:2]: state[3:] for state in re.split(r"[;\n]", _STATES)}
"""US states, districts and territories by postal code, which is how data about Congress names them."""


def folded(text: str) -> str:
    """Small letters and digits of the Latin alphabet, words apart by one space: "Türkiye's" is "turkiye"."""
    plain = anyascii(re.sub(r"[’']s\b", "", text)).lower()
    return " ".join(_WORD.findall(re.sub(r"(?<=\w)[.'’`](?=\w?)", "", plain)))


def place(name: str) -> str | None:
    """The code of a country or US state, by its name, adjective, capital or (a country's) letters.

    None where the name is no country's, or more than one's: "Georgia" is a country and a state."""
    codes = places(name)
    return next(iter(codes)) if len(codes) == 1 else None


def places(name: str) -> frozenset[str]:
    """All that a name may mean; "Georgia" means two."""
    return _codes().get(folded(name).removeprefix("the "), frozenset())


def country(name: str) -> str | None:
    """The code of a country by one of its own names, as an actor: not by its adjective or capital."""
    return _own_names().get(folded(name).removeprefix("the "))


def country_name(code: str) -> str:
    """The usual name of the country of a code; the code itself where there is none."""
    return _usual_names().get(code, code)


@cache
def _usual_names() -> dict[str, str]:
    return {one["code"]: one["name"] for one in _countries()} | _USUAL_NAMES


@cache
def _codes() -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for name, code in (*_country_names(), *_capitals(), *_adjectives(), *_state_names()):
        codes.setdefault(name, set()).add(code)
    # What stands here is more particular than the library.
    for more in (_MORE_NAMES, _MORE_ADJECTIVES, _MORE_CAPITALS):
        codes.update({name: {code} for name, code in _spelled(more)})
    return {name: frozenset(found) for name, found in codes.items() if name}


@cache
def _own_names() -> dict[str, str]:
    states = {name for name, _ in _state_names()}
    return {name: code for name, code in (*_country_names(), *_spelled(_MORE_NAMES)) if name and name not in states}


def _country_names() -> Iterator[tuple[str, str]]:
    adjectives = {name for name, _ in _adjectives()}
    for one in _countries():
        for name in map(folded, (one["name"], *one["names"])):
            # Letters are codes: "is", "in" and "per" are words besides. Some adjectives stand among the names.
            if len(name) > 3 and name not in adjectives:
                yield name.removeprefix("the "), one["code"]


def _spelled(more: dict[str, str]) -> Iterator[tuple[str, str]]:
    for code, names in more.items():
        for name in names.split("; "):
            yield folded(name).removeprefix("the "), code


def _capitals() -> Iterator[tuple[str, str]]:
    for one in _countries():
        if one["capital"]:
            yield folded(one["capital"].replace(" D.C.", "")), one["code"]


def _adjectives() -> Iterator[tuple[str, str]]:
    bearers: dict[str, list[dict[str, Any]]] = {}
    for one in _countries():
        for adjective in one["adjectives"]:
            bearers.setdefault(folded(adjective), []).append(one)
    for adjective, found in bearers.items():
        by_people = sorted(found, key=lambda one: -one["people"])
        for one in by_people:
            if one is by_people[0] or one["people"] > _SHARE * by_people[0]["people"]:
                yield adjective, one["code"]


def _state_names() -> Iterator[tuple[str, str]]:
    for code, name in STATES.items():
        yield folded(name), f"US-{code}"


@cache
def _countries() -> tuple[dict[str, Any], ...]:
    # Imported where it is needed: it reads 250 files.
    from countryinfo import all_countries

    known = (one.info() for one in all_countries())
    return tuple(_read(one) for one in known if one.get("ISO", {}).get("alpha2", "CS") not in _NO_LONGER)


def _read(info: Mapping[str, Any]) -> dict[str, Any]:
    capital = info.get("capital")
    return {
        "code": info["ISO"]["alpha2"],
        "name": info["name"],
        "names": [name.strip() for name in info.get("altSpellings") or ()],
        "capital": capital if isinstance(capital, str) else "",
        "adjectives": [one.strip() for one in re.split(r"[,/]", info.get("demonym") or "")],
        "people": info.get("population") or 0,
    }
