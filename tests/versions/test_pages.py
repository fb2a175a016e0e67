"""Two states of a page: what of it is a change, and what is the site's own noise."""

from pathlib import Path

import pytest

from onrecord.model import Reading
from onrecord.sources import read_page
from onrecord.versions import compare_versions
from onrecord.versions.statements import Changes


def changes(shared: Path, name: str) -> Changes:
    states = (shared / "cases" / "files" / f"v_{name}_{number}.html" for number in (1, 2))
    before, after = (Reading(read_page(page.read_bytes()).article) for page in states)
    assert before.article.id == after.article.id
    return compare_versions(before, after)


@pytest.mark.parametrize("name", ["tease", "recirc", "redesign"])
def test_teasers_recirculation_and_a_redesign_are_no_change(name: str, shared: Path) -> None:
    assert not changes(shared, name).any


def test_words_that_changed_are_reworded(shared: Path) -> None:
    found = changes(shared, "real")
    assert [one.change for one in found.blocks] == ["reworded", "reworded"]


def test_a_correction_is_a_notice(shared: Path) -> None:
    found = changes(shared, "corr")
    assert (len(found.notices), found.blocks, found.headline) == (1, (), False)
