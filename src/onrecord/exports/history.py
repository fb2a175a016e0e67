"""The versions of an article and what changed between them, to be read by a person or a program.

The terminal and the page draw the same values. Words of a difference are those of the versions; nothing is added but
an ellipsis where words that are the same in both were left out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.exports import marked
from onrecord.exports.articles import FORMAT, origin_json, statement_json
from onrecord.exports.marked import deed, lead, who
from onrecord.model import Block, Reading, Span
from onrecord.record.values import KeptVersion
from onrecord.versions import compare_versions
from onrecord.versions.differences import RUN, Piece, difference, plain
from onrecord.versions.statements import AlignedBlock, AlignedStatement, Changes

AROUND = 10
"""Words shown on each side of a change in a long paragraph."""
LONGEST_PASSAGE = 3
"""Where a statement was read in one version only, the passage of the other is shown unless it is so many times as
long: its words were then scattered."""


SIGNS = {"reworded": "≠", "re-attributed": "→", "added": "+", "removed": "−"}
"""Beside its word and its colour, each change has a sign."""
NOTHING = "Only typography, white space, counters or time stamps changed."
BESIDE = "A copy from a file does not replace what was fetched."
ONE_VERSION = "Only one version: nothing has changed since it was added."


@dataclass(frozen=True, slots=True)
class Line:
    """One change as it is shown: what kind, whose, the words with the cue before them, and what else is to be said."""

    change: str
    pieces: tuple[Piece, ...]
    who: str | None = None
    remark: str | None = None
    lead: str = ""


def steps(versions: Sequence[KeptVersion]) -> list[tuple[KeptVersion, KeptVersion]]:
    """Each version with the one that it is compared with: that which stood for the article when it came. So a copy
    from a file, beside what was fetched, does not come between two fetched versions."""
    found = []
    leading = versions[0]
    for version in versions[1:]:
        found.append((leading, version))
        if version.own or not leading.own:
            leading = version
    return found


def changes_of(versions: Sequence[KeptVersion]) -> list[Changes]:
    """What changed in each of the steps of `versions`."""
    return [compare_versions(before.reading, after.reading) for before, after in steps(versions)]


def latest_first(
    versions: Sequence[KeptVersion], changes: Sequence[Changes]
) -> list[tuple[KeptVersion, KeptVersion, Changes]]:
    """Each of the steps of `versions` with what changed, the latest first."""
    return [(*pair, one) for pair, one in zip(steps(versions), changes, strict=True)][::-1]


def latest_of(versions: Sequence[KeptVersion]) -> KeptVersion:
    """The version that stands for the article."""
    return next((version for version in versions if version.latest), versions[-1])


def came(version: KeptVersion) -> str:
    """How a version came: "fetched from https://…", or that it is a copy."""
    origin = version.reading.article.latest.origin
    confirmed = version.own and (origin is None or origin.kind != "fetched")
    return marked.came(origin) + ("; fetched later with the same words" if confirmed else "")


def history_json(versions: Sequence[KeptVersion], changes: Sequence[Changes]) -> dict[str, Any]:
    """All versions, and what changed from each to the next."""
    article = versions[0].reading.article
    return {
        "format": FORMAT,
        "article": article.id,
        "url": article.url,
        "versions": [_version_json(version) for version in versions],
        "changes": [
            {"from": before.number, "to": after.number, **changes_json(one)}
            for (before, after), one in zip(steps(versions), changes, strict=True)
        ],
    }


def changes_json(changes: Changes) -> dict[str, Any]:
    """What changed between two versions. Statements that were kept are only counted."""
    return {
        "headline": [asdict(piece) for piece in headline_pieces(changes)] if changes.headline else None,
        "notices": _texts(changes.notices, changes.after),
        "notices_removed": _texts(changes.notices_removed, changes.before),
        "kept": len(changes.of("kept")),
        "statements": [_statement_json(one, changes) for one in changes.statements if one.change != "kept"],
        "paragraphs": [_block_json(one, changes) for one in changes.blocks],
    }


def added_at(version: KeptVersion) -> str:
    """When a version was added, to be read by a person: "2024-03-04 17:45 UTC"."""
    return f"{version.added_at[:10]} {version.added_at[11:16]} UTC"


def headline_pieces(changes: Changes) -> tuple[Piece, ...]:
    """The headlines' difference."""
    before, after = (reading.article.latest.headline or "" for reading in (changes.before, changes.after))
    return difference(before, after)


