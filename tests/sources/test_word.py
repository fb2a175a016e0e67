"""Word documents as a reader sees them, with all changes accepted; and verify finds the same words by its own way."""

import pytest

from onrecord.problems.sources import NotADocument
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources.documents.word import LARGEST_PART, MEDIA_TYPE, Properties, read_document
from tests.made_word import STRICT, document, package, paragraph, run

QUOTE = "“The crane is older than I am,” said Ida Mørk."
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
CHANGED = 'w:id="1" w:author="Kim" w:date="2031-05-06T10:00:00Z"'


def texts(content: bytes) -> list[str]:
    found = [one.text for one in read_document(content).paragraphs]
    words = PageWords(content, MEDIA_TYPE)
    assert [text for text in found if not words.hold(text)] == []
    return found


def deleted(words: str) -> str:
    return f"<w:del {CHANGED}><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def inserted(words: str) -> str:
    return f"<w:ins {CHANGED}>{run(words)}</w:ins>"


def box(words: str, *, twice: bool = True) -> str:
    content = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    if not twice:
        return f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            [paragraph("“We carry ", deleted("whole"), inserted("single"), run(" crates,” Mørk said."))],
            ["“We carry single crates,” Mørk said."],
        ),
        ([paragraph(deleted("“Never,” said Falk.")), paragraph("It rains.")], ["It rains."]),
        ([paragraph(inserted("“Always,” said Falk."))], ["“Always,” said Falk."]),
        (
            [
                paragraph(f"<w:moveFrom {CHANGED}>{run(QUOTE)}</w:moveFrom>"),
                paragraph("It rains."),
                paragraph(f"<w:moveTo {CHANGED}>{run(QUOTE)}</w:moveTo>"),
            ],
            ["It rains.", QUOTE],
        ),
        (
            [
                paragraph("“The crane is ", properties=f"<w:rPr><w:del {CHANGED}/></w:rPr>"),
                paragraph("older than I am.”"),
                paragraph("It rains."),
            ],
            ["“The crane is older than I am.”", "It rains."],
        ),
        (
            [
                paragraph("A", properties=f"<w:rPr><w:del {CHANGED}/></w:rPr>"),
                paragraph("B", properties=f"<w:rPr><w:del {CHANGED}/></w:rPr>"),
                paragraph("C"),
            ],
            ["ABC"],
        ),
        (
            [paragraph("It rains.", run("“Secret,” said Falk.", "<w:vanish/>"), run(" It pours."))],
            ["It rains. It pours."],
        ),
        ([paragraph("It rains.", run(" It pours.", '<w:vanish w:val="0"/>'))], ["It rains. It pours."]),
        (
            [
                paragraph(
                    "A long",
                    "<w:r><w:noBreakHyphen/></w:r>",
                    run("term job, a trans"),
                    "<w:r><w:softHyphen/></w:r>",
                    run("port."),
                )
            ],
            ["A long-term job, a transport."],
        ),
        (
            [paragraph("It", "<w:r><w:tab/></w:r>", run("rains."), "<w:r><w:br/></w:r>", run("Hard."))],
            ["It rains. Hard."],
        ),
        (
            [paragraph("It rains.", "<w:r><w:br/></w:r><w:r><w:br/></w:r>", run("It pours."))],
            ["It rains.", "It pours."],
        ),
        ([paragraph("It rains ", box(QUOTE), run("on the quay."))], ["It rains on the quay.", QUOTE]),
        ([paragraph(box(QUOTE, twice=False), run("It rains."))], ["It rains.", QUOTE]),
        (
            [
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
                f"<w:sdtContent>{paragraph('Click here.')}</w:sdtContent></w:sdt>",
                paragraph("It rains."),
            ],
            ["It rains."],
        ),
        ([f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('It pours.')}</w:sdtContent></w:sdt>"], ["It pours."]),
        (
            [f"<w:tbl><w:tr><w:tc>{paragraph('One.')}</w:tc><w:tc>{paragraph('Two.')}</w:tc></w:tr></w:tbl>"],
            ["One.", "Two."],
        ),
        (
            [
                paragraph(
                    "See ",
                    FIELD,
                    run("the minutes"),
                    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                    run("."),
                )
            ],
            ["See the minutes."],
        ),
        ([paragraph(f"<w:hyperlink>{run('The minutes')}</w:hyperlink>", run(" say so."))], ["The minutes say so."]),
        (
            [paragraph("The sum is ", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", run("large."))],
            ["The sum is large."],
        ),
        (
            [
                paragraph(
                    "<w:r><w:ruby><w:rt><w:r><w:t>toh</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r>"
                )
            ],
            ["東"],
        ),
        ([paragraph("It rains.", "<w:r><w:commentReference w:id='1'/></w:r>")], ["It rains."]),
    ],
)
def test_what_a_reader_sees(body: list[str], expected: list[str]) -> None:
    assert texts(document(*body)) == expected


def test_footnotes_stand_at_the_end_without_their_separators() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("—")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(QUOTE)}</w:footnote>'
    )
    body = (paragraph("Mørk was blunt.", '<w:r><w:footnoteReference w:id="2"/></w:r>'), paragraph("It rains."))
    assert texts(document(*body, footnotes=notes)) == ["Mørk was blunt.", "It rains.", QUOTE]


