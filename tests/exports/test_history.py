import json
import re

import pytest

from onrecord.exports.history import (
    AROUND,
    abridged,
    block_lines,
    changes_of,
    history_json,
    notice_lines,
    spaced,
    statement_lines,
    summary,
)
from onrecord.exports.pages import history_page
from onrecord.model import Reading
from onrecord.record import KeptVersion
from onrecord.versions import compare_versions
from onrecord.versions.differences import Piece
from tests.versions.test_comparison import CREWS, HOLT, LOAVES, OPEN, PAY, RUIZ, SAID, Told, version

AT = "2024-05-07T12:00:00.000+00:00"
ATTACK = "<script>alert(1)</script> & “the ferry” must <b>stay</b> where it is, all the islanders said."

MORE = LOAVES.replace("12", "21")


def kept(*readings: Reading) -> list[KeptVersion]:
    return [KeptVersion(number, AT, reading) for number, reading in enumerate(readings, start=1)]


@pytest.fixture
def versions() -> list[KeptVersion]:
    later = SAID | {MORE: (SAID[LOAVES][0].replace("12", "21"), "Ana Ruiz", RUIZ)}
    note = "Update, 5:45 p.m.: This article has been updated with the ministry's offer."
    return kept(
        version([OPEN, CREWS, LOAVES]),
        version([OPEN, PAY, MORE, note], later, headline="Ferry may stay", kinds={note: "note"}),
    )


def test_the_changes_as_json(versions: list[KeptVersion]) -> None:
    changes = changes_of(versions)
    value = json.loads(json.dumps(history_json(versions, changes)))
    assert [one["number"] for one in value["versions"]] == [1, 2]
    (step,) = value["changes"]
    assert (step["from"], step["to"], step["kept"]) == (1, 2, 1)
    assert {one["change"] for one in step["statements"]} == {"reworded", "added", "removed"}
    assert {"part": "added", "text": "may stay"} in step["headline"]
    (reworded,) = (one for one in step["statements"] if one["change"] == "reworded")
    assert [piece["text"] for piece in reworded["difference"] if piece["part"] != "same"] == ["12", "21"]
    for paragraph in step["paragraphs"]:
        for side, reading in (("before", versions[0].reading), ("after", versions[1].reading)):
            if found := paragraph[side]:
                assert reading.article.latest.text[found["start"] : found["end"]] == found["text"]


def test_changes_are_counted_and_told(versions: list[KeptVersion]) -> None:
    changes = compare_versions(versions[0].reading, versions[1].reading)
    assert summary(changes) == "1 reworded, 1 added, 1 removed, 1 kept"
    assert {line.who for line in statement_lines(changes)} == {"Jonas Berg", "ministry", "Ana Ruiz"}
    assert {line.change for line in block_lines(changes)} == {"reworded", "added", "removed"}
    assert [line.change for line in notice_lines(changes)] == ["added"]
    assert summary(compare_versions(version([]), version([]))) == "none"


def test_a_new_source_is_told_with_the_old_one() -> None:
    speakerless: dict[str, Told] = {OPEN: (SAID[OPEN][0], None, None)}
    changes = compare_versions(version([OPEN], speakerless), version([OPEN], {OPEN: (SAID[OPEN][0], None, HOLT)}))
    (line,) = statement_lines(changes)
    assert (line.change, line.who, line.remark) == ("re-attributed", "Maria Holt", "before: no source named")


def test_long_stretches_that_are_the_same_are_left_out() -> None:
    long = " ".join(f"w{n}" for n in range(100))
    (first, _, last) = abridged([Piece("same", f"{long} "), Piece("added", "now"), Piece("same", f" {long}")])
    assert first.text.startswith("… ")
    assert last.text.endswith(" …")
    assert len(first.text.split()) <= AROUND + 1
    assert abridged([Piece("same", "a b c"), Piece("added", "d")])[0].text == "a b c"


def test_a_paragraph_that_was_split_and_changed_shows_its_own_change_alone() -> None:
    changes = compare_versions(
        version([f"{OPEN} {CREWS} {PAY}"], {}), version([OPEN.replace("until", "if"), CREWS, PAY], {})
    )
    (line,) = block_lines(changes)
    assert [piece.text for piece in line.pieces if piece.part != "same"] == ["until", "if"]


def test_removed_words_do_not_touch_others() -> None:
    pieces = [Piece("same", "It stays"), Piece("removed", "open"), Piece("same", ", he said")]
    assert "".join(piece.text for piece in spaced(pieces)) == "It stays open, he said"
    pieces = [Piece("removed", "Not now"), Piece("same", "he said")]
    assert "".join(piece.text for piece in spaced(pieces)) == "Not now he said"


def test_the_page_escapes_every_word_and_loads_nothing() -> None:
    before, after = version([OPEN, ATTACK], headline=ATTACK), version([ATTACK, PAY], headline=f"{ATTACK} now")
    versions = kept(before, after)
    html = history_page(versions, changes_of(versions))
    assert "<script" not in html
    assert "&lt;script&gt;alert" in html
    assert "default-src 'none'" in html
    assert not re.search(r'(?:src|href)="(?!#)', html)


def test_the_page_shows_what_changed(versions: list[KeptVersion]) -> None:
    html = history_page(versions, changes_of(versions))
    for words in ("<del>12</del> <ins>21</ins>", "Version 1 → 2", "ministry&#39;s offer", "1 reworded", "2 versions"):
        assert words in html


def test_the_page_of_one_version_says_so() -> None:
    html = history_page(kept(version([OPEN])), [])
    assert "Only one version" in html
    assert "<del>" not in html


def test_the_page_of_versions_alike_says_so() -> None:
    html = history_page(
        kept(version([OPEN]), version([OPEN], separator="\n")), [compare_versions(version([OPEN]), version([OPEN]))]
    )
    assert "Only typography" in html
