"""Articles made up for the tests of the record; run as a program, it adds some of them to a record.

python -m tests.made_articles RECORD COUNT together|singly
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from onrecord.model import (
    Article,
    Block,
    Loaded,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
    Version,
    When,
    Words,
    sha256,
    statement_id,
)
from onrecord.record import open_record, opening

READ_WITH = "made-up 1"
PARAGRAPHS = (
    '"The bridge will stay open," Ana Duarte, the mayor of Porto Velho, told the Harbour Times on Tuesday.',
    "The engineers' union believes that the pillars are unsafe.",
)
Made = tuple[Loaded, Reading]


def made(
    number: int = 1,
    *,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    headline: str | None = None,
    outlet: str | None = "The Harbour Times",
    published: str | None = "2024-05-07",
    page_comment: str = "",
    statements: bool = True,
) -> Made:
    """An article with the address https://harbour.example/NUMBER and a statement from each paragraph."""
    headline = f"Mayor keeps bridge {number} open" if headline is None else headline
    text = "\n\n".join((headline, *paragraphs))
    content = page(headline, paragraphs, comment=page_comment)
    version = Version(
        text=text,
        bytes_sha256=sha256(content),
        media_type="text/html; charset=utf-8",
        headline=headline,
        authors=("Rui Braga", "Inês Maia"),
        outlet=outlet,
        published=Time(published, "json-ld datePublished") if published else None,
        language="en",
        blocks=tuple(_blocks((headline, *paragraphs))),
    )
    address = f"https://harbour.example/{number}"
    article = Article(sha256(address)[:16], address, (version,))
    found = tuple(_statements(text, paragraphs)) if statements else ()
    return Loaded(article, content), Reading(article, found, None if statements else "not read: language pt", READ_WITH)


def page(headline: str, paragraphs: tuple[str, ...], *, comment: str = "") -> bytes:
    """The page that the article was read from."""
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    head = f"<meta charset=utf-8><title>Harbour</title><script>let x = 1</script><!-- {comment} -->"
    return f"<html><head>{head}</head><body><h1>{escape(headline)}</h1>{body}</body></html>".encode()


def statement(text: str, *, content: str, source: str | None = None, cue: str | None = None) -> Statement:
    """A statement whose spans are the first places of the words in the text."""
    contents, sources = (span_of(text, content),), (span_of(text, source),) if source else ()
    return Statement(
        statement_id(sha256(text), contents, sources),
        contents,
        sources,
        (span_of(text, cue),) if cue else (),
        confidence=0.75,
    )


def span_of(text: str, words: str) -> Span:
    """The first place of the words."""
    start = text.index(words)
    return Span(start, start + len(words))


def words(text: str, told: str) -> Words:
    """The words with the first place where they stand."""
    return Words.at(span_of(text, told), text)


def with_statements(pair: Made, *statements: Statement) -> Made:
    """The article with other statements."""
    return pair[0], replace(pair[1], statements=statements)


def _blocks(parts: tuple[str, ...]) -> Iterator[Block]:
    start = 0
    for number, part in enumerate(parts):
        yield Block("paragraph" if number else "headline", Span(start, start + len(part)))
        start += len(part) + 2


def _statements(text: str, paragraphs: tuple[str, ...]) -> list[Statement]:
    if paragraphs != PARAGRAPHS:
        return [statement(text, content=paragraph) for paragraph in paragraphs]
    mayor = Speaker("Ana Duarte", "person", words(text, "mayor of Porto Velho"), words(text, "Ana Duarte"))
    union = Speaker("engineers' union", "organization", None, words(text, "The engineers' union"))
    day = span_of(text, "Tuesday")
    tuesday = When.of_date("2024-05-07", text="Tuesday", rule="weekday on or before", span=day)
    times = words(text, "the Harbour Times")
    said = statement(
        text, content='"The bridge will stay open,"', source="Ana Duarte, the mayor of Porto Velho", cue="told"
    )
    held = statement(text, content="that the pillars are unsafe", source="The engineers' union", cue="believes")
    return [
        replace(said, type="direct", speakers=(mayor,), addressee=times, when=tuesday, occasion=1),
        replace(held, kind="held", speakers=(union,)),
    ]


def main(record: str, count: str, how: str) -> None:
    """Add articles 0 to COUNT, skipping those that are there, and say a word before each."""
    opening.BUSY_SECONDS = 120.0  # on a busy machine several writers wait long for one another
    articles = [made(number) for number in range(int(count))]
    with open_record(record, write=True) as opened:
        if how == "together":
            with opened.batch(size=7):
                for loaded, reading in articles:
                    print("next", flush=True)
                    opened.add_reading(loaded, reading, read_with=READ_WITH)
        else:
            for loaded, reading in articles:
                if not opened.has(reading.article):
                    print("next", flush=True)
                    opened.add_reading(loaded, reading, read_with=READ_WITH)


if __name__ == "__main__":
    main(*sys.argv[1:])
