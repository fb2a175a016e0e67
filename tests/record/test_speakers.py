"""Several speakers and principals, and the places of the words that prove what is told of a statement. All names are
invented."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Span, Speaker, When, Words
from onrecord.problems.record import RecordTooOld, Unstorable
from onrecord.record import Record, open_record, opening
from tests.made_articles import READ_WITH, Made, made, span_of, statement, with_statements, words
from tests.older_records import of_format_8, without_speakers

TEXT = (
    "Ana Duarte, the mayor of Porto Velho, and Rui Braga, her deputy, told the Harbour Times at a hearing on Tuesday "
    "that the Harbour Council and the Pilots Union want more time."
)


def article() -> Made:
    pair = made(1, paragraphs=(TEXT,), headline="Hearing")
    text = pair[1].article.latest.text
    found = statement(text, content="want more time", source="Ana Duarte", cue="told")
    tuesday = When.of_date("2024-05-07", text="Tuesday", rule="weekday", span=span_of(text, "Tuesday"))
    return with_statements(
        pair,
        replace(
            found,
            speakers=(
                Speaker("Ana Duarte", "person", words(text, "mayor of Porto Velho"), words(text, "Ana Duarte")),
                Speaker("Rui Braga", "person", words(text, "deputy"), words(text, "Rui Braga")),
            ),
            principals=(
                Speaker("Harbour Council", "organization", None, words(text, "the Harbour Council")),
                Speaker("Pilots Union", "organization", None, words(text, "the Pilots Union")),
            ),
            addressee=words(text, "the Harbour Times"),
            venue=words(text, "a hearing"),
            when=tuesday,
            occasion=1,
        ),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "a.record", write=True) as record:
        record.add_reading(*article(), read_with=READ_WITH)
    return tmp_path / "a.record"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, write=True) as opened:
        yield opened


def test_all_that_is_told_of_a_statement_comes_back_and_is_proved(record: Record) -> None:
    assert next(iter(record.readings())).statements == article()[1].statements
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    "sought",
    ["duarte", "braga", "mayor", "deputy", "council", "pilots", "harbour times", "hearing", "duarte pilots hearing"],
)
def test_words_find_each_speaker_role_principal_addressee_and_venue(record: Record, sought: str) -> None:
    assert len(record.search(sought).hits) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"speaker": "Ana Duarte"}, 1),
        ({"speaker": "Rui Braga"}, 1),
        ({"speaker": "Ana Braga"}, 0),  # half of each is nobody's name
        ({"speaker": "Duarte", "role": "mayor"}, 1),
        ({"speaker": "Duarte", "role": "deputy"}, 0),
        ({"role": "deputy"}, 1),
        ({"speaker": "Harbour Council"}, 0),
        ({"venue": "hearing", "to": "times"}, 1),
    ],
)
@pytest.mark.parametrize("in_", ["statements", "articles"])
def test_a_search_asks_for_one_speaker_with_one_role(
    record: Record, asked: dict[str, str], found: int, in_: str
) -> None:
    assert len(record.search(**asked, in_=in_).hits) == found  # type: ignore[arg-type]
    sought = "time" if in_ == "statements" else "hearing"
    assert len(record.search(sought, **asked, in_=in_).hits) == found  # type: ignore[arg-type]


def test_each_speaker_and_principal_is_an_actor_of_its_own_name_kind_and_role(record: Record) -> None:
    told = {
        one.actor.name: (one.actor.kind, [role.title for role in one.actor.roles]) for one in record.actors().actors
    }
    assert told == {
        "Ana Duarte": ("person", ["mayor of Porto Velho"]),
        "Rui Braga": ("person", ["deputy"]),
        "Harbour Council": ("organization", []),
        "Pilots Union": ("organization", []),
    }
    assert len(record.statements_of("Pilots Union", part="principal").hits) == 1
    assert record.statements_of("Pilots Union", part="speaker").hits == ()
    assert len(record.statements_of("Rui Braga", role="deputy").hits) == 1
    assert record.statements_of("Rui Braga", role="mayor").hits == ()


def test_a_name_with_a_semicolon_is_one_name(record: Record) -> None:
    pair = made(2, paragraphs=("Holt; Berg stays.",))
    one = statement(pair[1].article.latest.text, content="stays")
    record.add_reading(*with_statements(pair, replace(one, speakers=(Speaker("Holt; Berg", "person"),))), read_with="x")
    assert [found.actor.name for found in record.actors("berg").actors] == ["Holt; Berg"]
    assert list(record.verify()) == []


def test_only_the_split_off_speaker_takes_its_role_along(record: Record) -> None:
    pair = made(2, paragraphs=("The pier stays.",))
    pier = replace(statement(pair[1].article.latest.text, content="stays"), speakers=(Speaker("Rui Braga", "person"),))
    record.add_reading(*with_statements(pair, pier), read_with=READ_WITH)
    split = record.split("Rui Braga", role="deputy", who="Kim")
    roles = sorted((found.actor.name, [role.title for role in found.actor.roles]) for found in record.actors().actors)
    assert roles[:1] + roles[-2:] == [
        ("Ana Duarte", ["mayor of Porto Velho"]),
        ("Rui Braga", []),
        ("Rui Braga", ["deputy"]),
    ]
    assert [id_ for id_, _ in (split.change or {})["statements"]] == [article()[1].statements[0].id]
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE statement_speakers SET role = 'king' WHERE name = 'Ana Duarte'",
            "the role of its speaker 'Ana Duarte'",
        ),
        ("UPDATE statement_speakers SET role_start = role_start + 1", "the role of its speaker 'Rui Braga'"),
        (
            "UPDATE statement_speakers SET mention = 'he' WHERE name = 'Rui Braga'",
            "the mention of its speaker 'Rui Braga'",
        ),
        ("UPDATE statement_speakers SET mention_end = 5000", "the mention of its principal 'Pilots Union'"),
        ("UPDATE statements SET venue = 'a podcast'", "its venue is 'a podcast'"),
        ("UPDATE statements SET venue_start = venue_start + 1", "its venue is 'a hearing'"),
        ("UPDATE statements SET addressee = 'the police'", "its addressee is 'the police'"),
        ("UPDATE statements SET addressee_end = addressee_end + 1", "its addressee is 'the Harbour Times'"),
        ("UPDATE statements SET when_text = 'Friday'", "its when is 'Friday'"),
        ("UPDATE statements SET when_text_end = 4000", "its when is 'Tuesday'"),
        ("UPDATE statement_speakers SET name = 'Jonas Berg' WHERE position = 1 AND part = 'speaker'", "their rows"),
        ("UPDATE statements SET speaker_name = 'Jonas Berg'", "their rows"),
        ("DELETE FROM statement_speakers WHERE part = 'principal'", "their rows"),
    ],
)
def test_words_that_their_place_does_not_prove_are_faults(path: Path, change: str, said: str) -> None:
    (fault, *_) = [one for one in _faults_after(path, change) if one[0] == "statement" and said in one[2]]
    assert fault[1] == article()[1].statements[0].id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE statement_speakers SET kind = 'group' WHERE position = 1",
        "UPDATE statement_speakers SET role = NULL, role_start = NULL, role_end = NULL WHERE position = 1",
        "UPDATE statement_speakers SET mention_start = NULL, mention_end = NULL WHERE position = 1",
        "UPDATE statements SET occasion = 2",
        "UPDATE statements SET venue_start = NULL, venue_end = NULL",
        "UPDATE statements SET form = 1",
    ],
)
def test_the_digest_of_a_statement_covers_its_speakers_places_and_occasion(path: Path, change: str) -> None:
    assert any(kind == "entry" and "changed" in said for kind, _, said in _faults_after(path, change))


def _faults_after(path: Path, change: str) -> list[tuple[str, str, str]]:
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    connection.commit()
    connection.close()
    with open_record(path, write=False) as record:
        return [(fault.kind, fault.id, fault.message) for fault in record.verify()]


@pytest.mark.parametrize(
    "changes",
    [
        {"venue": Words("a podcast", Span(0, 9))},
        {"addressee": Words("Hearing", Span(0, 5000))},
        {"when": When(None, None, None, "given", Span(0, 7))},
        {"speakers": (Speaker("Rui Braga", "person", Words("king", Span(0, 4))),)},
        {"principals": (Speaker("Rui Braga", "person", None, Words("he", Span(0, 2))),)},
    ],
)
def test_words_that_do_not_stand_at_their_place_are_refused(record: Record, changes: dict[str, object]) -> None:
    pair = made(2, paragraphs=(TEXT,), headline="Hearing")
    (one,) = article()[1].statements
    with pytest.raises(Unstorable, match="covers"):
        record.add_reading(*with_statements(pair, replace(one, **changes)), read_with=READ_WITH)  # type: ignore[arg-type]
    assert record.counts().articles == 1


def test_a_record_of_format_8_is_brought_up_to_date_with_all_it_held(tmp_path: Path) -> None:
    path = of_format_8(tmp_path / "old.record")
    with pytest.raises(RecordTooOld):
        open_record(path, write=False)
    open_record(path, write=True).close()
    with open_record(path, write=False) as record:
        assert list(record.verify()) == []
        counts = record.counts()
        assert (counts.articles, counts.versions, counts.statements, counts.all_statements) == (5, 6, 9, 13)
        assert (counts.failures, counts.decisions, counts.own) == (1, 3, 2)
        first, both, maia, held = record.article("https://harbour.example/bridge").statements
        assert first.speakers == (Speaker("Ana Duarte", "person", Words("mayor of Porto Velho"), Words("Ana Duarte")),)
        assert (first.addressee, first.venue, first.occasion) == (Words("the Harbour Times"), None, None)
        assert first.when == When.of_date("2024-05-07", text="Tuesday", rule="weekday on or before")
        mention = Words("Duarte and Rui Braga")
        assert both.speakers == tuple(Speaker(name, "person", None, mention) for name in ("Ana Duarte", "Rui Braga"))
        assert (both.act, both.venue) == ("denies", Words("a press conference"))  # which an edit made of what was read
        assert both.decision is not None and both.decision.proposed is not None
        assert both.decision.proposed.venue == Words("a press conference in Porto Velho")
        assert maia.principals == (Speaker("Harbour Council", "organization", None, Words("the Harbour Council")),)
        assert [one.name for one in held.speakers] == ["Harbour Council", "engineers’ union"]
        (family,) = record.families().families
        assert (family.reports, family.articles, family.outlets) == (2, 2, 2)
        assert [hit.outlet for hit in record.family(family.id).reports] == ["The Harbour Times", "Ría Weekly"]
        assert record.actor("Ana Duarte").identifiers == {"wikidata": "Q1"}
        assert record.actor("Ana Duarte").name == "Ana Maria Duarte"
        assert len(record.statements_of("Rui Braga").hits) == 2
        assert [role.title for role in record.actor("Harbour Council").roles] == ["the owners"]
        assert [(one.subject, one.verdict) for one in record.decisions()] == [
            ("statement", "accept"), ("statement", "edit"), ("actor", "edit"),
        ]  # fmt: skip
        for sought in ("braga", "spokeswoman", "council", "harbour times", "press conference"):
            assert record.search(sought).hits, sought
        assert len(record.search(speaker="braga").hits) == 2


def test_an_article_is_added_to_a_record_of_before(tmp_path: Path) -> None:
    path = of_format_8(tmp_path / "old.record")
    with open_record(path, write=True) as record:
        record.add_reading(*article(), read_with=READ_WITH)
        assert {one.actor.name: one.statements for one in record.actors("duarte").actors} == {"Ana Maria Duarte": 5}
        assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Holt", ["Holt"]),
        ("Holt; Berg", ["Holt", "Berg"]),
        ("Holt;Berg ;; \tRuiz\u2003;", ["Holt", "Berg", "Ruiz"]),
        ('The "A"; B\\;\n[C]', ['The "A"', "B\\", "[C]"]),
        (" ; ", [" ; "]),
        ("", [""]),
        ("; ".join(map(str, range(500))), list(map(str, range(500)))),
    ],
)
def test_joined_names_of_before_become_several(tmp_path: Path, name: str, names: list[str]) -> None:
    path = tmp_path / "a.record"
    pair = made()
    one = replace(pair[1].statements[0], speakers=(Speaker("Duarte", "group", None, Words("they")),))
    with open_record(path, write=True) as record:
        record.add_reading(*with_statements(pair, one), read_with=READ_WITH)
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER statement_speakers_stay")
    connection.execute("UPDATE statement_speakers SET name = ?", (name,))
    without_speakers(connection)
    connection.commit()
    connection.executescript(next(one.script for one in opening.migrations() if one.number == 9))
    rows = connection.execute("SELECT name, kind, mention FROM statement_speakers ORDER BY position").fetchall()
    connection.close()
    assert rows == [(one, "group", "they") for one in names]


def test_speakers_are_never_changed_or_removed(path: Path) -> None:
    connection = sqlite3.connect(path)
    for change in ("UPDATE statement_speakers SET name = 'x'", "DELETE FROM statement_speakers",
                   "UPDATE statements SET occasion = 2"):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(change)
    connection.close()
