"""README and docs: their examples run as they stand, and their figures are those that were measured."""

import contextlib
import difflib
import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from benchmarks import figures
from onrecord.cli import onrecord
from onrecord.web.access.policy import Access
from onrecord.web.app import application

ROOT = Path(__file__).parents[1]
DOCUMENTS = figures.documents(ROOT)
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_RUN = (
    "python3 -m venv",
    "python -m training",
    "source ",
    "pip install",
    ".venv/bin/pip install",
    "make ",
    "onrecord serve",
)
"""Commands that install, train or do not end; all others are run."""
_VARIES = re.compile(r"\d+\s%|\b(?:202[6-9]|20[3-9]\d)-\d\d-\d\d(?: \d\d:\d\d)?|─+|\b(?:likely|unsure|doubtful)\b")
"""What is another one on another day or processor: confidences and the day of today. No example is from after 2025."""
_COUNT = re.compile(r"(?<![-:.+\w])\d{1,3}(?![-.\w]*\w|:\d)")
MAY_DIFFER = 2
"""Places of a document in which what is printed may be other words than what it shows: a choice between two nearly
equal scores is another one on another processor."""


@dataclass(frozen=True)
class Example:
    """A block of a document: its language, its words, and its line there."""

    language: str
    words: str
    line: int

    @property
    def commands(self) -> list[str]:
        """The commands of a console block, each with the lines that were printed behind it."""
        return [part.strip() for part in re.split(r"^\$ ", self.words, flags=re.MULTILINE)[1:]]


