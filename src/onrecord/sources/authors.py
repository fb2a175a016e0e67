"""Bylines as pages write them, made into a list of names. Nothing is added to what is written."""

import re
from collections.abc import Iterable

from onrecord.english.calendar import CALENDAR_WORDS, MONTH
from onrecord.english.words import cased

_KIND_OF_WORK = (
    r"(?:written|reported|posted|published|words|story|report|exclusive|analysis|opinion|commentary|(?:guest )?column"
    r"|review|interview|text|photographs?)"
)
BY = (
    rf"(?:{_KIND_OF_WORK}\s+)*by[:\s]|(?:story|text|words)\s+(?:and|&)\s+(?:photo\w*|pictures|images|video)\s+by\s"
    r"|(?:posted|published)\s+(?:on\s+)?\S[^.\n]{3,40}?\s+by\s|(?:authors?|report|story|text|words):\s"
)
"""What stands before the names in a byline."""
_BEFORE = re.compile(rf"^(?:(?:{BY})\s*|authors?\s+|from\s+)+", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_SEPARATOR = re.compile(
    r"\s*(?:;|\||\u2022|\u00b7|\n|/|,?\s+(?:and|&)\s+|,\s*(?:and\s+|&\s*)?|\s+with\s+)\s*", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|producer|contributor|presenter|author|critic"
    r"|chief|bureau|staff|news(?:room|desk)|desk|team|senior|deputy|associate|political|digital|guest|professor"
    r"|ph\.?d|md|head of|special (?:to|for)|in\s[A-Z])\b",
    re.IGNORECASE,
)
_MONTH = rf"\s\W?(?:{MONTH})\b\.?(?=\s*\d)"
_DETAIL = re.compile(
    rf"\s*(?:[(\[].*|(?<=\w{{5}})\.\s+\S.*|{_MONTH}.*|\s[-–—]\s.*$|\d.*$"
    r"|\b(?:(?:last )?updated|published|posted|last modified)\b.*$"
    r"|\s(?:special (?:to|for)|(?:for|of) the)\s.*$|\s(?-i:for|via|in|at|on|FOR|VIA|IN|AT|ON)\s.*$)",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"(?<=\w)\s*(?:[,;|/·•]|\band\b)?\s*(?:photo(?:graph)?s?|photography|pictures?|images?|video|illustrations?|graphics?)"
    r"\s*(?:by\b|:).*$",
    re.IGNORECASE | re.DOTALL,
)
"""Who took the pictures, behind who wrote the words."""
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]")
_BEAT = (
    r"(?:senior|staff|contact|chief|deputy|associate|assistant|managing|executive|contributing|guest|special|political"
    r"|politics|business|sports?|city|national|foreign|world|international|digital|news|science|health|education|arts"
    r"|culture|economics|environment|features?|freelance|multimedia|video|data|investigative|transport|crime|court)"
)
_TRADE = r"(?:editor|reporter|correspondent|writer|journalist|columnist|producer|contributor|critic|photographer)"
_TITLE_BEHIND = re.compile(rf"(?<=\w)\s+(?:{_BEAT}\s+){{0,3}}{_TRADE}$", re.IGNORECASE)
_TITLE_BEFORE = re.compile(rf"^(?:{_BEAT}\s+){{0,3}}{_TRADE}\s+(?-i:(?=[^\W\d_a-z]\S*\s+[^\W\d_a-z]))", re.IGNORECASE)
_GLUED = re.compile(rf"(?<=[^\W\d_A-Z])(?=(?i:{_BEAT}|{_TRADE})\b)(?=[A-Z])")
"""Between a name and a title that a page's mark-up runs together: "Ida KronStaff Writer"."""
_IN_CAPITALS = re.compile(r"(?<=[^\W\d_A-Z])\s+[A-Z]{2,}(?:\s+[A-Z&]{2,})+$")
"""The employer in capitals behind a name that is in none."""
_AGENCIES = frozenset(("afp", "ap", "reuters", "pa", "upi", "xinhua", "bloomberg", "agencies", "ani", "ians", "pti"))
_SURNAME_FIRST = re.compile(r"^([^\W\d_][\w.'’-]*(?: [\w.'’-]+)?),\s+([^\W\d_][\w.'’-]*(?: [\w.'’-]+)?)$")
_LIMIT = 60
_LONGEST_BYLINE = 2000
"""Characters of a byline that are looked at: a list of a hundred authors."""
_COLLECTIVE = re.compile(
    r"\b(?:staff|team|desk|newsroom|editorial|agency|agencies|press|reporters|correspondents|service|news|wire)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:media|group|inc|ltd|llc|gmbh|corp(?:oration)?|company|publish(?:ing|ers?)|network|magazine|journal|times|post"
    r"|herald|tribune|gazette|online|digital|holdings?|communications?|broadcasting|radio|television|tv)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 4
_NAME_WORD = re.compile(r"(?:[^\W\d_]+[-'’])*[^\W\d_]+\.?$")
# What stands alone in a line above an article and is no name.
_TITLE_WORD = re.compile(
    r"\b(?:news|world|politics|sports?|business|opinion|breaking|live|exclusive|analysis|video|photos?|pictures?|watch"
    r"|listen|share|read|advertisement|images|updated?|published|middle|north(?:ern)?|south(?:ern)?|east(?:ern)?"
    r"|west(?:ern)?|united|new|city|county|state|street|island|bay|health|science|culture|money|life|style|tech"
    r"|technology|education|travel|food|weather|local|national|international|top|stories|the|and|of|in|for|to|on|by|with"
    r"|comment|review|interview|minutes?|min|home|page|menu|follow|subscribe|sign|log|editors?|pick)\b",
    re.IGNORECASE,
)
_NO_NAME = frozenset((
    "admin", "administrator", "author", "by", "jr", "sr", "phd", "md", "null", "none", "unknown", "undefined",
    "editor", "share", "follow", "user", "anonymous", "guest",
)) | CALENDAR_WORDS  # fmt: skip


def clean_authors(bylines: Iterable[str], *, outlet: str | None = None) -> tuple[str, ...]:
    """The names in bylines: without "By", roles, addresses and the outlet's own name, each once."""
    names: dict[str, str] = {}
    for byline in bylines:
        for name in _names(byline):
            key = _key(name)
            if key and key not in _NO_NAME and not _is_outlet(name, outlet):
                names.setdefault(key, name)
    return tuple(names.values())


def is_organization(name: str) -> bool:
    """Whether a name is that of a company, an agency or an editorial office."""
    words = name.split()
    return len(words) == 1 or any(pattern.search(name) for pattern in (_COLLECTIVE, _COMPANY))


def is_personal(line: str) -> bool:
    """Whether a line has the form of a person's name and of nothing else."""
    words = line.split()
    return (
        2 <= len(words) <= _LONGEST_NAME
        and all(_NAME_WORD.match(word) for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not any(pattern.search(line) for pattern in (_COLLECTIVE, _COMPANY, _ROLE, _TITLE_WORD))
    )


def surname_last(name: str) -> str:
    """ "You, Xiaoying" as "Xiaoying You": for fields that are defined to be written so."""
    return _SURNAME_FIRST.sub(r"\2 \1", name.strip())


def _names(byline: str) -> list[str]:
    byline = byline[:_LONGEST_BYLINE]
    bare = _spaced(_ADDRESS.sub(" ", _BRACKETS.sub(" ", byline))).strip(" ,;|")
    if not bare and _ADDRESS.search(byline) and (held := _BRACKETS.search(byline)):
        bare = held.group()[1:-1]  # "rosa@courier.example (Rosa Kron)"
    text = _PICTURES.sub("", _BEFORE.sub("", bare))
    text = "; ".join(_turned(part) for part in text.split(";"))
    company = " & " in text and "," not in text and _COMPANY.search(text.split()[-1])
    parts = [text] if company else [part for part in _SEPARATOR.split(text) if part]
    names = [name for part in parts if (name := _name(part))]
    employed = "," in text or "/" in text
    return [
        cased(name) if _is_shouted(name) and is_personal(name.title()) else name
        for index, name in enumerate(names)
        if index == 0 or not (_only_role(name) or (employed and is_personal(names[0]) and _is_employer(name)))
    ]


def _spaced(text: str) -> str:
    """The lines of a text with one space between words: the patterns are slow on runs of spaces."""
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))


