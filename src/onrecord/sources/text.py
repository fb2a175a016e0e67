"""Plain text as pasted from a page: headline first, captions, credits, the site's own lines.

The rules are general and careful. Certain site lines go wherever they stand; lines that only look like
the site's go where they follow the last of the article and a certain site line is among them. What a
reader would call the article stays, word for word, white space collapsed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.english.sentences import is_ended
from onrecord.model import Article, BlockKind, Loaded, Origin, Time, Version, sha256
from onrecord.problems.sources import NoArticleText
from onrecord.sources.addresses import article_id, fetched_from, normal_url
from onrecord.sources.authors import clean_authors
from onrecord.sources.encoding import check_bytes, decoded
from onrecord.sources.furniture import (
    biography,
    has_credit,
    is_furniture,
    is_notice,
    latest_notice_time,
    opens_author_box,
)
from onrecord.sources.prose import count_words, is_prose, joined, language
from onrecord.sources.times import find_time, given_time
from onrecord.sources.turns import label_of

_LONGEST_HEADLINE = 200
_LONGEST_CAPTION = 600
_LONGEST_TITLE = 60
_TOP = 6
"""Pieces from the start among which a byline or a line with the time of publication is looked for."""
_WRAPPED = (45, 100)
"""Lines of text that was wrapped by a program are about so long."""
_FEWEST_REPEATED = 5
"""Words: shorter lines ("Yes.", "Applause.") are repeated by articles themselves."""
_BULLET = re.compile(r"^\s*(?:[•‣◦▪●·]|[*–-](?=\s))\s*")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:=+|-{3,})$")
_RULE = re.compile(r"^\W{3,}$")
_QUOTED = re.compile(r"^>\s?")
_ADDRESS = re.compile(r"https?://\S+(?:\s+https?://\S+)*$", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:(?:written|reported|story)\s+)?by:?\s+(?P<names>[^.!?]{3,80})$", re.IGNORECASE)
_PUBLISHED = re.compile(r"^(?:(?:first )?published|posted|publication date)\b:?", re.IGNORECASE)
_BESIDE_DATE = re.compile(r"[\W_]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|date|on)?[\W_]*", re.IGNORECASE)
"""What else stands in a line that only gives a date."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One line or paragraph. `group` numbers the stretch between empty lines that it stands in."""

    text: str
    group: int
    kind: BlockKind = "paragraph"
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Facts:
    """What site lines said about the article before they were left out."""

    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: Time | None = None


def read_text(content: bytes, *, published: str | None = None, url: str | None = None, whole: bool = False) -> Loaded:
    """An article with one version from plain text. `whole` leaves every line in, as in a transcript, where "Next
    question" is somebody's words and a label is repeated.

    Raises EmptyInput, BinaryInput, InputTooLarge, NoArticleText and PublishedNotATime."""
    check_bytes(content)
    given = given_time(published)
    words = decoded(content)
    version = _version(
        list(_lines(words.text)),
        content,
        media_type=words.media_type("text/plain"),
        published=given,
        whole=whole,
        origin=fetched_from(url),
    )
    address = normal_url(url) if url else None
    return Loaded(Article(article_id(content, address), address, (version,)), content)


def read_paragraphs(
    paragraphs: Iterable[tuple[BlockKind, str]], content: bytes, *, media_type: str, published: Time | None = None
) -> Loaded:
    """An article from the paragraphs of a document, which are known for what they are; the site's lines among them
    are told as in plain text. `content` are the document's bytes. Raises NoArticleText."""
    pieces = [_Piece(text, number, kind) for number, (kind, text) in enumerate(paragraphs)]
    return Loaded(
        Article(
            article_id(content, None), None, (_version(pieces, content, media_type=media_type, published=published),)
        ),
        content,
    )


def _version(
    pieces: list[_Piece],
    content: bytes,
    *,
    media_type: str,
    published: Time | None,
    whole: bool = False,
    origin: Origin | None = None,
) -> Version:
    pieces = _kinds(pieces)
    facts = _facts(pieces)
    kept = pieces if whole else _article(pieces)
    if not any(piece.kind in ("paragraph", "quote") and count_words(piece.text) >= 3 for piece in kept):
        raise _nothing(pieces)
    text, blocks = joined([(piece.kind, piece.text) for piece in kept])
    time = published or facts.published
    notes = [piece.text for piece in kept if piece.kind == "note"]
    return Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type=media_type,
        headline=next((piece.text for piece in kept if piece.kind == "headline"), None),
        authors=facts.authors,
        outlet=facts.outlet,
        published=time,
        modified=latest_notice_time(notes, published=time.value if time else None),
        language=language(text),
        blocks=blocks,
        origin=origin,
    )


