from pathlib import Path

from onrecord.cli import COMMANDS
from onrecord.cli.terminal.reference import reference

PAGE = Path(__file__).parents[3] / "docs" / "commands.md"


def test_the_reference_is_up_to_date() -> None:
    assert PAGE.read_text("utf8") == reference(), (
        "run `make docs`, or: python -m onrecord.cli.terminal.reference > docs/commands.md"
    )


def test_every_command_has_a_section() -> None:
    page = PAGE.read_text("utf8")
    assert [name for name in COMMANDS if f"\n## onrecord {name}\n" not in page] == []
