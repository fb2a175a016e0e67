"""The words that a user searches for, as a query of the full text index.

Nothing a user types is query syntax, apart from quotation marks around a phrase.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from onrecord.english.tokens import indexed_words

_PIECE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|[^\s"“”„«»]+')
MOST = 64
"""Words and phrases of a search; the rest is ignored. The index refuses some hundreds."""


def phrases(words: str) -> list[str]:
    """The words and the phrases in quotation marks, without those that hold no letter or digit."""
    pieces = (piece[0] if piece[1] is None else piece[1] for piece in _PIECE.finditer(words))
    return [piece.replace("\0", " ") for piece in pieces if any(map(_is_sought, piece))][:MOST]


def query(
    words: str, *, speaker: str | None = None, role: str | None = None, venue: str | None = None, to: str | None = None
) -> str | None:
    """What the index is asked: every word and phrase, and every word of a name in the column of that name.

    None where nothing is asked for."""
    terms = [quoted(phrase) for phrase in phrases(words)]
    terms += [f"speaker_name : {quoted(word)}" for word in phrases(speaker or "")]
    columns = (("speaker_role", role), ("venue", venue), ("addressee", to))
    terms += [f"{column} : {quoted(word)}" for column, told in columns for word in _words(told or "")]
    return " AND ".join(terms) or None


def _words(name: str) -> list[str]:
    # In any order, as `has_words` compares them.
    return [word for word in indexed_words(name) if any(map(_is_sought, word))][:MOST]


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """The words of a name without case and diacritics, by which names are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return frozenset(indexed_words(plain))


def has_words(name: str | None, wanted: str | None) -> bool:
    """Whether every word wanted is one of the name's. The index knows stems only: Williams is not William."""
    return wanted is None or (name is not None and name_words(wanted) <= name_words(name))


def well_formed(text: str) -> str:
    """The text without halves of surrogate pairs, which no database takes: a terminal gives them for bytes that are no
    text."""
    return text.encode("utf8", "replace").decode("utf8")


def quoted(phrase: str) -> str:
    """A word or phrase as the index is asked for it."""
    return '"' + well_formed(phrase).replace('"', '""') + '"'


def _is_sought(character: str) -> bool:
    # What the index's tokenizer keeps: letters, numbers and private use characters.
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def marked(text: str, *, opening: str, closing: str) -> Iterable[tuple[int, int]]:
    """Where the marked stretches of `text` lie when the marks are taken out again."""
    start, position = 0, 0
    for piece in re.split(f"({re.escape(opening)}|{re.escape(closing)})", text):
        if piece == opening:
            start = position
        elif piece == closing:
            yield start, position
        else:
            position += len(piece)
