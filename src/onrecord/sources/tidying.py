"""What of an article's pieces is not the article's: its headline once more, prompts of the site, the author's box
and lists of other articles at the end."""

from itertools import islice

from onrecord.sources.authors import clean_authors
from onrecord.sources.furniture import biography, is_furniture, opens_author_box, opens_link_list
from onrecord.sources.pieces import LINKED, Piece
from onrecord.sources.prose import has_quotation, is_sentence

_LONGEST_BYLINE = 120
_AROUND = 30
"""Characters that a player adds to the headline in its own heading: "Back to video"."""
_TAIL = 4
"""Pieces at the end among which an author's biography is looked for."""
_MOST_OPENERS = 20
"""Headings of which each may open what is no longer the article."""
_LONGEST_BOX = 3
"""Paragraphs of the longest author's box."""


def without_furniture(pieces: list[Piece], *, headline: str | None, authors: tuple[str, ...]) -> list[Piece]:
    """The pieces without the site's."""
    openers = (index for index in range(len(pieces) // 2, len(pieces)) if _opens_end(pieces[index]))
    end = next((index for index in islice(openers, _MOST_OPENERS) if _ends_article(pieces[index:])), len(pieces))
    pieces = [*pieces[:end], *(piece for piece in pieces[end:] if piece.kind == "note")]
    kept = [piece for piece in pieces if not _is_furniture(piece, headline)]
    tail = [piece for piece in kept[-_TAIL:] if not _is_biography(piece.text, authors)]
    kept = [*kept[:-_TAIL], *tail]
    while kept and _is_byline(kept[0].text, authors):
        kept.pop(0)
    while kept and kept[-1].kind == "subhead":
        kept.pop()
    return kept


def _ends_article(rest: list[Piece]) -> bool:
    """Whether the first of `rest` opens the author's box, or a list of teasers: as many titles as
    paragraphs follow. "Read more" also stands in the middle of articles, and so does "The author": what goes on to
    quote somebody is the article, but for the lines under titles that lead to others."""
    behind = rest[1:]
    quotes = any(piece.linked < LINKED and has_quotation(piece.text) and is_sentence(piece.text) for piece in behind)
    if opens_author_box(rest[0].text):
        long = sum(piece.linked < LINKED and is_sentence(piece.text) for piece in behind)
        return not quotes and long <= _LONGEST_BOX
    titles = [piece for piece in behind if piece.kind == "subhead" or piece.linked >= LINKED]
    leading = sum(piece.linked > 0 for piece in titles)
    return 2 * len(titles) >= len(behind) and (not quotes or 2 * leading > len(titles))


def _opens_end(piece: Piece) -> bool:
    return opens_author_box(piece.text) or (piece.kind == "subhead" and opens_link_list(piece.text))


def _is_furniture(piece: Piece, headline: str | None) -> bool:
    if piece.kind == "note":
        return False
    if piece.text == headline or is_furniture(piece.text):
        return True
    if headline and piece.kind == "subhead" and headline in piece.text and len(piece.text) < len(headline) + _AROUND:
        return True
    return piece.linked >= LINKED and piece.kind in ("paragraph", "caption", "quote")


def _is_byline(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a line holds the authors' names and nothing to read."""
    found = clean_authors([text]) if len(text) < _LONGEST_BYLINE else ()
    return bool(found) and set(found) <= set(authors) and (text in authors or text[:3].lower() == "by ")


def _is_biography(text: str, authors: tuple[str, ...]) -> bool:
    return text in authors or (biography(text) is not None and any(author in text for author in authors))
