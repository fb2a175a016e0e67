"""Bylines as pages write them, made into a list of names. Nothing is added to what is written."""

import re
from collections.abc import Iterable

_KIND_OF_WORK = r"(?:written|reported|posted|published|words|story|analysis|opinion|review|interview|text|photographs?)"
_BEFORE = re.compile(rf"^(?:(?:{_KIND_OF_WORK}\s+)*by[:\s]+|authors?:?\s+|from\s+)+", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_SEPARATOR = re.compile(
    r"\s*(?:;|\||\u2022|\u00b7|\n|/|,?\s+(?:and|&)\s+|,\s*(?:and\s+|&\s*)?|\s+with\s+)\s*", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|producer|contributor|presenter|author|critic"
    r"|chief|bureau|staff|news(?:room|desk)|desk|team|senior|deputy|associate|political|digital|guest|professor"
    r"|ph\.?d|md|head of|in\s[A-Z])\b",
    re.IGNORECASE,
)
_MONTH = r"\s\W?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?=\s*\d|\s*$)"
_DETAIL = re.compile(
    rf"\s*(?:[(\[].*|(?<=\w{{5}})\.\s+\S.*|{_MONTH}|\s[-–—]\s.*$|\d.*$"
    r"|\b(?:updated|published|posted|last modified|for|via|in|at|on)\b.*$)",
    re.IGNORECASE,
)
_SURNAME_FIRST = re.compile(r"^([^\W\d_][\w.'’-]*(?: [\w.'’-]+)?),\s+([^\W\d_][\w.'’-]*(?: [\w.'’-]+)?)$")
_LIMIT = 60
_COLLECTIVE = re.compile(
    r"\b(?:staff|team|desk|newsroom|editorial|agency|agencies|press|reporters?|correspondents?|service|news|wire)\b",
    re.IGNORECASE,
)
_NO_NAME = frozenset((
    "admin", "administrator", "author", "by", "jr", "sr", "phd", "md", "null", "none", "unknown", "undefined",
    "editor", "share", "follow", "user", "anonymous", "guest",
))  # fmt: skip


def clean_authors(bylines: Iterable[str], *, outlet: str | None = None) -> tuple[str, ...]:
    """The names in bylines: without "By", roles, addresses and the outlet's own name, each once."""
    names: dict[str, str] = {}
    for byline in bylines:
        for name in _names(byline):
            key = _key(name)
            if key and key not in _NO_NAME and not _is_outlet(name, outlet):
                names.setdefault(key, name)
    return tuple(names.values())


def surname_last(name: str) -> str:
    """ "You, Xiaoying" as "Xiaoying You": for fields that are defined to be written so."""
    return _SURNAME_FIRST.sub(r"\2 \1", name.strip())


def _names(byline: str) -> list[str]:
    text = _BEFORE.sub("", _ADDRESS.sub(" ", byline).strip(" ,;|"))
    parts = [part for part in _SEPARATOR.split(text) if part]
    names = [_name(part) for part in parts]
    return [name for index, name in enumerate(names) if name and (index == 0 or not _only_role(name))]


def _name(part: str) -> str:
    name = _DETAIL.sub("", _BEFORE.sub("", part.strip())).strip(" ,;:|.-–—*·•")
    name = " ".join(name.split())
    return name if 1 < len(name) <= _LIMIT and any(character.isalpha() for character in name) else ""


def _only_role(name: str) -> bool:
    return bool(_ROLE.search(name)) and not _COLLECTIVE.search(name)


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _is_outlet(name: str, outlet: str | None) -> bool:
    if outlet is None:
        return False
    own, other = (
        re.sub(r"^the |\b(?:com|staff|news|online|editors?)$", "", _key(text)).strip() for text in (name, outlet)
    )
    return bool(own) and own == other
