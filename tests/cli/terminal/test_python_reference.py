from pathlib import Path

import onrecord
from onrecord.cli.terminal.python_reference import reference

PAGE = Path(__file__).parents[3] / "docs" / "python-reference.md"


def test_the_reference_is_up_to_date() -> None:
    assert PAGE.read_text("utf8") == reference(), (
        "run `make docs`, or: python -m onrecord.cli.terminal.python_reference > docs/python-reference.md"
    )


def test_every_public_name_has_a_section_with_its_meaning() -> None:
    sections = {part.partition("\n")[0]: part for part in PAGE.read_text("utf8").split("\n## ")[1:]}
    assert list(sections) == [*onrecord.__all__, "Types"]
    assert [name for name, section in sections.items() if "\nNone\n" in section] == []


def test_a_records_methods_are_told_in_full() -> None:
    page = reference()
    assert "`merge(actor: str, into: str, *, who: str, note: str | None=None) -> Decision`" in page
    assert "Raises UnknownActor, AmbiguousActor or NotTwoActors." in page
    assert "`who(name: str, *, pick: int | None=None, **filters: Unpack[Filters]) -> Hits`" in page


def test_fields_are_those_of_the_class_and_what_makes_a_reader_is_told() -> None:
    sections = {part.partition("\n")[0]: part for part in reference().split("\n## ")[1:]}
    assert [line.split(":")[0].strip() for line in sections["Reading"].split("```")[1].splitlines()[2:] if line] == [
        "article", "statements", "reason", "read_with",
    ]  # fmt: skip
    assert "speakers: tuple[Actor | None, ...]" in sections["Known"]
    assert "Reader(*, weights: str | Path=WEIGHTS, at_once: int=BATCH)" in sections["Reader"]


def test_types_that_are_one_of_some_words_are_told_with_these() -> None:
    sections = {part.partition("\n")[0]: part for part in reference().split("\n## ")[1:]}
    assert "| `ArticleKind` | `article`, `transcript`, `official`, `interview` |" in sections["Types"]
