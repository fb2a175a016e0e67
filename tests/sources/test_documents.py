"""Word documents and PDFs as articles: what they say about themselves counts where their text agrees."""

from pathlib import Path

import pytest

from onrecord.model import Failure, Loaded, Time, Version
from onrecord.problems.sources import InputTooLarge, NoArticleText, NotADocument, PublishedNotATime
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources import load
from onrecord.sources.documents import read_pdf, read_word
from tests.made_pdf import Put, pdf, typeset
from tests.made_word import document, paragraph
from tests.sources.test_pdf import STORY

TITLE = "Harbour board refuses to sell the quay"


def word(*texts: str, title: str = "", author: str = "", created: str = "") -> bytes:
    core = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created>{created}</dcterms:created>"
    return document(*map(paragraph, texts), core=core)


def version(content: bytes) -> Version:
    found = read_word(content).article.latest
    words = PageWords(content, found.media_type)
    assert all(words.hold(block.span.of(found.text)) for block in found.blocks)
    return found


def test_a_word_document_is_an_article() -> None:
    content = word(TITLE, "By Jo Falk", "Published 6 May 2024", *STORY)
    found = version(content)
    assert found.text == "\n\n".join([TITLE, *STORY])
    assert (found.headline, found.authors, found.published) == (
        TITLE,
        ("Jo Falk",),
        Time("2024-05-06", "published line"),
    )
    assert [block.kind for block in found.blocks] == ["headline", *["paragraph"] * len(STORY)]


@pytest.mark.parametrize(
    ("title", "first", "headline"),
    [
        (TITLE, "Press release", TITLE),
        ("Quay stays", "FOR IMMEDIATE RELEASE", None),
        (STORY[1], TITLE, STORY[1]),
        ("Microsoft Word - quay_final_v3.docx", STORY[0], None),
        ("Document1", STORY[0], None),
        ("quay_release", STORY[0], None),
        ("Untitled document of the board", STORY[0], None),
        ("", STORY[0], None),
        ("", "Quay stays with the town", "Quay stays with the town"),
    ],
)
def test_a_title_counts_where_it_is_one(title: str, first: str, headline: str | None) -> None:
    rest = STORY[1:] if first == STORY[0] else STORY
    assert version(word(first, *rest, title=title)).headline == headline


@pytest.mark.parametrize(
    ("author", "texts", "authors"),
    [
        ("Jo Falk", ["Contact: Jo Falk, 555 0100"], ("Jo Falk",)),
        ("Jo Falk", [], ()),
        ("Administrator", ["Administrator"], ()),
        ("Ann Ray", ["By Jo Falk"], ("Jo Falk",)),
    ],
)
def test_an_author_counts_who_is_named(author: str, texts: list[str], authors: tuple[str, ...]) -> None:
    assert version(word(TITLE, *texts, *STORY, author=author)).authors == authors


@pytest.mark.parametrize(
    ("created", "line", "published"),
    [
        ("2024-05-06T10:11:12Z", "HULL, 6 May 2024", "2024-05-06"),
        ("2024-05-06T10:11:12Z", "For immediate release: Monday, May 6, 2024", "2024-05-06"),
        ("2024-05-06T10:11:12Z", "HULL, 7 May 2024", None),
        ("2024-05-06T10:11:12Z", "For immediate release", None),
        ("2013-12-23T23:15:00Z", "HULL", None),
        ("soon", "HULL, 6 May 2024", None),
    ],
)
def test_a_day_counts_that_the_text_names(created: str, line: str, published: str | None) -> None:
    found = version(word(TITLE, line, *STORY, created=created)).published
    assert (found.value if found else None) == published


def test_a_pdf_is_an_article() -> None:
    head = [Put(70, 815, "Tide Weekly, 6 May 2024", 8)]
    info = {"Title": "tide_19.indd", "Author": "desk", "CreationDate": "D:20240506080000Z"}
    content = pdf([*head, Put(70, 790, TITLE, 20), *typeset(STORY[:3], y=760)], [*head, *typeset(STORY[3:])], info=info)
    loaded = read_pdf(content)
    found = loaded.article.latest
    assert found.text == "\n\n".join([TITLE, *STORY])
    assert (found.headline, found.media_type) == (TITLE, "application/pdf")
    assert found.published == Time("2024-05-06", "document property and text")
    assert loaded.content == content


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "report", "wrong.txt", "wrong.csv"])
def test_documents_are_told_by_their_first_bytes(tmp_path: Path, name: str) -> None:
    content = pdf(typeset(STORY)) if name in ("a.pdf", "wrong.txt") else word(*STORY)
    (tmp_path / name).write_bytes(content)
    (one,) = load([str(tmp_path / name)])
    assert isinstance(one, Loaded)
    assert one.article.latest.text == "\n\n".join(STORY)


def test_what_is_none_fails(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "b.pdf").write_bytes(b"no PDF at all")
    (tmp_path / "c.docx").write_bytes(b"")
    results = [*load([str(tmp_path)])]
    assert [type(one) for one in results] == [Failure] * 3
    with pytest.raises(NoArticleText):
        read_word(word("Agenda"))
    with pytest.raises(NotADocument):
        read_word(b"plain text")
    with pytest.raises(InputTooLarge):
        read_pdf(b"%PDF-1.7" + b" " * 20_000_000)
    with pytest.raises(PublishedNotATime):
        read_word(word(*STORY), published="soon")
    assert read_word(word(*STORY), published="2024-05-07").article.latest.published == Time("2024-05-07", "given")
