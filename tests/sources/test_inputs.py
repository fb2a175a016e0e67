"""Files, folders, addresses and a stream are opened; what is bad becomes a Failure and the rest goes on."""

import gzip
import io
import json
import os
import sqlite3
from pathlib import Path

import pytest

from onrecord.model import Failure, Loaded
from onrecord.problems.sources import PublishedNotATime
from onrecord.sources import count, left_out, load
from onrecord.sources.files import DATABASE, NO_FILE

SENTENCE = "The harbour master said on Monday that the bridge would stay closed until the cables were replaced."
PAGE = f"<!DOCTYPE html><html><body>{f'<p>{SENTENCE}</p>' * 5}</body></html>".encode()
TEXT = f"Bridge closes\n\n{SENTENCE}\n".encode()
LINES = b"".join(json.dumps({"text": f"{SENTENCE} {number}"}).encode() + b"\n" for number in range(3))


def loaded(
    *inputs: Path | str, standard_input: bytes | None = None, published: str | None = None
) -> list[Loaded | Failure]:
    stream = io.BytesIO(standard_input) if standard_input is not None else None
    return list(load([str(name) for name in inputs], standard_input=stream, published=published))


def failure(result: Loaded | Failure) -> Failure:
    assert isinstance(result, Failure)
    return result


@pytest.mark.parametrize(
    ("name", "content", "articles", "media_type"),
    [
        ("a.html", PAGE, 1, "text/html"),
        ("a.HTM", PAGE, 1, "text/html"),
        ("a.html.gz", gzip.compress(PAGE), 1, "text/html"),
        ("a.html", gzip.compress(PAGE), 1, "text/html"),
        ("a.txt", TEXT, 1, "text/plain"),
        ("a.md", TEXT, 1, "text/plain"),
        ("a.jsonl", LINES, 3, "application/json"),
        ("a.ndjson.gz", gzip.compress(LINES), 3, "application/json"),
        ("a.json", LINES.splitlines()[0], 1, "application/json"),
        ("a.json", b"[" + b",".join(LINES.splitlines()) + b"]", 3, "application/json"),
        ("page", PAGE, 1, "text/html"),
        ("fragment", f"<p>{SENTENCE}<p>{SENTENCE} Again.".encode(), 1, "text/html"),
        ("text.dat", TEXT, 1, "text/plain"),
        ("lines", LINES, 3, "application/json"),
        ("object", b'{\n "text": "The bridge closes."\n}', 1, "application/json"),
    ],
)
def test_a_file_is_read_by_its_name_or_its_bytes(
    tmp_path: Path, name: str, content: bytes, articles: int, media_type: str
) -> None:
    (tmp_path / name).write_bytes(content)
    results = loaded(tmp_path / name)
    assert [result.article.latest.media_type for result in results if isinstance(result, Loaded)] == [
        media_type
    ] * articles


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b"", "is empty"),
        ("blank.txt", b" \n", "is empty"),
        ("empty.jsonl", b"", "is empty"),
        ("binary.html", bytes(range(256)), "binary data"),
        ("binary.jsonl", bytes(range(256)), "binary data"),
        ("report.txt", b"%PDF-1.7", "The PDF cannot be read"),
        ("cut.html.gz", gzip.compress(PAGE * 50)[:-30], "gzip data is damaged"),
        ("cut.jsonl.gz", gzip.compress(LINES * 50)[:-30], "gzip data is damaged"),
        ("no.html.gz", b"\x1f\x8b nothing", "gzip data is damaged"),
        ("large.html", b"<p>" + b"a" * 50_000_000, "50 MB, more than the limit of 20 MB"),
        ("large.html.gz", gzip.compress(b"a" * 30_000_000, 1), "more than the limit of 20 MB"),
        ("line.jsonl", b'{"text": "' + b"a" * 21_000_000, "more than the limit of 20 MB"),
        ("index.html", b"<html><body><nav><a href=x>Home</a></nav></body></html>", "No article text"),
        ("deep.html", b"<html><body>" + b"<div>" * 50_000 + SENTENCE.encode(), ""),
        ("record.json", b'{"no": 1}', "`text` is missing"),
    ],
)
def test_a_bad_file_fails_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_bytes(TEXT)
    *failures, last = loaded(tmp_path)
    assert isinstance(last, Loaded)
    for result in failures:
        if isinstance(result, Failure):
            assert result.origin == str(tmp_path / name)
            assert reason in result.reason
    assert not reason or any(isinstance(result, Failure) for result in failures)


