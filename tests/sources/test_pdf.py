"""PDFs: lines become paragraphs, divided words are mended, running heads are dropped, and verify proves the blocks."""

import zlib
from collections.abc import Callable

import pytest

from onrecord.problems.sources import InputTooLarge, NotAPdf, ScannedPdf
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources.documents.pdf import MEDIA_TYPE, MOST_PAGES, read_document
from onrecord.sources.documents.word import Properties
from tests.made_pdf import Put, pdf, typeset

STORY = [
    "HULL — The harbour board said on Monday that it would not sell the quay before the election, and that the "
    "long-term contract for transport of timber remained in force.",
    "“We will not sell the quay to anybody who cannot tell us what they want to do with it,” said Lena Ortwin, who "
    "chairs the board. Transport is dear.",
    "“Nobody asked the fishermen,” said Anders Brekke. “That is the trouble with well-established committees, and "
    "with self-government.”",
    "The ferry stops on Friday, the harbour office said; the board of the railways did not answer.",
    "Ida Mørk, who runs the crane, said that the timber would have to be moved to the northern mole by then, and that "
    "she had told the board so in January.",
]  # fmt: skip
BREAKS = (
    "elec-tion",
    "trans-port",
    "con-tract",
    "com-mittees",
    "fisher-men",
    "trou-ble",
    "rail-ways",
    "nor-thern",
    "Janu-ary",
)


def head(page: int) -> list[Put]:
    return [Put(70, 812, "Tide Weekly — 6 May 2024", 8), Put(290, 30, f"Page {page} of 9", 8)]


def texts(content: bytes) -> list[str]:
    found = [one.text for one in read_document(content).paragraphs]
    words = PageWords(content, MEDIA_TYPE)
    assert [text for text in found if not words.hold(text)] == []
    return found


@pytest.mark.parametrize("width", [35, 48, 60, 75])
@pytest.mark.parametrize(("space", "indent"), [(8, 0), (0, 12), (4, 10), (14, 0)])
def test_lines_are_joined_to_paragraphs(width: int, space: float, indent: float) -> None:
    put = typeset(STORY, width=width, space=space, indent=indent, breaks=BREAKS)
    assert any(one.text.endswith("-") for one in put)
    assert texts(pdf(put)) == STORY


@pytest.mark.parametrize("cut", range(3, 14))
def test_a_paragraph_goes_on_over_the_end_of_a_page_and_heads_are_dropped(cut: int) -> None:
    put = typeset(STORY, width=60, breaks=BREAKS)
    lower = [Put(one.x, 780 - 12 * number, one.text) for number, one in enumerate(put[cut:])]
    content = pdf(head(1) + put[:cut], lower + head(2))
    found = read_document(content)
    assert found.around[0] == "Tide Weekly — 6 May 2024"
    whole = " ".join(texts(content))
    assert whole == " ".join(STORY)
    if not put[cut - 1].text.endswith((".", "”", "?", ";")):
        assert texts(content)[:2] == STORY[:2]


def test_columns_are_read_one_after_the_other() -> None:
    put = typeset(STORY, width=36, indent=10, space=0, breaks=BREAKS)
    half = len(put) // 2
    while put[half - 1].text.endswith((".", "”")):
        half += 1
    right = [Put(320 + one.x - 70, 760 - 12 * number, one.text) for number, one in enumerate(put[half:])]
    title = Put(70, 790, "Harbour board refuses to sell the quay", 22)
    found = read_document(pdf([title, *put[:half], *right])).paragraphs
    assert found[0].kind == "headline"
    assert [one.text for one in found[1:]] == STORY


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "joined"),
    [
        ("a long-", "term job", "", "a long-term job"),
        ("a self-", "made man", "", "a self-made man"),
        ("of trans-", "port and", "", "of transport and"),
        ("of admin-", "istration", "", "of administration"),
        ("an Anglo-", "Norwegian firm", "", "an Anglo-Norwegian firm"),
        ("the re-", "elected mayor", "The re-elected mayor spoke.", "the re-elected mayor"),
        ("the re-", "elected mayor", "The reelected mayor spoke.", "the reelected mayor"),
        ("a break-", "water of stone", "Every breakwater leaks.", "a breakwater of stone"),
        ("the out-of-", "date map", "", "the out-of-date map"),
        ("in 2019-", "20 they left", "", "in 2019- 20 they left"),
        ("so they left—", "and stayed", "", "so they left—and stayed"),
        ("so they left —", "and stayed", "", "so they left — and stayed"),
    ],
)
def test_divided_words_are_mended_by_what_the_text_has(before: str, after: str, elsewhere: str, joined: str) -> None:
    first = "The harbour board has looked at the quay for years"
    lines = [
        Put(70, 700, f"{first} {before}"),
        Put(70, 688, f"{after}, as everybody on the harbour board knows by now."),
    ]
    content = pdf([*lines, *([Put(70, 640, elsewhere)] if elsewhere else [])])
    assert texts(content)[0] == f"{first} {joined}, as everybody on the harbour board knows by now."


