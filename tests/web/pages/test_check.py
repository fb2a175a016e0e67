"""The page of a draft and the same over the API."""

import io

from docx import Document
from fastapi.testclient import TestClient

from tests.web.forms import sent

DRAFT = "“It is a hard thing to say to people who love their boat, but a boat is no right,” Edda Quill told the Ledger."


def test_a_draft_is_shown_beside_what_the_record_has(pages: TestClient) -> None:
    answer = sent(pages, "/check", data={"draft": DRAFT})
    assert "1 quotation checked, 1 needs review." in answer.text
    assert "<del>not a</del>" in answer.text
    assert 'href="/article/' in answer.text


def test_a_file_is_read_as_what_it_is(pages: TestClient) -> None:
    document, content = Document(), io.BytesIO()
    document.add_paragraph(DRAFT)
    document.save(content)
    answer = sent(pages, "/check", files={"file": ("draft.docx", content.getvalue())})
    assert "draft.docx" in answer.text
    assert "1 quotation checked" in answer.text


def test_the_report_is_a_page_to_keep(pages: TestClient) -> None:
    answer = sent(pages, "/check", data={"draft": DRAFT, "answer": "report"})
    assert "attachment" in answer.headers["content-disposition"]
    assert "<style>" in answer.text


def test_a_draft_without_text_says_what_to_do(pages: TestClient) -> None:
    answer = sent(pages, "/check", data={"draft": " "}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "paste the text of a draft" in answer.text
    assert sent(pages, "/check", data={"draft": " "}, headers={"Accept": "application/json"}).json()["error"]


def test_a_file_that_is_no_draft_leaves_the_form_as_it_was(pages: TestClient) -> None:
    file = {"file": ("draft.pdf", b"%PDF-1.7 draft")}
    answer = sent(pages, "/check", data={"draft": DRAFT}, files=file, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "The draft is a PDF. Drafts are read from plain text, Markdown, HTML and Word" in answer.text
    assert DRAFT in answer.text


def test_words_of_a_draft_are_words(pages: TestClient) -> None:
    answer = sent(pages, "/check", data={"draft": "“<script>alert(1)</script> is what they call it here,” Ann said."})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text
