"""Tables of articles: what the columns hold is told by their names, and a broken row costs itself alone."""

import csv
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.model import Failure, Loaded, Time
from onrecord.record.verifying.stored_words import PageWords
from onrecord.sources import load
from onrecord.sources.encoding import LIMIT
from onrecord.sources.fetch import Fetched
from onrecord.sources.inputs import load_fetched
from onrecord.sources.tables import is_table

WORDS = "“The quay stays ours,” said Lena Ortwin.\n\nNobody on the harbour board disagreed with her."
OTHER = "The ferry stops on Friday, the harbour office said; “not one lorry” would be carried."


def written(rows: Sequence[Sequence[str]], *, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting, escapechar="\\").writerows(rows)  # type: ignore[arg-type]
    return file.getvalue()


class Read:
    """What became of a table."""

    def __init__(self, path: Path | str, *, standard_input: bytes | None = None, published: str | None = None) -> None:
        self.told: list[str] = []
        stream = io.BytesIO(standard_input) if standard_input is not None else None
        results = list(load([str(path)], standard_input=stream, published=published, tell=self.told.append))
        self.loaded = [result for result in results if isinstance(result, Loaded)]
        self.failures = [result for result in results if isinstance(result, Failure)]
        self.versions = [one.article.latest for one in self.loaded]

    @property
    def texts(self) -> list[str]:
        return [version.text for version in self.versions]


def read(folder: Path, content: str | bytes, name: str = "a.csv") -> Read:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return Read(folder / name)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        # Media Cloud, a news archive, an office's own table, crawlers, a programmer's interface, a databank by codes
        ("id,publish_date,title,url,media_name,text", "text from `text`, headline from `title`, date from"),
        ("Headline,Published Date,Publication,Byline,Document Link,Full Text", "text from `Full Text`, headline"),
        ("Title;Body;Date Published;Source;Author;Link", "text from `Body`, headline from `Title`, date from"),
        ("title|maintext|date_publish|source_domain|authors|url", "text from `maintext`"),
        ("Title\tArticle-Text\tpublishedAt\tpublisher\tauthor\tURL", "text from `Article-Text`"),
        ("HD,BY,PD,SN,TD", "text from `TD`, headline from `HD`, date from `PD`, outlet from `SN`, authors from `BY`"),
        ("webTitle,webPublicationDate,webUrl,fields.bodyText", "text from `fields.bodyText`, headline from `webTitle`"),
        ("STORY_ID,NEWSPAPER,DATETIME,CONTENT,PERMALINK", "text from `CONTENT`, date from `DATETIME`, address from"),
    ],
)
def test_the_columns_are_told_by_their_names(tmp_path: Path, names: str, told: str) -> None:
    delimiter = next(mark for mark in "\t;|," if mark in names)
    columns = names.split(delimiter)
    values = {"date": "2024-05-06", "url": "https://tide.example/a", "link": "https://tide.example/a"}
    row = []
    for column in columns:
        key = next((key for key in ("date", "url", "link") if key in column.casefold()), "")
        long = any(part in column.casefold() for part in ("text", "body", "content", "td"))
        row.append(WORDS if long else values.get(key, "Harbour Weekly"))
    found = read(tmp_path, written([columns, row], delimiter=delimiter))
    assert found.texts == [WORDS]
    assert told in found.told[0]


def test_everything_that_is_known_of_an_article_is_taken(tmp_path: Path) -> None:
    rows = [
        ["ID", "Titel", "Body Text", "Publication-Date", "Web URL", "newspaper", "By-line", "Section"],
        [
            "n7",
            " Quay stays ",
            WORDS,
            "06 May 2024",
            "https://tide.example/a?utm_source=x",
            "Tide",
            "By Jo Falk and Ann Ray",
            "B",
        ],
    ]
    (one,) = read(tmp_path, written(rows)).loaded
    version = one.article.latest
    assert (one.article.id, one.article.url) == ("n7", "https://tide.example/a")
    assert (version.headline, version.outlet, version.authors) == ("Quay stays", "Tide", ("Jo Falk", "Ann Ray"))
    assert version.published == Time("2024-05-06", "column Publication-Date")
    assert [block.span.of(version.text) for block in version.blocks] == WORDS.split("\n\n")
    assert one.origin == f"{tmp_path / 'a.csv'}, row 2"
    assert json.loads(one.content)["Section"] == "B"
    page = PageWords(one.content, version.media_type)
    assert all(page.hold(block.span.of(version.text)) for block in version.blocks)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_delimiters_encodings_and_line_breaks_in_cells(
    tmp_path: Path, delimiter: str, encoding: str, quoting: int
) -> None:
    rows = [["title", "date", "text"], ["A, b; c | d", "2024-05-06", WORDS], ["Café", "2024-05-07", OTHER]]
    found = read(tmp_path, written(rows, delimiter=delimiter, quoting=quoting).encode(encoding))
    assert (found.texts, found.failures) == ([WORDS, OTHER], [])
    assert [version.headline for version in found.versions] == ["A, b; c | d", "Café"]