def test_a_missing_path_and_an_unreadable_file_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no file or folder" in failure(loaded(tmp_path / "none.html")[0]).reason
    (tmp_path / "a.html").write_bytes(PAGE)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "Permission denied" in failure(loaded(tmp_path / "a.html")[0]).reason


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{SENTENCE} This is {name}.")
    results = loaded(tmp_path)
    assert [result.article.latest.text.rpartition(" ")[2] for result in results if isinstance(result, Loaded)] == [
        "a/c.txt.",
        "b.txt.",
    ]
    assert count([str(tmp_path), "-", "https://a.example/"]) == 4


def test_a_record_in_a_folder_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    with sqlite3.connect(tmp_path / "onrecord.record") as record:
        record.execute("CREATE TABLE a (b)")
    record.close()
    for name in ("onrecord.record-wal", "onrecord.record-shm", "stray-wal"):
        (tmp_path / name).write_bytes(b"\x00" * 50)
    assert [(type(result), count([str(tmp_path)])) for result in loaded(tmp_path)] == [(Loaded, 2), (Failure, 2)]
    left = [(path.name, reason) for path, reason in left_out([str(tmp_path)])]
    assert left == [(f"onrecord.record{end}", DATABASE) for end in ("", "-shm", "-wal")]
    assert "database" in failure(loaded(tmp_path / "onrecord.record")[0]).reason


def test_no_name_is_not_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    monkeypatch.chdir(tmp_path)
    assert "There is no file or folder ''" in failure(loaded("")[0]).reason
    assert (count([""]), list(left_out([""]))) == (1, [])


def test_standard_input_that_was_not_passed_is_no_missing_file() -> None:
    assert 'The input "-" is standard input, and none was given.' in failure(loaded("-")[0]).reason


@pytest.mark.parametrize(("content", "articles"), [(PAGE, 1), (TEXT, 1), (LINES, 3), (gzip.compress(LINES), 3)])
def test_standard_input_is_told_by_its_bytes(content: bytes, articles: int) -> None:
    assert [type(result) for result in loaded("-", standard_input=content)] == [Loaded] * articles


def test_standard_input_may_be_empty_or_missing() -> None:
    assert "is empty" in failure(loaded("-", standard_input=b"")[0]).reason
    assert failure(loaded("-")[0]).origin == "-"


def test_an_address_that_cannot_be_fetched_fails() -> None:
    assert failure(loaded("http://")[0]).reason.startswith("http:// cannot be fetched")


def test_the_publication_is_passed_on_and_checked_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (result,) = loaded(tmp_path, published="2024-03-01")
    assert isinstance(result, Loaded)
    assert result.article.latest.published is not None
    assert result.article.latest.published.value == "2024-03-01"
    with pytest.raises(PublishedNotATime):
        load([], published="soon")


def test_an_article_in_another_language_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Die Brücke im Hafen bleibt geschlossen, teilte die Stadt am Montag in einer Erklärung mit."
    )
    (result,) = loaded(tmp_path)
    assert isinstance(result, Loaded)
    assert result.article.latest.language == "de"


def test_of_a_plain_text_that_is_a_transcript_every_line_is_read(tmp_path: Path) -> None:
    label = "Irene Fosse -- Baltic Securities -- Senior Equity Analyst"
    (tmp_path / "call.txt").write_text(f"Q1 Call\n\n{label}\n\nIt rained all day.\n\n{label}\n\nThank you.\n")
    (loaded,) = load([str(tmp_path / "call.txt")], kind="transcript", published="2031-05-07")
    assert isinstance(loaded, Loaded) and loaded.origin == str(tmp_path / "call.txt")
    version = loaded.article.latest
    assert (version.text.count(label), version.text.count("Thank you."), version.kind) == (2, 1, "transcript")
    assert version.published and version.published.value == "2031-05-07"


