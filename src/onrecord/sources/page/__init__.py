"""An HTML page as an article with one version; or as none, where the page says so though the server answered as if
there were one."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from onrecord.model import Article, BlockKind, Loaded, Time, Version, sha256
from onrecord.problems.sources import BuiltByScript, NoArticleText
from onrecord.sources.addresses import article_id, fetched_from, identified, normal_url
from onrecord.sources.encoding import check_bytes, decoded
from onrecord.sources.furniture import latest_notice_time
from onrecord.sources.page.body import body_of, is_opening, opening_of, pieces_of
from onrecord.sources.page.dates import modified_of, published_of
from onrecord.sources.page.heading import authors_of, headline_of
from onrecord.sources.page.markup import titles, tree_of
from onrecord.sources.page.metadata import Facts, read_facts
from onrecord.sources.page.pieces import Piece, ground_of, prose, with_site_marked, without_furniture, without_overlap
from onrecord.sources.page.visible import Visible, collapse, visible
from onrecord.sources.prose import count_words, joined, language
from onrecord.sources.times import given_time

_PAGE = r"(?:(?:the|this|that) )?(?:web ?)?(?:page|article|story|content|url|address|link)"
_YOU = (
    r"(?: (?:that )?you(?:['’]re| are| were|['’]ve| have)? (?:looking|searching|requested|request|want|trying)"
    r"[^.!?]{0,60}?)?"
)
_NOT = (
    r"(?:can ?not|could not|can['’]t|couldn['’]t|is not|isn['’]t|was not|wasn['’]t|does not|doesn['’]t|no longer"
    r"|is no longer)"
)
_GONE = r"(?:be )?(?:found|available|exists?|here|located)"
_OOPS = r"(?:(?:oh no|uh[- ]oh|oops|whoops|sorry|we(?:['’]re| are) sorry|error|http)[\s,.!:…–—-]*){0,3}"
_CODE = r"(?:4(?:0[034]|10)|50[0234])"
_CERTAIN = re.compile(
    rf"{_OOPS}(?:(?:error )?{_CODE}(?: error)?(?:\s*[:.,–—-]*\s*(?:{_PAGE} )?(?:not found|missing|gone))?"
    rf"|(?:{_PAGE} )?not found|{_PAGE}{_YOU} {_NOT}(?: {_GONE})?"
    rf"|{_PAGE}{_YOU} (?:is )?(?:missing|gone|unavailable|has (?:moved|expired|been (?:re)?moved|been deleted))"
    rf"|(?:we|i) (?:can ?not|can['’]t|could not|couldn['’]t) (?:seem to )?find {_PAGE}{_YOU})",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    rf"{_OOPS}(?:access denied|forbidden|just a moment|one moment,? please|attention required"
    r"|are you (?:a )?(?:human|robot)\??"
    r"|(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human|something went wrong|(?:internal )?server error"
    r"|bad gateway|service (?:temporarily )?unavailable|(?:we are )?(?:down for|under|scheduled) maintenance"
    r"|oops|sorry)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[|·•»–—-]\s+|\s*[|»]\s*")
_FEW = 120
"""Words of a page whose headline may be that of an article."""


def says_error(headline: str | None, paragraphs: Iterable[str]) -> bool:
    """Whether a page's headline, its site's name aside, is an error's, or its first paragraph is and little follows."""
    texts = list(paragraphs)
    few = sum(text.count(" ") + 1 for text in texts) <= _FEW
    parts = [part.strip(" .!…") for part in _SEPARATOR.split((headline or "")[:200])]
    if any(_CERTAIN.fullmatch(part) or (few and _POSSIBLE.fullmatch(part)) for part in parts if part):
        return True
    first = re.split(r"(?<=[.!?])\s", texts[0][:300])[0].strip(" .!…") if texts else ""
    return few and _CERTAIN.fullmatch(first) is not None


FEWEST_WORDS = 8
"""A page without one paragraph of so many words is an index or an error page."""

_FEWEST_CAPTIONS = 3
"""Captions of a page whose article is its pictures."""
_ROOTS = frozenset(("__next", "__nuxt", "___gatsby", "root", "app", "react-root", "main-app", "q-app", "svelte"))
"""The empty elements into which scripts build a page."""
_MUCH_CODE = 20
"""Characters of script to one that is shown, from which a page is probably built by it."""