def _nothing(pieces: Sequence[_Piece]) -> NoArticleText:
    """Why there is no article in them."""
    if pieces and all(_ADDRESS.match(piece.text) for piece in pieces):
        return NoArticleText(
            "The file lists addresses and contains no article. To add the articles at these addresses, run "
            "`onrecord watch FILE --once`, or give them to `onrecord add`."
        )
    return NoArticleText(
        "No article text was found: no paragraph has three words or more. Give the whole text of an article, with its "
        "headline in the first line."
    )


def paragraphs(text: str) -> list[str]:
    """All paragraphs of a plain text in order, with nothing left out: wrapped lines joined, white space collapsed."""
    return [piece.text for piece in _lines(text)]


def _lines(text: str) -> Iterator[_Piece]:
    """The pieces: paragraphs between empty lines with wrapped lines joined, else single lines."""
    text = (
        text.lstrip("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )
    for number, group in enumerate(re.split(r"\n[^\S\n]*\n\s*", text)):
        lines = [line.strip() for line in group.split("\n") if line.strip()]
        for bullet, joined_line in _joined_lines(lines):
            collapsed = " ".join(joined_line.split())
            if collapsed:
                yield _Piece(collapsed, number, bullet=bullet)


def _joined_lines(lines: list[str]) -> Iterator[tuple[bool, str]]:
    if len(lines) > 1 and _is_wrapped(lines):
        quote = all(_QUOTED.match(line) for line in lines)
        yield False, " ".join([lines[0], *(_QUOTED.sub("", line) for line in lines[1:])] if quote else lines)
        return
    for line in lines:
        bullet = _BULLET.match(line)
        yield bool(bullet), line[bullet.end() :] if bullet else line


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph that a program broke to a width: all but the last are about
    as long, and most break inside a sentence."""
    *full, _ = lines
    shortest, longest = _WRAPPED
    if any(_BULLET.match(line) or _HEADING.match(line) or _UNDERLINE.match(line) for line in lines):
        return False
    if not all(len(line) <= longest for line in lines) or not all(len(line) >= shortest for line in full):
        return False
    return sum(not is_ended(line, also=":;") for line in full) >= len(full) / 2


def _kinds(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with their kinds: what mark-up and wording tell first, then the headline."""
    marked = list(_marked(pieces))
    credited = {piece.group for piece in marked if len(piece.text) <= _LONGEST_CAPTION and has_credit(piece.text)}
    sizes = Counter(piece.group for piece in marked)
    found = [_with_kind(piece, in_caption=piece.group in credited and sizes[piece.group] <= 4) for piece in marked]
    return [replace(found[0], kind="headline"), *found[1:]] if _opens_with_headline(found) else found


def _marked(pieces: list[_Piece]) -> Iterator[_Piece]:
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        heading = _HEADING.match(piece.text)
        if heading and heading[1]:
            yield replace(piece, text=heading[1], kind="subhead")
        elif following and following.group == piece.group and _UNDERLINE.match(following.text):
            yield replace(piece, kind="subhead")
        elif _QUOTED.match(piece.text):
            if words := _QUOTED.sub("", piece.text):
                yield replace(piece, text=words, kind="quote")
        elif not _RULE.match(piece.text):
            yield piece


def _with_kind(piece: _Piece, *, in_caption: bool) -> _Piece:
    if is_notice(piece.text):
        return replace(piece, kind="note")
    if in_caption and piece.kind == "paragraph" and len(piece.text) <= _LONGEST_CAPTION and not piece.bullet:
        return replace(piece, kind="caption")
    return piece


def _opens_with_headline(pieces: list[_Piece]) -> bool:
    if len(pieces) < 2 or pieces[0].kind not in ("paragraph", "subhead"):
        return False
    if any(piece.kind == "headline" for piece in pieces):
        return False  # a document said which it is
    first, second = pieces[0], pieces[1]
    if first.kind == "subhead":
        return True
    if _is_turn(first.text) and (_is_turn(second.text) or (len(pieces) > 2 and _is_turn(pieces[2].text))):
        return False
    alone = first.group != second.group or len(second.text) > len(first.text)
    return (
        alone
        and len(first.text) <= _LONGEST_HEADLINE
        and not first.bullet
        and not re.search(r"[.,;:…]['\"”’]?$", first.text)
        and not _BYLINE.match(first.text)
        and first.text.count(" ") >= 1
    )


def _is_turn(line: str) -> bool:
    """Whether a line has the form of a labelled turn of a transcript."""
    label = label_of(line)
    return label is not None and label.form != "line" and label.words < len(line)


def _facts(pieces: Sequence[_Piece]) -> _Facts:
    """Author, outlet and time of publication, where lines of the site say them."""
    top = pieces[:_TOP]
    bylines = [byline["names"] for piece in top if (byline := _byline(piece))]
    times = [find_time(piece.text) for piece in top if _is_publication_line(piece)]
    published = next((Time(time.value, "published line") for time in times if time), None) or _date_at_head(top)
    box = next((index for index, piece in enumerate(pieces) if opens_author_box(piece.text)), None)
    boxed = (
        [found for piece in pieces[box + 1 : box + 4] if (found := biography(piece.text))] if box is not None else []
    )
    names = clean_authors(bylines) or clean_authors([name for name, _ in boxed])
    return _Facts(names, next((outlet for _, outlet in boxed if outlet), None), published)


def _byline(piece: _Piece) -> re.Match[str] | None:
    found = _BYLINE.match(piece.text)
    return found if found and found["names"][:1].isupper() else None


def _is_publication_line(piece: _Piece) -> bool:
    return len(piece.text) <= 100 and _PUBLISHED.match(piece.text) is not None


def _date_at_head(top: Sequence[_Piece]) -> Time | None:
    """The date of a line of its own, or of the byline, before the text begins."""
    for piece in top:
        if is_prose(piece.text):
            return None
        written = find_time(piece.text) if len(piece.text) <= _LONGEST_HEADLINE else None
        if written is None:
            continue
        if _byline(piece) is not None:
            return Time(written.value, "byline")
        if _BESIDE_DATE.fullmatch(piece.text[: written.start] + piece.text[written.end :]):
            return Time(written.value, "date line")
    return None


def _article(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without the site's."""
    counts = Counter(piece.text for piece in pieces)
    end = _end_of_article(pieces, counts)
    kept: list[_Piece] = []
    seen: set[str] = set()
    for index, piece in enumerate([*pieces[:end], *(piece for piece in pieces[end:] if piece.kind == "note")]):
        again = piece.text in seen and piece.text.count(" ") >= _FEWEST_REPEATED - 1
        top = index < _TOP and (_byline(piece) is not None or _is_publication_line(piece))
        if not again and not top and (piece.kind in ("note", "headline", "caption") or not is_furniture(piece.text)):
            kept.append(piece)
        seen.add(piece.text)
    return kept


def _end_of_article(pieces: list[_Piece], counts: Counter[str]) -> int:
    """Where the site's tail begins: from the end backwards while every piece looks like the site's, then
    forwards to the first that certainly is, with the short title over it."""
    box = next((index for index, piece in enumerate(pieces) if opens_author_box(piece.text)), len(pieces))
    box = box if box >= len(pieces) / 3 else len(pieces)
    start = len(pieces)
    while start and (start - 1 >= box or _may_be_site(pieces[start - 1], counts)):
        start -= 1
    certain = next(
        (index for index in range(start, len(pieces)) if _is_site(pieces[index], counts) or index >= box), None
    )
    if certain is None:
        return len(pieces)
    while certain > max(start, 1) and _is_title(pieces[certain - 1]):
        certain -= 1
    return certain


def _is_site(piece: _Piece, counts: Counter[str]) -> bool:
    return piece.kind != "note" and (
        is_furniture(piece.text)
        or opens_author_box(piece.text)
        or (counts[piece.text] > 1 and piece.text.count(" ") >= _FEWEST_REPEATED - 1)
    )


def _may_be_site(piece: _Piece, counts: Counter[str]) -> bool:
    if piece.kind in ("note", "headline", "caption", "quote"):
        return False
    return _is_site(piece, counts) or counts[piece.text] > 1 or not is_ended(piece.text, also=":;")


def _is_title(piece: _Piece) -> bool:
    return (
        piece.kind in ("paragraph", "subhead")
        and not piece.bullet
        and len(piece.text) <= _LONGEST_TITLE
        and not is_ended(piece.text, also=":;")
        and piece.text.count(" ") <= 4
    )
