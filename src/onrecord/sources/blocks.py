"""Texts in order become one text and its blocks."""

from collections.abc import Iterable

from onrecord.model import Block, BlockKind, Span


def joined(pieces: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Texts joined by one empty line, and the blocks that they are in the result."""
    blocks: list[Block] = []
    texts: list[str] = []
    offset = 0
    for kind, text in pieces:
        blocks.append(Block(kind, Span(offset, offset + len(text))))
        texts.append(text)
        offset += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)
