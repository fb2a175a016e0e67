"""Words and numbers in a drawing: how wide they are, about, and how they are cut, wrapped and escaped."""

import math
import re
import unicodedata
from html import escape

from onrecord.exports.charts.periods import told

_NARROW, _WIDE = set("fijlrtI.,:;'|!()[] "), set("mwMW@%—")
_JOINERS = {"\u200d", "\ufe0f", "\u20e3"}
_RIGHT_TO_LEFT = {"R", "AL", "RLE", "RLO", "RLI"}
# What XML 1.0 does not allow, even escaped.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCALES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))


def width(text: str, size: float) -> float:
    """About how wide a text is in a sans of this size; rather too wide than too narrow."""
    return size * sum(_em(character) for character in text)


def shortened(text: str, room: float, size: float) -> str:
    """The text, cut to the room with an ellipsis; never between a letter or an emoji and what belongs to it."""
    if width(text, size) <= room:
        return text
    left, end = room - size, 0
    for at, character in enumerate(text):
        left -= size * _em(character)
        if left < 0:
            break
        end = at + 1
    return _cut(text, end)


def wrapped(text: str, room: float, size: float, *, lines: int = 2) -> list[str]:
    """The text in at most so many lines, broken between words; the last one is cut."""
    found: list[str] = []
    line: list[str] = []
    used, space = 0.0, width(" ", size)
    words = text.split()
    for at, word in enumerate(words):
        more = width(word, size)
        if line and used + space + more > room:
            if len(found) == lines - 1:
                line = [*line, *words[at : at + 20]]
                break
            found.append(" ".join(line))
            line, used = [], 0.0
        used += more + (space if line else 0)
        line.append(word)
    return [shortened(one, room, size) for one in (*found, " ".join(line)) if one]


def capped(text: str, most: int) -> str:
    """At most so many characters: a name may be a page long, a drawing may not."""
    return text if len(text) <= most else _cut(text, most - 1)


def words(text: str) -> str:
    """The text as it may stand in the drawing; what runs from right to left keeps its order among its neighbours."""
    if text.isascii() and text.isprintable():
        return escape(text)
    clean = _NOT_XML.sub("\ufffd", text)
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in clean):
        clean = f"\u2068{clean}\u2069"
    return escape(clean)


def label(text: str) -> str:
    """A label as a person reads it: "Mar 2024" for a month, also on both sides of a range."""
    return " – ".join(told(one) for one in text.split(" – "))


def short(value: float) -> str:
    """A number for an axis: "0.002", "15", "1,500", "15k", "1.2M"."""
    if value == 0:
        return "0"
    if value >= 1e15 or value < 1e-4:
        return f"{value:.3g}".replace("e+", "e")
    if value < 1e4:
        return plain(value)
    # 999,999 is 1M, not 1000k.
    value = float(f"{value:.3g}")
    scale, letter = next(one for one in _SCALES if value >= one[0])
    return f"{value / scale:g}{letter}"


def plain(value: float) -> str:
    """A number as it is told: "1,500", "0.25", "−2"."""
    if value < 0:
        return f"−{plain(-value)}"
    if value == int(value):
        return f"{int(value):,}" if value < 1e15 else f"{value:.3g}".replace("e+", "e")
    return f"{value:,.{max(1, 2 - math.floor(math.log10(value)))}f}".rstrip("0").rstrip(".")


def ticks(most: float, count: int, *, whole: bool = False) -> list[float]:
    """About so many round numbers from 0 to at least `most`; of `whole` things no parts."""
    if most <= 0:
        return [0.0, 1.0]
    power = 10.0 ** math.floor(math.log10(most / count))
    each = next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power * count >= most * (1 - 1e-9))
    each = max(each, 1.0) if whole else each
    return [float(f"{number * each:.12g}") for number in range(math.ceil(most / each * (1 - 1e-9)) + 1)]


def _cut(text: str, end: int) -> str:
    while end and _belongs(text, end):
        end -= 1
    return f"{text[:end].rstrip()}…"


def _em(character: str) -> float:
    if not character.isascii():
        if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
            return 0.0
        if unicodedata.east_asian_width(character) in "WF":
            return 1.15
    if character in _NARROW:
        return 0.4
    return 0.95 if character in _WIDE else 0.72 if character.isupper() else 0.63


def _belongs(text: str, at: int) -> bool:
    """Whether the character at this place is part of what stands before it."""
    if at >= len(text):
        return False
    character, before = text[at], text[at - 1]
    is_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return bool(unicodedata.combining(character)) or character in _JOINERS or before == "\u200d" or is_tone