def summary(changes: Changes) -> str:
    """The statements counted by what became of them: "1 reworded, 2 added, 8 kept"."""
    counts = Counter[str](one.change for one in changes.statements)
    order = ("reworded", "re-attributed", "added", "removed", "kept")
    return ", ".join(f"{counts[change]:,} {change}" for change in order if counts[change]) or "none"


def statement_lines(changes: Changes) -> Iterator[Line]:
    """The statements that changed."""
    for one in changes.statements:
        if one.change != "kept":
            yield Line(one.change, statement_pieces(one, changes), _whose(one), _remark(one), _lead(one, changes))


def block_lines(changes: Changes) -> Iterator[Line]:
    """The paragraphs that changed, with long stretches that did not left out."""
    for one in changes.blocks:
        name = next(block.kind for block in (one.after, one.before) if block is not None)
        yield Line(one.change, abridged(block_pieces(one, changes)), None if name == "paragraph" else name)


def notice_lines(changes: Changes) -> Iterator[Line]:
    """The notices that came and went."""
    for text in _texts(changes.notices, changes.after):
        yield Line("added", (Piece("same", text),))
    for text in _texts(changes.notices_removed, changes.before):
        yield Line("removed", (Piece("removed", text),))


def statement_pieces(one: AlignedStatement, changes: Changes) -> tuple[Piece, ...]:
    """The words of a statement with what changed in them."""
    before, after = _both_quotes(one, changes)
    if one.change == "reworded":
        return difference(before, after)
    if one.change in ("added", "removed"):
        return (Piece("added", after) if one.change == "added" else Piece("removed", before),)
    return (Piece("same", after),)


def block_pieces(one: AlignedBlock, changes: Changes) -> tuple[Piece, ...]:
    """The words of a paragraph with what changed in them."""
    before = one.before.span.of(changes.before.article.latest.text) if one.before else ""
    after = one.after.span.of(changes.after.article.latest.text) if one.after else ""
    if one.change == "reworded":
        return tuple(_without_moved(difference(before, after), changes))
    return (Piece("added", after) if one.change == "added" else Piece("removed", before),)


def _without_moved(pieces: Sequence[Piece], changes: Changes) -> Iterator[Piece]:
    """The pieces without words that only went to, or came from, another paragraph."""
    held = {"removed": _run(changes.after.article.latest.text), "added": _run(changes.before.article.latest.text)}
    for piece in pieces:
        moved = piece.part != "same" and len(plain(piece.text)) >= RUN and _run(piece.text) in held[piece.part]
        if not moved:
            yield piece
        elif piece.part == "added":
            yield Piece("same", piece.text)


def _run(text: str) -> str:
    return f" {' '.join(plain(text))} "


def abridged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with an ellipsis for words that are the same and stand farther than `AROUND` words from a change."""
    shown = []
    for at, piece in enumerate(pieces):
        if piece.part == "same":
            piece = Piece("same", _ends(piece.text, first=at > 0, last=at < len(pieces) - 1))
        shown.append(piece)
    return tuple(shown)


def spaced(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with a space of its own where removed words would touch others."""
    for at, piece in enumerate(pieces):
        if piece.part != "removed":
            yield piece
            continue
        before = pieces[at - 1].text if at else " "
        after = pieces[at + 1].text if at + 1 < len(pieces) else " "
        yield from () if before[-1].isspace() else (Piece("same", " "),)
        yield piece
        yield from (Piece("same", " "),) if after[0].isalnum() else ()


