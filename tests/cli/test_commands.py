"""The commands as a user calls them, with a made-up reader in place of the model."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from onrecord import pipeline, reading
from onrecord.actors.directory import Directory
from onrecord.cli import COMMANDS, onrecord
from onrecord.cli.terminal.readings import of_kind
from onrecord.exports.articles import from_json
from onrecord.model import Article, Reading, Span, Speaker, Statement, When, Words, sha256, statement_id

QUOTED = re.compile(r'"[^"]+"')
FERRY = 'Ferry stays\n\n"The ferry stays," Ana Brand said on Tuesday.\n\n"No more cuts," she told the Tide.\n'
BRIDGE = 'Bridge opens\n\n"The bridge is open," Bo Lind said in a long speech to the people.\n'
WAITING = "Ferry stays\n\nAna Brand is waiting for an answer, and nobody has spoken yet."


class MadeUpReader:
    name = "made-up 1"

    def __init__(self, *, weights: Path | None = None) -> None:
        """It has none."""


def quotations(
    articles: Iterable[Article],
    *,
    reader: MadeUpReader,
    directory: Directory | None = None,
    failed: pipeline.Failed | None = None,
) -> Iterator[Reading]:
    """Every quotation as a statement by Ana Brand; the second one of an article is held. Nobody is looked up."""
    for article in articles:
        text = article.latest.text
        spans = [Span(found.start(), found.end()) for found in QUOTED.finditer(text)]
        said = tuple(_statement(text, span, held=bool(n)) for n, span in enumerate(spans))
        yield Reading(article, said, read_with=reader.name)


def _statement(text: str, span: Span, *, held: bool) -> Statement:
    return Statement(
        statement_id(sha256(text), (span,), ()),
        (span,),
        kind="held" if held else "said",
        type="direct",
        speakers=(Speaker("Ana Brand", "person", Words("mayor"), Words("Ana Brand")),),
        when=When.of_date("2023-05-02", text="Tuesday", rule="weekday before"),
        confidence=0.9,
    )


@pytest.fixture(autouse=True)
def made_up_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "Reader", MadeUpReader)
    monkeypatch.setattr(pipeline, "statements", quotations)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "ferry.txt").write_text(FERRY)
    (articles / "bridge.txt").write_text(BRIDGE)
    return articles


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(onrecord, arguments, input=stdin, prog_name="onrecord")


def added(folder: Path, *more: str) -> Result:
    return run("add", str(folder), "--published", "2023-05-03", *more)


# read


def test_read_prints_a_table_of_what_was_said(folder: Path) -> None:
    result = run("read", str(folder / "ferry.txt"), "--published", "2023-05-03")
    assert result.exit_code == 0
    assert "Ferry stays" in result.stdout
    assert "Ana Brand, mayor" in result.stdout
    assert "2023-05-02" in result.stdout
    assert "The ferry stays" in result.stdout
    assert "No more cuts" not in result.stdout


def test_read_takes_standard_input() -> None:
    result = run("read", "-", "--format", "jsonl", stdin=FERRY)
    assert [line["headline"] for line in map(json.loads, result.stdout.splitlines())] == ["Ferry stays"]


def test_read_as_json_lines_equals_the_library(folder: Path) -> None:
    lines = run("read", str(folder), "--format", "jsonl").stdout.splitlines()
    values = [from_json(json.loads(line)) for line in lines]
    assert values == list(quotations([value.article for value in values], reader=MadeUpReader()))
    assert len(values) == 2


def test_read_as_json_is_one_object_with_all_kinds(folder: Path) -> None:
    value = json.loads(run("read", str(folder), "--format", "json").stdout)
    kinds = {one["kind"] for article in value["articles"] for one in article["statements"]}
    assert kinds == {"said", "held"}


@pytest.mark.parametrize(("kind", "expected"), [("said", 1), ("held", 1), ("all", 2)])
def test_read_chooses_a_kind(folder: Path, kind: str, expected: int) -> None:
    result = run("read", str(folder / "ferry.txt"), "--format", "jsonl", "--kind", kind)
    assert len(json.loads(result.stdout)["statements"]) == expected


def test_read_goes_on_after_a_failure_lists_it_and_exits_1(folder: Path) -> None:
    result = run("read", "missing.html", str(folder / "bridge.txt"))
    assert result.exit_code == 1
    assert "The bridge is open" in result.stdout
    assert "Failed: missing.html" in result.stderr
    assert "missing.html" not in result.stdout


def test_read_says_that_there_are_no_statements() -> None:
    assert "No statements" in run("read", "-", stdin=WAITING).stdout


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    text = 'Ferry stays\n\n"The \x1b]0;owned\x07ferry \x9b31m[bold]stays[/bold]," Ana Brand said on Tuesday.\n'
    output = run("read", "-", stdin=text).output
    assert "[bold]stays[/bold]" in output
    assert not {"\x1b", "\x07", "\x9b"} & set(output)


# add


def test_add_counts_and_the_second_time_adds_nothing(folder: Path) -> None:
    first, second = added(folder), added(folder)
    assert first.exit_code == second.exit_code == 0
    assert first.stdout == second.stdout == ""
    assert "2 articles added, 0 new versions, 0 unchanged, 0 failed; 3 new statements." in first.stderr
    assert "0 articles added, 0 new versions, 2 unchanged, 0 failed; 0 new statements." in second.stderr


def test_add_again_does_not_load_the_model_for_what_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added(folder)
    monkeypatch.setattr(reading, "Reader", None)
    assert added(folder).exit_code == 0
    with pytest.raises(TypeError):
        CliRunner().invoke(onrecord, ["add", str(folder), "--again"], catch_exceptions=False)


def test_add_keeps_failures_and_the_rest(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    result = added(folder)
    assert result.exit_code == 1
    assert "2 articles added" in result.stderr
    assert "1 failed" in result.stderr
    assert "empty.txt: The input is empty." in result.stderr


def test_the_record_is_named_by_option_environment_or_default(folder: Path, tmp_path: Path) -> None:
    added(folder)
    added(folder, "--record", "named.record")
    CliRunner(env={"ONRECORD_RECORD": "environment.record"}).invoke(onrecord, ["add", str(folder)])
    found = {path.name for path in tmp_path.glob("*.record")}
    assert found == {"onrecord.record", "named.record", "environment.record"}


# search


def test_search_marks_the_words_and_names_the_id(folder: Path) -> None:
    added(folder)
    result = run("search", "ferry")
    assert '"The *ferry* stays,"' in result.stdout
    statement = json.loads(run("search", "ferry", "--format", "jsonl").stdout)["statement"]
    assert statement["id"][:8] in result.stdout


def test_search_as_json_has_hits_and_next(folder: Path) -> None:
    added(folder)
    first = json.loads(run("search", "--format", "json", "--limit", "2").stdout)
    assert [first["format"], sorted(first), len(first["hits"])] == [2, ["format", "hits", "next"], 2]
    second = json.loads(run("search", "--format", "json", "--limit", "2", "--after", first["next"]).stdout)
    assert [second["next"], len(second["hits"])] == [None, 1]


def test_search_filters(folder: Path) -> None:
    added(folder)

    def found(*options: str) -> int:
        return len(run("search", "--format", "jsonl", *options).stdout.splitlines())

    assert found("--kind", "held") == 1
    assert found("--type", "indirect") == 0
    assert found("--speaker", "brand") == 3
    assert found("--since", "2023-05-03") == 0
    assert found("--until", "2023-05-02") == 3
    assert found("--in", "articles", "bridge") == 1


def test_search_tells_what_to_try_when_nothing_is_found(folder: Path) -> None:
    added(folder)
    result = run("search", "submarine")
    assert [result.exit_code, result.stdout] == [0, ""]
    assert "Nothing found in 3 statements of 2 articles" in result.stderr
    assert "--in articles" in result.stderr


def test_search_without_a_record_says_how_to_make_one() -> None:
    result = run("search", "ferry")
    assert result.exit_code == 1
    assert "onrecord add" in result.stderr
    assert "Traceback" not in result.output


# show


def test_show_marks_the_article_with_signs_where_styles_do_not_show(folder: Path) -> None:
    added(folder)
    article = json.loads(run("search", "ferry", "--format", "jsonl").stdout)["article"]
    result = run("show", article[:10])
    assert '[1: "The ferry stays,"]' in result.stdout
    assert "when: 2023-05-02, from “Tuesday” (weekday before)" in result.stdout
    assert "held · states · direct · 90" in result.stdout


def test_show_of_a_statement_is_the_passage_around_it(folder: Path) -> None:
    added(folder)
    statement = json.loads(run("search", "cuts", "--format", "jsonl").stdout)["statement"]["id"]
    result = run("show", statement[:12])
    assert '[2: "No more cuts,"]' in result.stdout, "the number that it has in the whole article"
    assert "The ferry stays" not in result.stdout


def test_show_writes_one_page(folder: Path, tmp_path: Path) -> None:
    added(folder)
    article = json.loads(run("search", "ferry", "--format", "jsonl").stdout)["article"]
    result = run("show", article, "--html", "page.html")
    page = (tmp_path / "page.html").read_text()
    assert [result.exit_code, result.stdout] == [0, ""]
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert run("show", article, "--html", "-").stdout == page
    assert sorted(path.name for path in tmp_path.glob("page*")) == ["page.html"]


def test_show_of_what_is_not_there(folder: Path) -> None:
    added(folder)
    result = run("show", "zzzz")
    assert result.exit_code == 1
    assert "No article or statement in the record has an id that begins with 'zzzz'" in result.stderr


def test_a_page_that_cannot_be_written_is_a_message(folder: Path) -> None:
    added(folder)
    article = json.loads(run("search", "ferry", "--format", "jsonl").stdout)["article"]
    result = run("show", article, "--html", "no/such/folder/page.html")
    assert result.exit_code == 1
    assert "page.html cannot be written: No such file or directory" in result.stderr


# verify, export


def test_verify_finds_no_fault(folder: Path) -> None:
    added(folder)
    result = run("verify")
    assert [result.exit_code, result.stdout] == [0, ""]
    assert "Checked 2 versions of 2 articles with 3 statements: no fault." in result.stderr


def test_verify_names_faults_on_standard_output_and_exits_1(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.record import Fault
    from onrecord.record.sqlite import SQLiteRecord

    added(folder)
    monkeypatch.setattr(SQLiteRecord, "verify", lambda self: iter([Fault("statement", "abc", "does not fit")]))
    result = run("verify")
    assert [result.exit_code, result.stdout] == [1, "statement abc: does not fit\n"]
    assert "1 fault." in result.stderr


def test_export_as_json_lines_equals_read_and_tells_the_families(folder: Path) -> None:
    added(folder)
    read = run("read", str(folder), "--published", "2023-05-03", "--format", "jsonl")
    exported = [json.loads(line) for line in run("export").stdout.splitlines()]
    said = [statement for article in exported for statement in article["statements"]]
    families = [statement.pop("family") for statement in said]
    actors = {speaker.pop("actor")["name"] for statement in said for speaker in statement["speakers"]}
    assert exported == [json.loads(line) for line in read.stdout.splitlines()]
    assert (families, actors) == ([None] * 3, {"Ana Brand"})


def test_export_as_csv_to_a_file(folder: Path, tmp_path: Path) -> None:
    added(folder)
    assert run("export", "--format", "csv", "--out", "statements.csv").exit_code == 0
    with (tmp_path / "statements.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["quote"] for row in rows) == ['"No more cuts,"', '"The bridge is open,"', '"The ferry stays,"']
    assert list(csv.DictReader(io.StringIO(run("export", "--format", "csv").stdout, newline=""))) == rows


@pytest.mark.parametrize("command", [("search", "stays"), ("who", "Ana", "Brand"), ("read", "pages")])
def test_statements_as_csv(command: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "pages")
    added(tmp_path / "pages")
    printed = run(*command, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert {row["speaker"] for row in rows} == {"Ana Brand"}
    assert {bool(row["actor_id"]) for row in rows} == {command[0] != "read"}
    run(*command, "--format", "csv", "--out", "rows.csv")
    assert (tmp_path / "rows.csv").read_text().split() == printed.split()


@pytest.mark.parametrize("command", [("search", "stays"), ("who", "Ana", "Brand"), ("read", "pages"), ("export",)])
def test_statements_as_parquet_go_to_a_file(command: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    tables = pytest.importorskip("pyarrow.parquet")
    folder.rename(tmp_path / "pages")
    added(tmp_path / "pages")
    assert run(*command, "--format", "parquet", "--out", "rows.parquet").exit_code == 0
    table = tables.read_table(tmp_path / "rows.parquet")
    assert table.num_rows == len(run(*command, "--format", "csv").stdout.splitlines()) - 1
    refused = run(*command, "--format", "parquet")
    assert (refused.exit_code, refused.stdout) == (2, "") and "--out FILE" in refused.stderr


@pytest.mark.parametrize("command", [("search", "stays"), ("who", "Ana", "Brand"), ("read", "pages"), ("check", "x")])
def test_a_table_for_the_screen_does_not_go_to_a_file(command: tuple[str, ...]) -> None:
    refused = run(*command, "--out", "rows.txt")
    assert refused.exit_code == 2 and "--out needs another --format" in refused.stderr


@pytest.mark.parametrize(
    ("name", "format_"),
    [("hits.csv", "csv"), ("hits.json", "json"), ("hits.JSONL", "jsonl"), ("hits.ndjson", "jsonl")],
)
def test_the_ending_of_a_file_names_its_format(name: str, format_: str, folder: Path, tmp_path: Path) -> None:
    added(folder)
    assert run("search", "--out", name).exit_code == 0
    assert (tmp_path / name).read_bytes() == run("search", "--format", format_).stdout_bytes
    assert run("search", "--out", "other.csv", "--format", "json").exit_code == 0
    assert json.loads((tmp_path / "other.csv").read_text())["hits"]
    assert run("search", "--out", name, "--format", "table").exit_code == 2


def test_what_is_no_number_says_so_in_plain_words() -> None:
    for command in (("search", "--limit", "x"), ("undo", "x", "--who", "Kim"), ("add", "a", "--processes", "x")):
        refused = run(*command)
        assert (refused.exit_code, "'x' is not a valid whole number." in refused.stderr) == (2, True)


def test_json_goes_to_a_file(folder: Path, tmp_path: Path) -> None:
    added(folder)
    for form in ("json", "jsonl"):
        assert run("search", "--format", form, "--out", "hits").exit_code == 0
        assert (tmp_path / "hits").read_text() == run("search", "--format", form).stdout


# wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("add",),
        ("show",),
        ("nonsense",),
        ("search", "--since", "last week"),
        ("search", "--limit", "0"),
        ("search", "--kind", "shouted"),
        ("read", "-", "--format", "xml"),
        ("verify", "--nonsense"),
    ],
)
def test_wrong_usage_exits_2_and_prints_no_data(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert [result.exit_code, result.stdout] == [2, ""]
    assert "Usage:" in result.stderr


def test_of_kind_keeps_articles_without_statements() -> None:
    article = Article("a", None, ())
    assert list(of_kind([Reading(article)], kind="said")) == [Reading(article)]


# contracts


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example_and_every_option_a_meaning(name: str) -> None:
    command = onrecord.get_command(click.Context(onrecord), name)
    assert command is not None
    assert COMMANDS[name][1] == command.get_short_help_str(100)
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    onrecord {name} " in result.stdout
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['onrecord', '--help']\n"
        "try:\n    import onrecord.__main__\nexcept SystemExit:\n    pass\n"
        "print(sorted({'rich', 'jinja2', 'numpy', 'openvino', 'sqlite3', 'trafilatura', 'lxml'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


LOOKING = ("search ferry", "search ferry --in articles", "who Brand", "actors", "families", "stats", "failures")


def test_who_looks_at_a_record_waits_for_nothing_that_reads_articles(folder: Path) -> None:
    added(folder)
    code = (
        "import sys; from click.testing import CliRunner; from onrecord.cli import onrecord\n"
        f"print([CliRunner().invoke(onrecord, command.split()).exit_code for command in {LOOKING}])\n"
        "print(sorted({'numpy', 'openvino', 'trafilatura', 'lxml', 'py3langid', 'fastapi'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == [str([0] * len(LOOKING)), "[]"]


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    added(folder)
    command = f"{sys.executable} -m onrecord export | head -c 10"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert result.stderr == ""


@pytest.mark.parametrize("command", ["read", "add"])
@pytest.mark.parametrize("time", ["24/05/2026", "soon", "5 May 2024", "2024-13", "2024-02-30", "2024-05-07Tnoon"])
def test_a_publication_time_that_is_none_is_wrong_usage(command: str, time: str, folder: Path) -> None:
    result = run(command, str(folder), "--published", time)
    assert result.exit_code == 2
    assert "Write it as 2024-03-01" in result.stderr


@pytest.mark.parametrize("time", ["2024", "2024-05", "2024-05-07", "2024-05-07T17:45:00-05:00", "2024-05-07 17:45"])
def test_a_publication_time_may_be_a_month_or_a_year(time: str, folder: Path) -> None:
    run("add", str(folder), "--published", time)
    lines = [json.loads(line) for line in run("export").stdout.splitlines()]
    assert {line["published"][:7] for line in lines} == {time[:7]}
    assert run("verify").exit_code == 0
    assert len(run("search", "ferry", "--since", "2023", "--format", "jsonl").stdout.splitlines()) == 1
