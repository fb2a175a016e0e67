"""An HTML page as an article with one version."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from onrecord.model import Article, BlockKind, Loaded, Time, Version, sha256
from onrecord.problems import NoArticleText
from onrecord.sources.blocks import joined
from onrecord.sources.error_page import says_error
from onrecord.sources.identity import article_id
from onrecord.sources.language import language
from onrecord.sources.markup import parse, titles
from onrecord.sources.metadata import Metadata, read_metadata
from onrecord.sources.notice import latest_notice_time
from onrecord.sources.pieces import Piece, pieces_of
from onrecord.sources.visible import Visible, collapse, visible

FEWEST_WORDS = 8
"""A page without one paragraph of so many words is an index or an error page."""

_ALIKE = 0.5
"""Share of words that an h1 must have in common with the title in the page's head to be its headline: a
site's name or a section's has none."""


def read_page(
    content: bytes, *, url: str | None = None, published: str | None = None, charset: str | None = None
) -> Loaded:
    """An article with one version from the bytes of an HTML page.

    `url` is where it came from, `charset` what the server said. Raises a SourceProblem: EmptyInput,
    BinaryInput, InputTooLarge, NoArticleText, PublishedNotATime."""
    tree = parse(content, charset=charset)
    metadata = read_metadata(tree, url=url, published=published)
    seen = visible(tree)
    headline = _headline(tree, metadata)
    pieces = pieces_of(tree, seen, headline=headline, authors=metadata.authors)
    if not any(_is_paragraph(piece) for piece in pieces):
        raise NoArticleText
    if says_error(headline, (piece.text for piece in pieces if piece.kind == "paragraph")):
        raise NoArticleText
    text, blocks = joined([*_headline_block(headline, seen, tree), *((piece.kind, piece.text) for piece in pieces)])
    version = Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type=f"text/html; charset={charset}" if charset else "text/html",
        headline=headline,
        authors=metadata.authors,
        outlet=metadata.outlet,
        published=metadata.published,
        modified=metadata.modified or _noticed(pieces, metadata.published),
        language=language(text),
        blocks=blocks,
    )
    return Loaded(Article(article_id(content, metadata.url), metadata.url, (version,)), content)


def _is_paragraph(piece: Piece) -> bool:
    return piece.kind in ("paragraph", "quote") and piece.text.count(" ") >= FEWEST_WORDS - 1


def _noticed(pieces: Iterable[Piece], published: Time | None) -> Time | None:
    notes = [piece.text for piece in pieces if piece.kind == "note"]
    return latest_notice_time(notes, published=published.value if published else None)


def _headline(tree: HtmlElement, metadata: Metadata) -> str | None:
    """The headline that readers see: the page's h1 where it is one, else what the page's head says."""
    shown = [text for element in tree.iter("h1") if (text := collapse(element.text_content()))]
    for named in (*metadata.headlines, *((metadata.title,) if metadata.title else ())):
        best = max(shown, key=lambda text: _likeness(text, named), default=None)
        if best and _likeness(best, named) >= _ALIKE:
            return best
    return next(iter(metadata.headlines), shown[0] if len(shown) == 1 else metadata.title)


def _likeness(first: str, second: str) -> float:
    one, other = set(first.casefold().split()), set(second.casefold().split())
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _headline_block(headline: str | None, seen: Visible, tree: HtmlElement) -> Iterator[tuple[BlockKind, str]]:
    """The headline as a block, where its words stand in the page: JSON-LD alone does not show them."""
    words = (seen.text.replace("\n", " "), *titles(tree)) if headline else ()
    if headline and any(headline in held for held in words):
        yield "headline", headline