def test_one_row_of_another_encoding_does_not_spoil_the_others(tmp_path: Path) -> None:
    quoted = b'title,text\n"Caf\xc3\xa9","\xe2\x80\x9cOui,\xe2\x80\x9d she said."\n"Zo\xeb","\x93Non,\x94 he said."\n'
    found = read(tmp_path, quoted)
    assert found.texts == ["“Oui,” she said.", "“Non,” he said."]
    assert [version.headline for version in found.versions] == ["Café", "Zoë"]


def test_marks_in_cells_without_quoting_are_words(tmp_path: Path) -> None:
    lines = ["title\tdate\ttext", 'Quay\t2024-05-06\t"We stay," she said.', 'Ferry\t2024-05-07\tHe said "no" twice.']
    assert read(tmp_path, "\n".join(lines), "a.tsv").texts == ['"We stay," she said.', 'He said "no" twice.']


def test_marks_escaped_by_backslashes(tmp_path: Path) -> None:
    content = 'title,text\n"Quay","\\"We stay,\\" she said, twice."\n"Ferry","He said \\"no\\", and left."\n'
    assert read(tmp_path, content).texts == ['"We stay," she said, twice.', 'He said "no", and left.']


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.csv.gz", "a.tsv", "table", "-"])
def test_a_table_is_told_by_its_name_or_its_first_line(tmp_path: Path, name: str) -> None:
    content = written([["Title", "Body", "Date"], ["Quay", WORDS, "2024-05-06"]]).encode()
    content = gzip.compress(content) if name.endswith(".gz") else content
    found = Read("-", standard_input=content) if name == "-" else read(tmp_path, content, name)
    assert found.texts == [WORDS]
    assert "text from `Body`, headline from `Title`, date from `Date`" in found.told[0]


@pytest.mark.parametrize(
    "words",
    [
        "Text, date and place were known.\nThe ferry stops on Friday.",
        "The ferry stops, the harbour office said, on Friday.\n\nNobody knew.",
        "Title: The ferry\nBody\n",
        "title,body",
        "Author; publisher; and text of the article are named by the law, she said.\nIt is so.",
    ],
)
def test_prose_is_not_a_table(words: str) -> None:
    assert not is_table(words.encode()) or words.startswith("Text")
    assert Read("-", standard_input=(words + "\n\nThe harbour office had said so on Monday.").encode()).told == []


def test_a_table_without_texts_says_what_was_found_and_what_would_do(tmp_path: Path) -> None:
    found = read(tmp_path, "url,title,seendate,domain\nhttps://tide.example/a,Quay,20240506T101112Z,tide.example\n")
    (failure,) = found.failures
    assert failure.origin == str(tmp_path / "a.csv")
    assert "its columns are `url`, `title`, `seendate`, `domain`" in failure.reason
    assert "text (or body, content, article, full_text)" in failure.reason
    assert "To fetch the articles of `url`, list these addresses in a file" in failure.reason
    (empty,) = read(tmp_path, "\n\n \n").failures
    assert "is empty" in empty.reason


def test_the_text_is_the_longer_of_two_columns(tmp_path: Path) -> None:
    rows = [["text", "body", "content"], ["A teaser.", WORDS, ""], ["Another.", OTHER, ""]]
    assert read(tmp_path, written(rows)).texts == [WORDS, OTHER]
    marked = [["content", "text"], [f"<div class='{'x' * 1500}'><p>{WORDS}</p></div>", WORDS]]
    assert "text from `text`" in read(tmp_path, written(marked)).told[0]