def _ends(text: str, *, first: bool, last: bool) -> str:
    words = text.split(" ")
    if len(words) <= AROUND * (first + last) + 2:
        return text
    kept = (" ".join(words[:AROUND]) if first else "", " ".join(words[-AROUND:]) if last else "")
    return f"{kept[0]}{' … ' if first and last else ' …' if first else '… '}{kept[1]}"


def _both_quotes(one: AlignedStatement, changes: Changes) -> tuple[str, str]:
    before, after = changes.before.article.latest.text, changes.after.article.latest.text
    if one.before and one.after:
        return one.before.quote(before), one.after.quote(after)
    if one.before:
        quote = one.before.quote(before)
        return quote, _passage(one.elsewhere, after, like=quote)
    quote = one.after.quote(after) if one.after else ""
    return _passage(one.elsewhere, before, like=quote), quote


def _passage(spans: Sequence[Span], text: str, *, like: str) -> str:
    """The passage in which the words of a statement stand that was read in the other version only."""
    if not spans:
        return ""
    passage = text[min(span.start for span in spans) : max(span.end for span in spans)]
    return passage if len(passage) <= LONGEST_PASSAGE * len(like) else " ".join(span.of(text) for span in spans)


def _whose(one: AlignedStatement) -> str:
    statement = one.after or one.before
    if one.change == "re-attributed" and one.after is None:
        return who(())
    return who(statement.speakers if statement else ())


def _lead(one: AlignedStatement, changes: Changes) -> str:
    """The cue of the later version, else of the earlier; with both where they do not do the same with the words."""
    before = one.before, changes.before.article.latest.text
    after = one.after, changes.after.article.latest.text
    if one.before and one.after and deed(one.before) != deed(one.after):
        return f"{lead(*after) or 'said: '}(before: {lead(*before).removesuffix(': ') or 'said'}) "
    return lead(*after) if one.after else lead(*before)


def _remark(one: AlignedStatement) -> str | None:
    if not one.new_source:
        return None
    return f"before: {who(one.before.speakers if one.before else ())}"


def _texts(blocks: Sequence[Block], reading: Reading) -> list[str]:
    return [block.span.of(reading.article.latest.text) for block in blocks]


def _version_json(version: KeptVersion) -> dict[str, Any]:
    latest = version.reading.article.latest
    return {
        "number": version.number,
        "added_at": version.added_at,
        "origin": origin_json(latest.origin),
        "own": version.own,
        "latest": version.latest,
        "headline": latest.headline,
        "published": latest.published.value if latest.published else None,
        "modified": latest.modified.value if latest.modified else None,
        "text_sha256": latest.text_sha256,
        "bytes_sha256": latest.bytes_sha256,
        "statements": len(version.reading.statements),
    }


def _statement_json(one: AlignedStatement, changes: Changes) -> dict[str, Any]:
    before, after = changes.before.article.latest.text, changes.after.article.latest.text
    other = after if one.after is None else before
    return {
        "change": one.change,
        "new_source": one.new_source,
        "before": statement_json(one.before, before) if one.before else None,
        "after": statement_json(one.after, after) if one.after else None,
        "elsewhere": [asdict(span) | {"text": span.of(other)} for span in one.elsewhere],
        "difference": [asdict(piece) for piece in statement_pieces(one, changes)],
    }


def _block_json(one: AlignedBlock, changes: Changes) -> dict[str, Any]:
    return {
        "change": one.change,
        "before": _placed(one.before, changes.before),
        "after": _placed(one.after, changes.after),
        "difference": [asdict(piece) for piece in block_pieces(one, changes)],
    }


def _placed(block: Block | None, reading: Reading) -> dict[str, Any] | None:
    if block is None:
        return None
    return {"kind": block.kind, **asdict(block.span), "text": block.span.of(reading.article.latest.text)}