@dataclass
class Session:
    """A terminal in the folder that the process is in, with the last exit status."""

    status: int = 0
    ran: list[str] = field(default_factory=list)
    printed: str = ""
    pages: TestClient | None = None

    def run(self, command: str) -> None:
        """Run one command: `onrecord …`, `echo WORDS`, either into a file, or one into the other; or `curl …`."""
        self.printed = ""
        words = shlex.split(command, comments=True)
        before, _, after = command.partition(" | ")
        if after:
            self._onrecord(shlex.split(after, comments=True), given=" ".join(shlex.split(before)[1:]))
        elif words[0] == "curl":
            self._curl(words[1:])
        elif words[0] == "echo":
            self._written(" ".join(words[1 : words.index(">")]) + "\n", words)
        else:
            self._onrecord(words)
        self.ran.append(command)

    def _onrecord(self, words: list[str], given: str = "") -> None:
        assert words[0] == "onrecord", words
        arguments = words[1 : words.index(">")] if ">" in words else words[1:]
        result = CliRunner().invoke(onrecord, arguments, input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code in (0, 1), f"{words}: {result.output}"
        self.status, self.printed = result.exit_code, result.output
        if ">" in words:
            self._written(result.stdout, words)

    def _curl(self, words: list[str]) -> None:
        """Ask the pages of this folder's record; with `--json` something is sent, with `-o` the answer is kept."""
        if self.pages is None:
            self.pages = TestClient(application(Path("onrecord.record"), Access(login=False)), "http://localhost")
        options = {name: words[words.index(name) + 1] for name in ("--json", "-o") if name in words}
        (address,) = (word.removeprefix("http://127.0.0.1:8642") for word in words if word.startswith("http://"))
        body, headers = options.get("--json"), {"content-type": "application/json"}
        answer = self.pages.post(address, content=body, headers=headers) if body else self.pages.get(address)
        assert answer.status_code == 200, (address, answer.text)
        assert "-o" in options or not answer.json().get("failures"), answer.text
        if "-o" in options:
            Path(options["-o"]).write_bytes(answer.content)
        self.status = 0

    @staticmethod
    def _written(printed: str, words: list[str]) -> None:
        Path(words[words.index(">") + 1]).write_text(printed, encoding="utf8")


def examples(path: Path) -> Iterator[Example]:
    text = path.read_text(encoding="utf8")
    for found in _BLOCK.finditer(text):
        yield Example(found[1], found[2], text.count("\n", 0, found.start()) + 2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the bundled examples."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_block_that_shows_commands_says_so(name: str) -> None:
    found = list(examples(ROOT / name))
    assert [one.line for one in found if one.language != "console" and re.search(r"^\$ ", one.words, re.M)] == []


def differences(shown: str, printed: str) -> list[str]:
    """The places at which what is printed has other words than what is shown, or counts that are not near."""
    expected, found = _VARIES.sub(" ", shown).split(), _VARIES.sub(" ", printed).split()
    if expected[-1] == "…" and found[-1:] != ["…"]:
        expected, found = expected[:-1], found[: len(expected) - 1]
    ours, theirs = ([_COUNT.sub("#", word) for word in words] for words in (expected, found))
    changes = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    other = [
        f"shown {' '.join(expected[a:b])!r}, printed {' '.join(found[c:d])!r}"
        for kind, a, b, c, d in changes
        if kind != "equal"
    ]
    alike = [
        pair for kind, a, b, c, d in changes if kind == "equal" for pair in zip(expected[a:b], found[c:d], strict=True)
    ]
    return other + [f"shown {one}, printed {two}" for one, two in alike if not _near(one, two)]


def _near(shown: str, printed: str) -> bool:
    pairs = zip(map(int, _COUNT.findall(shown)), map(int, _COUNT.findall(printed)), strict=False)
    return all(abs(one - two) <= max(3, one // 10) for one, two in pairs)


@pytest.mark.parametrize(
    ("shown", "printed", "places"),
    [
        ("Ann said: “yes”  51\xa0%", "Ann said: “yes”  65\xa0%", 0),
        ("2031-05-02 09:14  Kim: accepted", "2027-01-01 10:00  Kim: accepted", 0),
        ("58 new statements.", "57 new statements.", 0),
        ("85 statements", "41 statements", 1),
        ("Ann said: “yes” 2023-05-02", "Bo said: “yes” 2023-05-03", 2),
        ("Ann said: …", "Ann said: “yes”", 0),
        ("Ann said: …", "Bo said: “yes”", 1),
        ("Ann said: “yes”", "Ann said: “yes” and “no”", 1),
    ],
)
def test_an_output_is_compared_without_what_varies(shown: str, printed: str, places: int) -> None:
    assert len(differences(shown, printed)) == places


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("folder")
def test_the_examples_of_a_document_run_in_their_order_and_print_what_it_shows(name: str) -> None:
    session, stale = Session(), list[str]()
    for example in examples(ROOT / name):
        if example.language == "python" and ("to_spacy" not in example.words or find_spec("spacy")):
            exec(compile(example.words, f"{name}:{example.line}", "exec"), {"__name__": "__main__"})
        elif example.language == "console":
            stale += run(example, session)
    assert len(stale) <= MAY_DIFFER, "\n".join(stale)


def run(example: Example, session: Session) -> list[str]:
    """Run the commands of a block; what is printed otherwise than it shows."""
    stale: list[str] = []
    for command, following in pairwise([*example.commands, ""]):
        line, _, printed = command.partition("\n")
        if line.startswith("echo $?"):
            assert session.status == int(printed)
        elif not line.startswith(NOT_RUN):
            session.run(line)
            assert session.status == 0 or following.startswith("echo $?"), f"line {example.line}: {line}"
            stale += [f"{line}: {one}" for one in (differences(printed, session.printed) if printed else [])]
    return stale


def test_pythons_example_goes_on_past_what_cannot_be_read(folder: Path) -> None:
    (folder / "examples" / "articles" / "broken.jsonl").write_text('{"text": 3}\n', encoding="utf8")
    (example,) = [one for one in examples(ROOT / "README.md") if one.language == "python"]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(example.words, {"__name__": "__main__"})
    lines = printed.getvalue().splitlines()
    assert [line for line in lines if line.startswith("failed:")] != []
    assert len(lines) > 40


def test_examples_in_python_are_typed(tmp_path: Path) -> None:
    for path in DOCUMENTS:
        for example in examples(path):
            if example.language == "python":
                (tmp_path / f"{path.stem.lower().replace('-', '_')}_{example.line}.py").write_text(
                    example.words, "utf8"
                )
    files = sorted(map(str, tmp_path.glob("*.py")))
    assert len(files) >= 2
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_those_that_were_measured(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf8")
    assert figures.with_figures(text, figures.measured()) == text, "run `make figures`"


def _row(path: str, *begins: str) -> list[str]:
    """The numbers of the line that begins so, behind the line that begins with what stands before it."""
    lines = (ROOT / path).read_text(encoding="utf8").splitlines()
    for beginning in begins:
        lines = lines[next(place for place, line in enumerate(lines) if line.startswith(beginning)) :]
    return re.findall(r"\d+\.\d", lines[0].removeprefix(begins[-1]))


def test_figures_of_speakers_by_folds_are_those_of_their_card() -> None:
    card = _row("src/onrecord/people/weights/MODEL_CARD.md", "| chosen")
    assert _row("docs/how-it-decides/people.md", "| choice") == card[:4]


@pytest.mark.parametrize(("what", "least"), [("date", "0.4"), ("venue", "0.25"), ("addressee", "0.3")])
def test_figures_of_occasions_by_folds_are_those_of_their_card(what: str, least: str) -> None:
    card = "src/onrecord/occasions/weights/MODEL_CARD.md"
    rules, shipped = (_row(card, f"| {what} |", row)[2::3] for row in ("| rules", f"| from {least} (shipped)"))
    pairs = list(zip(rules, shipped, strict=True))
    in_order = [number for place in (1, 2, 0, 3) for number in pairs[place]]
    assert _row("docs/how-it-decides/occasions.md", f"| {what}s |") == in_order


def test_figures_by_folds_of_the_readme_are_those_of_the_cards() -> None:
    statements = _row("src/onrecord/reading/weights/STATEMENTS_CARD.md", "| 0.45 (shipped)")
    assert _row("README.md", "| statements found / with")[:4] == [statements[place] for place in (2, 3, 6, 7)]
    assert (
        _row("README.md", "| speaker right, of")[:2]
        == _row("src/onrecord/people/weights/MODEL_CARD.md", "| chosen")[:2]
    )
    card = "src/onrecord/occasions/weights/MODEL_CARD.md"
    occasions = [
        _row(card, f"| {what} |", f"| from {least} (shipped)")[2::3][1:3]
        for what, least in (("date", "0.4"), ("venue", "0.25"), ("addressee", "0.3"))
    ]
    assert _row("README.md", "| date / venue / addressee")[:6] == [two[place] for place in (0, 1) for two in occasions]


def test_the_readme_and_most_pages_have_figures() -> None:
    with_figures = [path for path in DOCUMENTS if "<!--figure" in path.read_text(encoding="utf8")]
    assert ROOT / "README.md" in with_figures
    assert len(with_figures) >= 8


@pytest.mark.parametrize(
    ("value", "expected"), [(82.9, "82.9"), (82.0, "82.0"), (100.0, "100"), (900, "900"), (1234, "1,234")]
)
def test_figures_are_written_with_one_decimal_and_counts_whole(value: float, expected: str) -> None:
    assert figures.shown(value) == expected


def test_a_figure_is_put_between_its_marks() -> None:
    text = "F1 <!--figure links, a: same: F1-->1<!--/figure--> and <!--figure b: c--><!--/figure-->."
    found: dict[str, dict[str, float]] = {"links, a": {"same: F1": 90.25}, "b": {"c": 3}}
    assert figures.with_figures(text, found) == (
        "F1 <!--figure links, a: same: F1-->90.2<!--/figure--> and <!--figure b: c-->3<!--/figure-->."
    )


def test_a_figure_that_was_not_measured_and_a_lone_mark_are_told() -> None:
    with pytest.raises(KeyError):
        figures.with_figures("<!--figure a: b-->1<!--/figure-->", {})
    for text in ("<!--figure a: b-->1", "1<!--/figure-->", "<!--figure a-->1<!--/figure-->"):
        with pytest.raises(ValueError, match="partner"):
            figures.with_figures(text, {"a": {"b": 1.0}})
