from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from onrecord.model import (
    Article,
    Block,
    BlockKind,
    Reading,
    Span,
    Speaker,
    Statement,
    Version,
    Words,
    sha256,
    statement_id,
)
from onrecord.versions import compare_versions, differences, statements
from onrecord.versions.statements import Changes
from tests.any_readings import readings

OPEN = "“The ferry stays open until there is a bridge,” Maria Holt, the mayor, told the Tide."
CREWS = "Jonas Berg said that nobody had asked the crews of the boats."
PAY = "The ministry said on Monday that it would pay for two new boats this year."
LOAVES = "Ana Ruiz said she had sold only 12 loaves of bread on Sunday."
HOLT, BERG, RUIZ = (Speaker(name, "person", mention=Words(name)) for name in ("Maria Holt", "Jonas Berg", "Ana Ruiz"))
MINISTRY = Speaker("ministry", "organization", mention=Words("The ministry"))
Told = tuple[str, str | None, Speaker | None]
SAID: dict[str, Told] = {
    OPEN: ("“The ferry stays open until there is a bridge,”", "Maria Holt, the mayor", HOLT),
    CREWS: ("that nobody had asked the crews of the boats", "Jonas Berg", BERG),
    PAY: ("that it would pay for two new boats this year", "The ministry", MINISTRY),
    LOAVES: ("she had sold only 12 loaves of bread on Sunday", "Ana Ruiz", RUIZ),
}


def version(
    paragraphs: Sequence[str],
    said: dict[str, Told] = SAID,
    *,
    headline: str = "Ferry stays",
    kinds: dict[str, BlockKind] | None = None,
    separator: str = "\n\n",
) -> Reading:
    """A version with a statement in each paragraph that `said` knows."""
    text, blocks, statements = "", [], []
    for paragraph in paragraphs:
        start = len(text) + len(separator) if text else 0
        text = f"{text}{separator}{paragraph}" if text else paragraph
        blocks.append(Block((kinds or {}).get(paragraph, "paragraph"), Span(start, start + len(paragraph))))
        if paragraph in said:
            statements.append(_statement(paragraph, start, *said[paragraph]))
    statements = [replace(one, id=statement_id(sha256(text), one.content, one.source)) for one in statements]
    made = Version(text, sha256(text), "text/plain", headline=headline, blocks=tuple(blocks))
    return Reading(Article("ferry", None, (made,)), tuple(statements))


def _statement(paragraph: str, start: int, content: str, source: str | None, speaker: Speaker | None) -> Statement:
    def span(words: str) -> Span:
        at = start + paragraph.index(words)
        return Span(at, at + len(words))

    return Statement("", (span(content),), (span(source),) if source else (), speakers=(speaker,) if speaker else ())


def verdicts(changes: Changes) -> list[tuple[str, str]]:
    """Each change with the first words of the statement."""
    found: list[tuple[str, str]] = []
    for one in changes.statements:
        statement, reading = (one.after, changes.after) if one.after else (one.before, changes.before)
        assert statement is not None
        found.append((one.change, statement.quote(reading.article.latest.text)))
    return found


def test_what_only_moved_is_kept() -> None:
    changes = compare_versions(version([OPEN, CREWS, PAY]), version([PAY, OPEN, CREWS], separator="\n"))
    assert [change for change, _ in verdicts(changes)] == ["kept"] * 3
    assert not changes.any


def test_typography_and_white_space_are_no_change() -> None:
    said: dict[str, Told] = {
        OPEN.replace("“", '"').replace("”", '"'): ('"The ferry stays open until there is a bridge,"', None, HOLT)
    }
    changes = compare_versions(version([OPEN]), version([next(iter(said))], said))
    assert not changes.any


def test_added_and_removed_statements_stand_in_reading_order() -> None:
    changes = compare_versions(version([OPEN, CREWS, LOAVES]), version([OPEN, PAY, LOAVES]))
    assert [change for change, _ in verdicts(changes)] == ["kept", "removed", "added", "kept"]
    assert [one.change for one in changes.blocks] == ["removed", "added"]


def test_a_changed_number_rewords_a_statement() -> None:
    later = LOAVES.replace("12", "21")
    changes = compare_versions(
        version([OPEN, LOAVES]),
        version([OPEN, later], SAID | {later: (SAID[LOAVES][0].replace("12", "21"), "Ana Ruiz", RUIZ)}),
    )
    (one,) = changes.of("reworded")
    assert one.wording is not None
    assert [(change.kind, change.before, change.after) for change in one.wording.changes] == [("number", "12", "21")]
    assert [one.change for one in changes.blocks] == ["reworded"]


def test_another_speaker_of_the_same_words_is_told() -> None:
    later = OPEN.replace("Maria Holt, the mayor", "Liv Strand, her deputy")
    strand = Speaker("Liv Strand", "person", mention=Words("Liv Strand"))
    changes = compare_versions(
        version([OPEN]), version([later], {later: (SAID[OPEN][0], "Liv Strand, her deputy", strand)})
    )
    (one,) = changes.statements
    assert (one.change, one.new_source) == ("re-attributed", True)