class Endless(io.RawIOBase):
    """The same bytes for ever, and how many of them were taken."""

    def __init__(self, first: bytes, following: bytes) -> None:
        self._next, self._following, self.taken = first, following, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._next = self._next or self._following
        part, self._next = self._next[: len(buffer)], self._next[len(buffer) :]
        buffer[: len(part)] = part
        self.taken += len(part)
        return len(part)


@pytest.mark.parametrize(
    ("first", "following"),
    [
        (TEXT, TEXT),
        (b"", PAGE),
        (b"{", b'"text": "a",\n'),
        (b"[", b'{"text": "a"},\n'),
        (b"{}", b"\n"),
        (b'{"text": "', b"word "),
        (b"WEBVTT\n\n", b"00:01.000 --> 00:02.000\nHolt: no\n\n"),
    ],
)
def test_standard_input_that_does_not_end_is_a_failure(
    first: bytes, following: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 200_000
    monkeypatch.setattr("onrecord.sources.inputs.LIMIT", limit)
    stream = Endless(first, following)
    results = list(load(["-"], standard_input=io.BufferedReader(stream)))
    assert "limit" in failure(results[0]).reason
    assert stream.taken <= 3 * limit


def test_the_lines_of_standard_input_are_read_one_by_one() -> None:
    stream = Endless(LINES, LINES)
    results = load(["-"], standard_input=io.BufferedReader(stream))
    assert [type(next(results)) for _ in range(3)] == [Loaded] * 3
    assert stream.taken < 500_000


@pytest.mark.parametrize("between", [b"\n", b"\r\n\n \n"])
def test_lines_keep_their_numbers_on_standard_input(between: bytes) -> None:
    first, second, _ = LINES.splitlines()
    results = loaded("-", standard_input=b"\n" + first + between + second + b"\n{broken")
    assert [type(one) for one in results] == [Loaded, Loaded, Failure]
    assert results[0].origin == "-:2"
    assert failure(results[2]).origin == f"-:{3 + len(between.splitlines())}"


# What is opened would wait, may not be entered, or is another kind of thing


def test_a_pipe_in_a_folder_is_left_out_instead_of_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    os.mkfifo(tmp_path / "b.txt")
    assert [type(one) for one in loaded(tmp_path)] == [Loaded]
    assert list(left_out([str(tmp_path)])) == [(tmp_path / "b.txt", NO_FILE)]
    assert count([str(tmp_path)]) == 1


def test_a_path_that_may_not_be_entered_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    stat = Path.stat

    def denied(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "secret":
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", denied)
    refused, read = loaded("private/secret", tmp_path / "a.txt")
    assert "Permission denied" in failure(refused).reason
    assert isinstance(read, Loaded)


@pytest.mark.parametrize("name", ["feed.xml", "feed.html", "feed"])
def test_a_feed_is_not_read_as_an_article(name: str, tmp_path: Path) -> None:
    item = f"<item><link>https://tide.example/a</link><description>{SENTENCE}</description></item>"
    (tmp_path / name).write_text(f'<?xml version="1.0"?><rss version="2.0"><channel>{item}</channel></rss>')
    (result,) = loaded(tmp_path / name)
    assert "`onrecord watch ADDRESS --once`" in failure(result).reason


def test_a_list_of_addresses_says_which_command_takes_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://tide.example/a\nhttps://tide.example/b\n")
    (result,) = loaded(tmp_path / "a.txt")
    assert "`onrecord watch FILE --once`" in failure(result).reason


def test_rich_text_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(r"{\rtf1\ansi " + SENTENCE + "}")
    (result,) = loaded(tmp_path / "a.rtf")
    assert "Rich Text Format" in failure(result).reason


def test_a_file_whose_name_is_not_in_utf_8_is_named_in_words_that_can_be_kept(tmp_path: Path) -> None:
    name = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    name.write_bytes(TEXT)
    (one,) = loaded(name)
    assert isinstance(one, Loaded)
    assert one.origin == f"{tmp_path}/caf\\udce9.txt"
    name.write_bytes(b"\0")
    assert failure(*loaded(name)).origin == one.origin