def test_markup_in_cells_is_taken_off_and_the_words_are_proved(tmp_path: Path) -> None:
    cell = "<p>“The quay <b>stays</b> ours,” said Lena&nbsp;Ortwin.</p>\n<p>Fish &amp; chips.</p><script>x</script>"
    found = read(
        tmp_path,
        written([["title", "body"], ["Quay", cell], ["Fish &amp; chips", "He said &quot;no&quot; &#8212; twice."]]),
    )
    assert found.texts == ["“The quay stays ours,” said Lena Ortwin.\nFish & chips.", 'He said "no" — twice.']
    assert [version.headline for version in found.versions] == ["Quay", "Fish & chips"]
    for one, version in zip(found.loaded, found.versions, strict=True):
        page = PageWords(one.content, version.media_type)
        assert all(page.hold(block.span.of(version.text)) for block in version.blocks)


@pytest.mark.parametrize(
    ("broken", "reasons"),
    [
        ('Quay,2024-05-06,"He said "no" to that."\n', ["quotation marks do not match"]),
        ("Quay,2024-05-06,We stay, she said.\n", ["it has 4 cells, and the table has 3 columns"]),
        ("Quay,2024-05-06\n", ["it ends after 2 of 3 cells"]),
        ("Quay,2024-05-06,\n", ["`text` is empty"]),
        ("Quay,2024-05-06,  \n", ["`text` is empty"]),
        ('Quay,2024-05-06,"It never ends.\n', ["quotation marks do not match"]),
        ('Quay,2024-05-06,"It never ends,\nnor does this,\nor that.\n', ["quotation marks do not match"]),
        ("\n\n", []),
    ],
)
def test_a_broken_row_costs_itself_alone(tmp_path: Path, broken: str, reasons: list[str]) -> None:
    before, after = (
        f"Ferry,2024-05-05,{OTHER.replace(',', '')}\n",
        f'Pier,2024-05-07,"{OTHER}"\nMole,2024-05-08,Stone.\n',
    )
    found = read(tmp_path, f"title,date,text\n{before}{broken}{after}")
    assert [version.headline for version in found.versions] == ["Ferry", "Pier", "Mole"]
    assert found.texts[1:] == [OTHER, "Stone."]
    assert [failure.origin for failure in found.failures] == [f"{tmp_path / 'a.csv'}, row 3"] * len(reasons)
    for failure, reason in zip(found.failures, reasons, strict=True):
        assert reason in failure.reason


def test_a_row_without_its_last_empty_cells_is_whole(tmp_path: Path) -> None:
    found = read(tmp_path, "title,text,date,link,section,,\nQuay,It stays.,2024-05-06\nFerry,It goes.,2024-05-06,,,,\n")
    assert (found.texts, found.failures) == (["It stays.", "It goes."], [])


def test_a_table_of_broken_rows_is_not_read_over_and_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.tables._READ_AGAIN", 5_000)
    lines = "".join(f'Quay,"{number}\nnot "closed" at all\n' for number in range(400))
    found = read(tmp_path, f"title,text\nFerry,It goes.\n{lines}")
    assert found.texts[:1] == ["It goes."]
    assert found.failures


def test_long_cells_are_read_and_endless_ones_fail(tmp_path: Path) -> None:
    long = "The harbour office said so. " * 20_000
    rows = f'title,text\nQuay,"{long}"\nMole,"{"a" * (LIMIT + 10)}"\nFerry,It goes.\n'
    found = read(tmp_path, rows)
    assert found.texts == [long.strip(), "It goes."]
    assert [failure.origin for failure in found.failures] == [f"{tmp_path / 'a.csv'}, row 3"]