def test_an_attribution_that_was_dropped_is_told() -> None:
    later = "The ferry stays open until there is a bridge."
    changes = compare_versions(version([CREWS, OPEN]), version([CREWS, later]))
    (one,) = changes.of("re-attributed")
    assert one.after is None
    assert one.elsewhere[0].of(changes.after.article.latest.text).startswith("The ferry stays")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HOLT, replace(HOLT, name="Holt")),
        (HOLT, replace(HOLT, name="the mayor", kind="unnamed")),
        (replace(HOLT, mention=Words("Maria Holt")), replace(HOLT, name="Jon Holt", mention=Words("Maria Holt"))),
        (
            replace(MINISTRY, name="the ministry", mention=Words("it")),
            replace(MINISTRY, name="Ministry of Boats", mention=Words("it")),
        ),
    ],
)
def test_a_name_read_otherwise_is_no_new_source(before: Speaker, after: Speaker) -> None:
    content, source, _ = SAID[OPEN]
    changes = compare_versions(
        version([OPEN], {OPEN: (content, source, before)}), version([OPEN], {OPEN: (content, source, after)})
    )
    assert [one.change for one in changes.statements] == ["kept"]


def test_a_source_that_one_reading_chose_otherwise_is_no_change() -> None:
    said, tide = SAID[OPEN][0], Speaker("Tide", "organization", mention=Words("the Tide"))
    before, after = version([OPEN]), version([OPEN], {OPEN: (said, "the Tide", tide)})
    assert [one.change for one in compare_versions(before, after).statements] == ["kept"]


def test_a_pronoun_for_somebody_else_is_told() -> None:
    strand = Speaker("Liv Strand", "person", mention=Words("she"))
    later = "“The ferry stays open until there is a bridge,” she told the Tide."
    before, after = (
        version([f"The Tide met {name}, the mayor, at noon.", later], {later: (SAID[OPEN][0], "she", speaker)})
        for name, speaker in (("Maria Holt", replace(HOLT, mention=Words("she"))), ("Liv Strand", strand))
    )
    assert [one.change for one in compare_versions(before, after).statements] == ["re-attributed"]


def test_a_deputy_is_another_than_the_mayor() -> None:
    speakers = (Speaker(name, "unnamed", mention=Words(name)) for name in ("the mayor", "the deputy mayor"))
    versions = (version([OPEN], {OPEN: (SAID[OPEN][0], None, speaker)}) for speaker in speakers)
    assert [one.change for one in compare_versions(*versions).statements] == ["re-attributed"]


def test_a_statement_that_one_reading_missed_is_kept() -> None:
    unread = {OPEN: SAID[OPEN]}
    for before, after in ((SAID, unread), (unread, SAID)):
        changes = compare_versions(version([OPEN, CREWS], before), version([OPEN, CREWS], after))
        assert not changes.any


def test_boundaries_that_one_reading_drew_otherwise_are_no_change() -> None:
    narrower = SAID | {CREWS: ("nobody had asked the crews", "Jonas Berg", BERG)}
    assert not compare_versions(version([CREWS, PAY]), version([CREWS, PAY], narrower)).any


def test_a_statement_in_changed_words_that_was_not_read_is_reworded() -> None:
    later = CREWS.replace("the boats", "any of our three boats")
    changes = compare_versions(version([OPEN, CREWS]), version([OPEN, later]))
    (one,) = changes.of("reworded")
    assert one.after is None
    assert one.elsewhere


def test_a_changed_headline_is_a_change() -> None:
    changes = compare_versions(version([OPEN]), version([OPEN], headline="Ferry may stay"))
    assert (changes.headline, changes.any) == (True, True)
    assert not compare_versions(version([OPEN]), version([OPEN], headline="FERRY STAYS")).headline


def test_notices_are_attached() -> None:
    note = "Correction: An earlier version of this article misspelled a name."
    kinds: dict[str, BlockKind] = {note: "note"}
    before, after = version([OPEN, CREWS]), version([OPEN, CREWS, note], kinds=kinds)
    changes = compare_versions(before, after)
    assert [block.span.of(after.article.latest.text) for block in changes.notices] == [note]
    assert changes.blocks == ()
    assert len(compare_versions(after, before).notices_removed) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3 min read", "4 min read"),
        ("Updated 5:45 p.m. ET", "Updated 7:10 p.m. ET on May 8, 2024"),
        ("12 comments", "1,304 comments"),
        ("By Maria Holt, updated 5 May 2024, 17:45", "By Maria Holt, updated 6 May 2024, 09:10"),
        ("Share this article", "Read more"),
    ],
)
def test_counters_and_time_stamps_are_no_change(before: str, after: str) -> None:
    assert not compare_versions(version([before, OPEN]), version([after, OPEN])).any


def test_a_number_in_a_sentence_is_a_change() -> None:
    changes = compare_versions(version([OPEN, "The vote was 5 to 4."]), version([OPEN, "The vote was 6 to 3."]))
    assert changes.any