def read_page(
    content: bytes, *, url: str | None = None, published: str | None = None, charset: str | None = None
) -> Loaded:
    """An article with one version from the bytes of an HTML page.

    `url` is where it came from, `charset` what the server said. Raises a SourceProblem: EmptyInput,
    BinaryInput, InputTooLarge, NoArticleText, BuiltByScript, PageTooComplex, PublishedNotATime."""
    check_bytes(content)
    words = decoded(content, charset=charset)
    tree = tree_of(words.text)
    given = given_time(published)
    facts = read_facts(tree, url=url)
    seen = with_site_marked(visible(tree))
    found = body_of(tree, seen, _end_of_headline(seen, facts))
    headline = headline_of(seen, facts, first=min((piece.start for piece in prose(found)), default=len(seen.text)))
    begin = headline.shown[1] if headline.shown else 0
    ground = ground_of(seen, headline.shown, [(piece.start, piece.end) for piece in found])
    pieces = pieces_of(tree, seen, found, ground, begin=begin, facts=facts)
    body = [piece for piece in prose(pieces) if begin <= piece.start < piece.end] or pieces
    told = [piece for piece in body if not is_opening(seen, piece)] or body
    first, last = min((piece.start for piece in told), default=begin), max((piece.end for piece in body), default=begin)
    authors = authors_of(seen, facts, ground, begin=begin, first=first, last=last)
    pieces = without_overlap([*pieces, *opening_of(tree, seen, pieces, ground, begin=begin)])
    pieces = without_furniture(pieces, headline=headline.text, authors=authors)
    if not _is_article(pieces):
        raise _nothing(tree, seen)
    if says_error(headline.text, (piece.text for piece in pieces if piece.kind == "paragraph")):
        raise NoArticleText
    text, blocks = joined(
        [*_headline_block(headline.text, seen, tree), *((piece.kind, piece.text) for piece in pieces)]
    )
    address, claimed = identified(facts.url, fetched=normal_url(url) if url else None)
    time = given or published_of(tree, seen, facts, ground, begin=begin, first=first, last=last)
    version = Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type=words.media_type("text/html", charset),
        headline=headline.text,
        authors=authors,
        outlet=facts.outlet,
        published=time,
        modified=_later(modified_of(tree, seen, facts, ground, first=first), _noticed(pieces, time)),
        language=language(text),
        blocks=blocks,
        origin=fetched_from(url, claimed=claimed),
    )
    return Loaded(Article(article_id(content, address), address, (version,)), content)


def _end_of_headline(seen: Visible, facts: Facts) -> int:
    """The end of an h1 that says what the page's head gives as headline, in front of which no article begins."""
    headline = headline_of(seen, facts, first=0)
    return headline.shown[1] if headline.shown else 0


def _nothing(tree: HtmlElement, seen: Visible) -> NoArticleText:
    """Why a page gives no article: because a script builds it, as far as can be told."""
    told = any("javascript" in collapse(element.text_content()).lower() for element in tree.iter("noscript"))
    roots = any(element.get("id") in _ROOTS for element in tree.iter("div", "main", "section"))
    code = sum(len(element.text or "") for element in tree.iter("script"))
    scripted = (told or roots or code > _MUCH_CODE * (len(seen.text) + 1)) and next(
        tree.iter("script"), None
    ) is not None
    return BuiltByScript() if scripted else NoArticleText()


def _is_article(pieces: Iterable[Piece]) -> bool:
    long = [piece.kind for piece in pieces if count_words(piece.text) >= FEWEST_WORDS]
    return "paragraph" in long or "quote" in long or long.count("caption") >= _FEWEST_CAPTIONS


def _noticed(pieces: Iterable[Piece], published: Time | None) -> Time | None:
    notes = [piece.text for piece in pieces if piece.kind == "note"]
    return latest_notice_time(notes, published=published.value if published else None)


def _later(said: Time | None, noticed: Time | None) -> Time | None:
    """What the page's data say of its last change, unless a notice tells readers of a later one; a notice of the same
    day is the better witness, and the data the more exact."""
    if said is None or noticed is None or noticed.value[:10] < said.value[:10]:
        return said or noticed
    return Time(said.value, noticed.signal) if noticed.value[:10] == said.value[:10] else noticed


def _headline_block(headline: str | None, seen: Visible, tree: HtmlElement) -> Iterator[tuple[BlockKind, str]]:
    """The headline as a block, where its words stand in the page: JSON-LD alone does not show them."""
    words = (seen.text.replace("\n", " "), *titles(tree)) if headline else ()
    if headline and any(headline in held for held in words):
        yield "headline", headline