def _turned(part: str) -> str:
    """ "Kron, Ida" as "Ida Kron": one word before the comma and not more than two behind it are no two names."""
    if len(part) > _LIMIT or part.count(",") != 1 or not _SURNAME_FIRST.match(part.strip()):
        return part
    before, behind = (half.split() for half in part.split(","))
    words = [word.casefold() for word in (*before, *behind)]
    if len(before) > 1 or _AGENCIES.intersection(words) or _ROLE.search(part) or _COLLECTIVE.search(part):
        return part
    return surname_last(part) if all(word[0].isupper() for word in (*before, *behind)) else part


def _name(part: str) -> str:
    name = _DETAIL.sub("", _BEFORE.sub("", _GLUED.sub(" ", part.strip()))).strip(" ,;:|.-–—*·•")
    name = _TITLE_BEFORE.sub("", " ".join(name.split()))
    for detail in (_TITLE_BEHIND, _IN_CAPITALS):
        shorter = detail.sub("", name)
        name = shorter if " " in shorter else name
    return name if 1 < len(name) <= _LIMIT and any(character.isalpha() for character in name) else ""


def _is_shouted(name: str) -> bool:
    """Whether a name is in capitals, but for small letters like those of McKRON and DE LA CRUZ."""
    return all(word.isupper() or (word.startswith(("Mc", "Mac")) and word[3:].isupper()) for word in name.split())


def _only_role(name: str) -> bool:
    return bool(_ROLE.search(name)) and (not _COLLECTIVE.search(name) or _TITLE_BEHIND.search(name) is not None)


def _is_employer(name: str) -> bool:
    """Whether what follows a person's name in a byline is whom the person works for, and no further author."""
    return is_organization(name) and not _AGENCIES.intersection(name.casefold().split())


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _is_outlet(name: str, outlet: str | None) -> bool:
    if outlet is None:
        return False
    own, other = (
        re.sub(r"^the |\b(?:com|staff|news|online|editors?)$", "", _key(text)).strip() for text in (name, outlet)
    )
    return bool(own) and own == other
