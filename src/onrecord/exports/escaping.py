"""What a format cannot hold, and how it is written there instead: cells of a table, XML, BibTeX.

In BibTeX accents and marks of Latin script become commands, which every BibTeX knows; letters of other scripts stay as
they are, in UTF-8, for biblatex and the newer engines: no transliteration would be the words that were said.
"""

import re
import unicodedata
from urllib.parse import quote

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = {
    # BibTeX counts braces, also those behind a backslash.
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%", '"': '{"}',
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "<": r"{\textless}", ">": r"{\textgreater}",
    "|": r"{\textbar}",
    "“": "``", "”": "''", "‘": "`", "’": "'", "–": "--", "—": "---", "…": r"{\ldots}", "\N{NO-BREAK SPACE}": "~",
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}", "Ø": r"{\O}",
    "å": r"{\aa}", "Å": r"{\AA}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "§": r"{\S}", "£": r"{\pounds}",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0327": "c", "\u0328": "k", "\u0323": "d",
}  # fmt: skip


def safe(cell: str | int | float | None) -> str | int | float | None:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def xml_text(text: str) -> str:
    """The text without the characters that no XML file may have, not even escaped."""
    return _NOT_XML.sub("", text)


def bibtex_text(text: str) -> str:
    """Text as a value: on one line, its braces and commands escaped."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(_escaped(one) for one in clean)


def bibtex_address(url: str) -> str:
    """An address as a value: commands take it as it is, so that only what would end or break the field is encoded."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._", errors="replace")


def _escaped(character: str) -> str:
    if found := _SIGNS.get(character):
        return found
    if character.isascii():
        return character if character.isprintable() else ""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[0].isascii() and (accent := _ACCENTS.get(parts[1])):
        return rf"{{\{accent}{{{parts[0]}}}}}"
    return "" if unicodedata.category(character) in ("Cc", "Cs") else character