@pytest.mark.parametrize(
    ("dates", "values"),
    [
        (["2024-05-06 10:11:12", "2024-05-06T10:11:12Z"], ["2024-05-06T10:11:12", "2024-05-06T10:11:12+00:00"]),
        (["06 May 2024", "May 6, 2024", "6-May-24"], ["2024-05-06"] * 3),
        (
            ["20240506", "20240506T101112Z", "20240506101112"],
            ["2024-05-06", "2024-05-06T10:11:12+00:00", "2024-05-06T10:11:12"],
        ),
        (["1714990272", "1714990272000", "1714990272.5"], ["2024-05-06T10:11:12+00:00"] * 3),
        (["2024/5/6", "2024.05.06", "Monday, May 6, 2024"], ["2024-05-06"] * 3),
        (["Mon, 06 May 2024 10:11:12 GMT", "May 6, 2024 Monday"], ["2024-05-06T10:11:12+00:00", "2024-05-06"]),
        (["05/06/2024", "05/07/2024"], [None, None]),
        (["05/06/2024", "25/06/2024 10:11"], ["2024-06-05", "2024-06-25T10:11:00"]),
        (["05/06/2024", "5/26/24"], ["2024-05-06", "2024-05-26"]),
        (["05-06-2024", "26-05-2024"], ["2024-06-05", "2024-05-26"]),
        (["05/06/2024", "26/05/2024", "05/26/2024"], [None, "2024-05-26", "2024-05-26"]),
        (["n.d.", "spring", "2024", "45000", "99999999999999999999", "2024-13-45"], [None] * 6),
    ],
)
def test_dates_as_tables_have_them(tmp_path: Path, dates: list[str], values: list[str | None]) -> None:
    rows = [["text", "date"], *([f"It goes {number} times.", date] for number, date in enumerate(dates))]
    found = read(tmp_path, written(rows))
    assert [version.published.value if version.published else None for version in found.versions] == values
    missing = [number for number, value in enumerate(values) if value is None]
    assert len(found.told) == (2 if missing else 1)
    if missing:
        assert dates[missing[0]] in found.told[1]
        assert f"row {missing[0] + 2}" in found.told[1]


def test_the_order_of_dates_in_numbers_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "text,date\nIt goes.,05/06/2024\nIt stays.,25/06/2024\n")
    assert found.told == [f"{tmp_path / 'a.csv'} is read as articles: text from `text`, date from `date` (day first)."]
    assert Read("-", standard_input=b"text,date\nIt goes.,2024-05-06\n").told[0].startswith("Standard input is read")


def test_a_given_time_is_that_of_all_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,date\nIt goes.,05/06/2024\n")
    found = Read(tmp_path / "a.csv", published="2024-06-05")
    assert found.versions[0].published == Time("2024-06-05", "given")
    assert len(found.told) == 1


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Jo Falk", ("Jo Falk",)),
        ("By Jo Falk, Ann Ray", ("Jo Falk", "Ann Ray")),
        ("Falk, Jo; Ray, Ann", ("Jo Falk", "Ann Ray")),
        ("Falk, Jo", ("Jo Falk",)),
        ("['Jo Falk', 'Ann Ray']", ("Jo Falk", "Ann Ray")),
        ('["Jo Falk"]', ("Jo Falk",)),
        ("[]", ()),
        ("", ()),
        ("[" * 3000, ()),
    ],
)
def test_authors_as_tables_have_them(tmp_path: Path, authors: str, names: tuple[str, ...]) -> None:
    assert read(tmp_path, written([["text", "authors"], ["It goes.", authors]])).versions[0].authors == names


def test_what_is_no_address_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, "text,url\nIt goes.,see above\nIt stays.,https://tide.example/b\n")
    assert [one.article.url for one in found.loaded] == [None, "https://tide.example/b"]


def test_rows_are_read_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.tables._SAMPLE", 2)
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write("title,text\n")
        for number in range(50_000):
            file.write(f"Quay {number},It goes {number} times.\n")
    results = load([str(path)])
    first = next(results)
    assert isinstance(first, Loaded)
    assert first.article.latest.text == "It goes 0 times."
    results.close()  # type: ignore[attr-defined]


def test_compressed_tables_that_were_cut_fail_after_their_rows(tmp_path: Path) -> None:
    rows = "title,text\n" + "".join(f"Quay {n},{n * 7919 % 10007} {OTHER.replace(',', '')}\n" for n in range(5000))
    found = read(tmp_path, gzip.compress(rows.encode())[:-20_000], "a.csv.gz")
    assert len(found.texts) > 100
    assert "gzip data is damaged" in found.failures[-1].reason


def test_a_table_from_an_address_is_to_be_saved_first() -> None:
    fetched = Fetched("https://tide.example/a.csv", b"text,url\nIt goes.,https://other.example/a\n", "text/csv", None)
    (failure,) = load_fetched(fetched, origin="https://tide.example/a.csv")
    assert isinstance(failure, Failure)
    assert "save it and give the file" in failure.reason


def test_names_of_columns_do_not_reach_the_terminal_as_they_are(tmp_path: Path) -> None:
    found = read(tmp_path, 'te\x1bxt,"he\nadline",b\n' + f"It goes.,Ferry,{'x' * 90}\n")
    assert found.told == [f"{tmp_path / 'a.csv'} is read as articles: text from `te xt`, headline from `he adline`."]