def test_styles_tell_headings_and_hide() -> None:
    styles = (
        '<w:style w:styleId="T1"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
        '<w:style w:styleId="C"><w:name w:val="caption"/></w:style>'
        '<w:style w:styleId="X"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = [
        paragraph(words, properties=f'<w:pStyle w:val="{style}"/>')
        for style, words in (
            ("T1", "Quay"),
            ("H", "Rain"),
            ("Q", QUOTE),
            ("C", "The quay"),
            ("X", "Secret"),
            ("", "It rains."),
        )
    ]
    content = document(*body, paragraph("So", run(" not", '<w:rStyle w:val="X"/>'), run(" it is.")), styles=styles)
    found = read_document(content)
    assert [one.kind for one in found.paragraphs] == [
        "headline",
        "subhead",
        "quote",
        "caption",
        "paragraph",
        "paragraph",
    ]
    assert texts(content)[-2:] == ["It rains.", "So it is."]


def test_the_parts_are_found_by_their_relations_and_in_strict_documents() -> None:
    assert texts(document(paragraph("It rains."), main="content/m.xml")) == ["It rains."]
    assert texts(document(paragraph("It rains."), namespace=STRICT)) == ["It rains."]


def test_properties_are_as_they_are_written() -> None:
    core = (
        "<dc:title>Quay</dc:title><dc:creator>Kim</dc:creator><dcterms:created>2024-05-06T10:11:12Z</dcterms:created>"
    )
    assert read_document(document(paragraph("It rains."), core=core)).properties == Properties(
        "Quay", "Kim", "2024-05-06T10:11:12Z"
    )
    assert read_document(document(paragraph("It rains."))).properties == Properties()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04broken", "another zip archive, and is cut off or damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted, or in a format of Office before 2007"),
        (document(paragraph("It rains."))[:41] + b"\0\0" + document(paragraph("It rains."))[43:], "decompressing"),
        (package({"xl/workbook.xml": "<w/>"}), "a spreadsheet .* Save it as CSV"),
        (package({"ppt/presentation.xml": "<w/>"}), "a slide show"),
        (package({"META-INF/container.xml": "<w/>"}), "an e-book"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "an OpenDocument file"),
        (package({"a.txt": "words"}), "a zip archive, .* Unpack it"),
        (package({"word/document.xml": "<w:document"}), "markup is broken"),
        (package({"word/document.xml": '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'}), None),
        (package({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "markup is broken"),
        (package({f"a{number}": "" for number in range(10_001)}), "more than 10,000 parts"),
        (package({"word/document.xml": "<a>" + " " * (LARGEST_PART + 1) + "</a>"}), "is larger than 30 MB"),
    ],
)
def test_what_is_no_document_says_so(content: bytes, reason: str | None) -> None:
    assert len(content) < 2_000_000
    if reason is None:
        assert read_document(content).paragraphs == ()
        return
    with pytest.raises(NotADocument, match=reason):
        read_document(content)
    assert not PageWords(content, MEDIA_TYPE).hold("any words")


def test_words_that_were_deleted_or_hidden_are_not_proved() -> None:
    content = document(paragraph("It ", deleted("never "), run("rains."), run(" Ever.", "<w:vanish/>")))
    words = PageWords(content, MEDIA_TYPE)
    assert words.hold("It rains.")
    assert not words.hold("It never rains.")
    assert not words.hold("It rains. Ever.")
