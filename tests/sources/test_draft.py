import io
from pathlib import Path

import pytest
from docx import Document

from onrecord.problems.sources import EmptyInput, NoSuchInput, NotADocument, NotADraft, UnreadableInput
from onrecord.sources.documents import load_draft, read_draft
from tests.made_word import document, paragraph, run


def _word(*paragraphs: str, cell: str | None = None) -> bytes:
    written = Document()
    for words in paragraphs:
        written.add_paragraph(words)
    if cell:
        written.add_table(1, 1).cell(0, 0).text = cell
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("draft.txt", "“We stay,” Holt said.\n\nNothing else happened.\n".encode()),
        ("draft.md", "“We **stay**,” [Holt](https://example.org) said.\n\nNothing else\nhappened.\n".encode()),
        ("draft.html", "<p>“We <i>stay</i>,” Holt said.</p><script>1</script><p>Nothing else happened.</p>".encode()),
        ("draft.docx", _word("“We stay,” Holt said.", "Nothing else happened.")),
    ],
)
def test_every_format_gives_the_same_text(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert load_draft(str(tmp_path / name)) == "“We stay,” Holt said.\n\nNothing else happened."


@pytest.mark.parametrize(
    "content",
    [b"<html><body><p>It rains.</p></body></html>", b"It rains.", _word("It rains."), b"\xef\xbb\xbfIt rains."],
)
def test_standard_input_is_told_by_its_bytes(content: bytes) -> None:
    assert load_draft("-", standard_input=io.BytesIO(content)) == "It rains."


def test_a_table_in_word_is_not_lost() -> None:
    assert read_draft(_word("It rains.", cell="“It pours.”")) == "It rains.\n\n“It pours.”"


def test_lists_quotes_and_tables_in_markdown_are_not_lost() -> None:
    text = "# Notes\n\n* “One”\n* two\n\n> “Three\n> four”\n\n| a | b |\n|---|---|\n| “c” | d |\n"
    assert read_draft(text.encode(), kind="markdown").split("\n\n") == [
        "Notes",
        "“One”",
        "two",
        "“Three four”",
        "a",
        "b",
        "“c”",
        "d",
    ]


def test_wrapped_lines_of_plain_text_are_one_paragraph() -> None:
    text = (
        "“We have to wait for the ferry until the wind turns and the\n"
        "harbour master lets it go,” Holt said on the pier. She had been\nwaiting."
    )
    assert "\n" not in read_draft(text.encode())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b" \n", EmptyInput),
        (b"%PDF-1.7", NotADraft),
        (b"PK\x03\x04broken", NotADocument),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document", NotADocument),
        (b"<html><body><script>1</script></body></html>", EmptyInput),
    ],
)
def test_what_is_no_draft_is_a_problem(content: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        read_draft(content)


def test_a_zip_archive_that_is_no_document_is_a_problem() -> None:
    from zipfile import ZipFile

    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(NotADocument):
        read_draft(file.getvalue())


def test_a_missing_draft_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(NoSuchInput):
        load_draft(str(tmp_path / "none.md"))


def test_a_draft_in_word_has_all_its_changes_accepted() -> None:
    change = 'w:id="1" w:author="Kim" w:date="2031-05-06T10:00:00Z"'
    body = (
        paragraph(
            "“We ",
            f"<w:del {change}><w:r><w:delText>never</w:delText></w:r></w:del>",
            f"<w:ins {change}>{run('stay')}</w:ins>",
            "<w:r><w:noBreakHyphen/></w:r>",
            run("put,” "),
            run("“Secret,” ", "<w:vanish/>"),
            run("Holt said."),
        ),
        paragraph("See below.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    )
    notes = f'<w:footnote w:id="2">{paragraph("“We go,” Falk said.")}</w:footnote>'
    assert read_draft(document(*body, footnotes=notes)) == (
        "“We stay-put,” Holt said.\n\nSee below.\n\n“We go,” Falk said."
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“We will re-\nbuild it,” she said.", "“We will rebuild it,” she said."),
        ("“A well-\nknown bridge,” she said.", "“A well-known bridge,” she said."),
        ("“The pre- and postwar years,” she said.", "“The pre- and postwar years,” she said."),
        ("“The first half\ngoes on here,” she said.", "“The first half goes on here,” she said."),
        ("“A whole one,” she said.\nand a line of its own.", "“A whole one,” she said.\n\nand a line of its own."),
        ("“One that goes on\n“in the next,” she said.", "“One that goes on\n\n“in the next,” she said."),
    ],
)
def test_what_a_line_end_broke_is_one_again(text: str, read: str) -> None:
    assert read_draft(text.encode(), kind="text") == read


def test_a_folder_is_not_a_draft(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="it is a folder, not a draft"):
        load_draft(str(tmp_path))