def test_headings_are_told_by_their_size() -> None:
    put = [Put(70, 790, "Harbour board refuses", 24), Put(70, 762, "to sell the quay", 24), *typeset(STORY[:2], y=730),
           Put(70, 600, "The board answers", 13), *typeset(STORY[2:], y=570)]  # fmt: skip
    found = read_document(pdf(put)).paragraphs
    assert [(one.kind, one.text) for one in found if one.kind != "paragraph"] == [
        ("headline", "Harbour board refuses to sell the quay"),
        ("subhead", "The board answers"),
    ]


def test_what_a_browser_prints_around_a_page_is_dropped() -> None:
    around = [
        Put(30, 825, "06/05/2024, 10:11 Quay stays | Tide", 8),
        Put(30, 15, "https://tide.example/news/quay 1/1", 8),
    ]
    assert texts(pdf([*around, *typeset(STORY)])) == STORY


def test_lists_stay_apart() -> None:
    items = ["• The quay stays.", "• The ferry stops.", "2. The mole is next."]
    assert texts(pdf([*typeset(STORY[:1]), *(Put(80, 600 - 12 * n, item) for n, item in enumerate(items))])) == [
        STORY[0],
        *items,
    ]


def test_a_line_repeated_in_the_text_is_kept() -> None:
    put = [typeset([*STORY[:2], "“No,” she said."], y=700 - 40 * page) for page in range(3)]
    assert texts(pdf(*put)).count("“No,” she said.") == 3


def test_pages_that_are_alike_have_no_heads() -> None:
    assert len(texts(pdf(*[typeset(STORY[:2])] * 3))) >= 2


def test_properties() -> None:
    content = pdf(
        typeset(STORY), info={"Title": "Quay stays", "Author": "Jo Falk", "CreationDate": "D:20240506101112Z"}
    )
    assert read_document(content).properties == Properties("Quay stays", "Jo Falk", "2024-05-06")
    assert read_document(pdf(typeset(STORY), info={"CreationDate": "yesterday"})).properties == Properties()


def bomb() -> bytes:
    packed = zlib.compress(b"(" + b" " * 300_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
    return pdf([]).replace(b"<< /Length 0 >>\nstream\n\nendstream", stream)


@pytest.mark.parametrize(
    ("content", "problem", "reason"),
    [
        (b"%PDF-1.7", NotAPdf, "cannot be read"),
        (b"%PDF-1.7\n" + b"nothing " * 1000, NotAPdf, "cannot be read"),
        (pdf(typeset(STORY))[:900], NotAPdf, "cannot be read"),
        (pdf([]), ScannedPdf, "contains no text"),
        (pdf([], []), ScannedPdf, "contains no text"),
        (lambda: pdf(*([],) * (MOST_PAGES + 1)), NotAPdf, "has 401 pages"),
        (lambda: pdf(typeset(STORY), extra=b"0 0 m 1 1 l S\n" * 400_000), InputTooLarge, "more than the limit"),
        (bomb, NotAPdf, "page 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so(
    content: bytes | Callable[[], bytes], problem: type[Exception], reason: str
) -> None:
    made = content if isinstance(content, bytes) else content()
    with pytest.raises(problem, match=reason):
        read_document(made)


@pytest.mark.parametrize("password", ["", "secret"])
def test_protected_files(password: str) -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(typeset(STORY)))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    if not password:
        assert texts(file.getvalue()) == STORY
        return
    with pytest.raises(NotAPdf, match="protected by a password"):
        read_document(file.getvalue())


def test_words_that_are_not_there_are_not_proved() -> None:
    put = typeset(STORY, width=60, breaks=BREAKS)
    words = PageWords(pdf(head(1) + put[:6], head(2) + put[6:]), MEDIA_TYPE)
    assert not words.hold("The harbour board said on Monday that it would sell the quay.")
    assert not words.hold(f"{STORY[0]} {STORY[4]}")
    assert not words.hold("The harbour board said on Monday that it would stop on Friday, the harbour office said;")
    assert not PageWords(b"%PDF-1.7 nothing", MEDIA_TYPE).hold("nothing")