def test_a_paragraph_that_was_split_or_joined_is_no_change() -> None:
    assert compare_versions(version([f"{OPEN} {PAY}"], {}), version([OPEN, PAY], {})).blocks == ()
    assert compare_versions(version([OPEN, PAY], {}), version([f"{OPEN} {PAY}"], {})).blocks == ()


def test_what_was_added_one_way_is_removed_the_other() -> None:
    one, other = version([OPEN, CREWS]), version([OPEN, PAY])
    there, back = compare_versions(one, other), compare_versions(other, one)
    assert [a.after for a in there.of("added")] == [b.before for b in back.of("removed")]
    assert [a.before for a in there.of("removed")] == [b.after for b in back.of("added")]


@given(readings(), readings())
def test_every_statement_has_one_verdict(before: Reading, after: Reading) -> None:
    statements = compare_versions(before, after).statements
    assert [one.after for one in statements if one.after] == outside_notices(after)
    assert sorted(map(id, (one.before for one in statements if one.before))) == sorted(map(id, outside_notices(before)))


def outside_notices(reading: Reading) -> list[Statement]:
    notes = [block.span for block in reading.article.latest.blocks if block.kind == "note"]
    return [
        one for one in reading.statements if not any(part.overlaps(note) for part in one.content[:1] for note in notes)
    ]


@given(readings())
def test_a_version_does_not_differ_from_itself(reading: Reading) -> None:
    changes = compare_versions(reading, reading)
    assert not changes.headline
    assert not changes.blocks
    assert not changes.notices


NOBODY, ROOF = "“Nobody rebuilt it properly,” she said.", "“The roof leaked for years,” she said."
SOFTER = "“It was not rebuilt properly,” she said."
AMENDED = "This article was amended on 7 May 2031. An earlier version said the yard had closed; it is the mill."
SHE = Speaker("Ana Ruiz", "person", mention=Words("she"))


def _by_her(paragraph: str, words: str) -> dict[str, Told]:
    return {paragraph: (words, "she", SHE)}


def test_softened_words_in_the_same_place_are_reworded() -> None:
    before = version([OPEN, NOBODY], SAID | _by_her(NOBODY, "“Nobody rebuilt it properly,”"))
    after = version([OPEN, SOFTER], SAID | _by_her(SOFTER, "“It was not rebuilt properly,”"))
    changes = compare_versions(before, after)
    assert [change for change, _ in verdicts(changes)] == ["kept", "reworded"]
    assert not any(one.new_source for one in changes.statements)


def test_other_words_in_the_same_place_are_another_statement() -> None:
    before = version([OPEN, NOBODY], SAID | _by_her(NOBODY, "“Nobody rebuilt it properly,”"))
    after = version([OPEN, ROOF], SAID | _by_her(ROOF, "“The roof leaked for years,”"))
    assert sorted(change for change, _ in verdicts(compare_versions(before, after))) == ["added", "kept", "removed"]


def test_what_a_notice_says_is_a_notice_and_no_statement() -> None:
    said = SAID | {AMENDED: ("the yard had closed; it is the mill", "An earlier version", None)}
    changes = compare_versions(version([OPEN]), version([OPEN, AMENDED], said, kinds={AMENDED: "note"}))
    assert [change for change, _ in verdicts(changes)] == ["kept"]
    assert len(changes.notices) == 1 and changes.blocks == ()


@pytest.mark.parametrize("later", ["Updated 2 hours ago", "Last updated: 8 May 2024, 12:15 BST", "Updated 9:40 a.m."])
def test_the_time_of_an_update_alone_is_no_notice(later: str) -> None:
    stamp = "Updated 5 minutes ago"
    before = version([OPEN, stamp, PAY], kinds={stamp: "note"})
    after = version([OPEN, later, PAY], kinds={later: "note"})
    assert not compare_versions(before, after).any
    assert not compare_versions(version([OPEN, PAY]), after).any


@pytest.mark.parametrize("size", [10, 50, 200])
def test_statements_of_rewritten_texts_are_compared_with_those_most_like_them(size: int) -> None:
    texts = [" ".join(f"{word}{number}" for word in ("pier", "gate", "ferry")) for number in range(size)]
    before, after = view_of(texts), view_of(texts[::-1])
    pairs = list(statements._likely(before, range(size), after, range(size)))
    assert len(pairs) == len(set(pairs)) <= max(statements._ALL, size * 10)
    assert {(number, size - 1 - number) for number in range(size)} <= set(pairs)


def view_of(texts: list[str]) -> statements.View:
    """Statements of three words each, in order; where their words stand in the other version is not known."""
    text = " ".join(texts)
    held = differences.words_of(text)
    placed = tuple(
        statements.Placed(Statement(str(number), ()), quote, tuple(range(3 * number, 3 * number + 3)), ())
        for number, quote in enumerate(texts)
    )
    side = differences.Side(held, (None,) * len(held))
    return statements.View(text, side, placed, frozenset(word.text for word in held))
