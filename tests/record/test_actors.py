"""Actors in the record: joined over articles, merged, split, proposed; the same from the same rows."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.actors.directory import Actor, Role
from onrecord.model import ActorKind, Speaker, Statement, Time, When, Words
from onrecord.problems.record import (
    AmbiguousActor,
    BadCursor,
    NothingToSplit,
    NotTwoActors,
    RecordReadOnly,
    UnknownActor,
)
from onrecord.record import Record, open_record, opening
from onrecord.record.actors import queries
from onrecord.record.log import add_decision
from tests.made_articles import READ_WITH, Made, made, with_statements
from tests.made_articles import statement as made_statement
from tests.older_records import copy_of_format_7


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "a.record", write=True) as opened:
        yield opened
        assert list(opened.verify()) == []


def article(
    number: int, *speakers: Speaker | tuple[Speaker, ...], published: str | None = "2024-05-07", **facts: str
) -> Made:
    """An article with a statement by each speaker, or by several together."""
    paragraphs = tuple(f"The ferry number {number} of speaker {at} stays." for at in range(len(speakers)))
    pair = made(number, paragraphs=paragraphs, headline=f"Ferry {number}", published=published)
    text = pair[1].article.latest.text
    statements = [
        replace(
            made_statement(text, content=paragraph),
            speakers=speaker if isinstance(speaker, tuple) else (speaker,),
            **{name: Words(fact) for name, fact in facts.items()},  # type: ignore[arg-type]
        )
        for paragraph, speaker in zip(paragraphs, speakers, strict=True)
    ]
    return with_statements(pair, *statements)


def person(name: str, role: str | None = None) -> Speaker:
    return Speaker(name, "person", Words(role) if role else None, Words(name))


def add(record: Record, *articles: Made) -> list[Statement]:
    for one in articles:
        record.add_reading(*one, read_with=READ_WITH)
    return [statement for one in articles for statement in one[1].statements]


def names(record: Record, words: str | None = None) -> list[tuple[str, int, int]]:
    return [(one.actor.name, one.statements, one.articles) for one in record.actors(words).actors]


def test_one_name_in_two_articles_is_one_actor(record: Record) -> None:
    add(
        record,
        article(1, person("Maria Holt", "mayor of Lund"), person("Maria Holt"), published="2024-05-01"),
        article(2, person("Maria J. Holt", "Lund mayor"), published="2024-05-09"),
    )
    (found,) = record.actors().actors
    assert (found.statements, found.articles, found.first, found.last) == (3, 2, "2024-05-01", "2024-05-09")
    assert found.actor.names == ("Maria Holt", "Maria J. Holt")
    assert found.actor.roles == (
        Role("mayor of Lund", None, date(2024, 5, 1), date(2024, 5, 1)),
        Role("Lund mayor", None, date(2024, 5, 9), date(2024, 5, 9)),
    )
    assert record.actor("maria j. holt") == record.actor(found.actor.id[:6]) == found.actor


def test_a_name_taken_for_an_organization_once_stays_provable(record: Record) -> None:
    add(record, article(1, Speaker("MARIA HOLT", "organization")), article(2, person("Maria Holt")))
    assert list(record.verify()) == []


def test_a_surname_alone_stays_in_its_article_and_is_proposed(record: Record) -> None:
    add(record, article(1, person("Maria Holt")), article(2, person("Holt")), article(3, person("Holt")))
    assert names(record) == [("Maria Holt", 1, 1), ("Holt", 1, 1), ("Holt", 1, 1)]
    reasons = [proposal.reason for proposal in record.proposals()]
    assert reasons == ["same single name", "same surname", "same surname"]


def test_one_name_in_other_roles_stays_two(record: Record) -> None:
    add(record, article(1, person("Maria Holt", "mayor of Lund")), article(2, person("Maria Holt", "goalkeeper")))
    assert names(record) == [("Maria Holt", 1, 1)] * 2
    (proposal,) = record.proposals()
    assert "goalkeeper" in proposal.reason
    add(record, article(3, person("Maria Holt", "the mayor")), article(4, person("Maria Holt", "Skerra goalkeeper")))
    assert names(record) == [("Maria Holt", 2, 2)] * 2


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("the Harbour Office", "organization", 1),
        ("the company", "organization", 0),
        ("several officials", "group", 0),
        ("a spokesperson", "unnamed", 0),
        ("the statement", "document", 0),
        ("Senate Independents", "group", 1),
    ],
)
def test_only_who_has_a_name_is_an_actor(record: Record, name: str, kind: ActorKind, expected: int) -> None:
    speaker = Speaker(name, kind, None, Words(name))
    add(record, article(1, speaker), article(2, speaker))
    assert len(record.actors().actors) == expected


def test_a_country_is_one_under_all_its_names(record: Record) -> None:
    speakers = [Speaker(name, "organization") for name in ("the United Kingdom", "UK", "Britain")]
    add(record, article(1, *speakers))
    (found,) = record.actors().actors
    assert found.statements == 3


def test_several_who_spoke_together_are_several_actors(record: Record) -> None:
    together = (person("Maria Holt"), Speaker("Norway", "organization"), Speaker("Skerra Lines", "organization"))
    add(record, article(1, together, person("Maria Holt")))
    kinds = {one.actor.name: (one.actor.kind, one.statements) for one in record.actors().actors}
    assert kinds == {"Maria Holt": ("person", 2), "Norway": ("organization", 1), "Skerra Lines": ("organization", 1)}


def test_principals_appear_too(record: Record) -> None:
    pair = article(1, person("Jon Berg", "spokesperson"))
    principal = Speaker("Maria Holt", "person", Words("minister"))
    add(record, with_statements(pair, replace(pair[1].statements[0], principals=(principal,))))
    assert [hit.statement.id for hit in record.statements_of("Maria Holt").hits if hit.statement]
    assert record.statements_of("Maria Holt", part="speaker").hits == ()
    assert len(record.statements_of("Maria Holt", part="principal").hits) == 1


def test_a_new_version_keeps_its_actors_and_only_the_latest_counts(record: Record) -> None:
    add(record, article(1, person("Holt"), person("Maria Holt")))
    before = {one.actor.id for one in record.actors().actors}
    later = article(1, person("Holt"), person("Maria Holt"), person("Holt"))
    assert record.add_reading(*later, read_with=READ_WITH) == "new version"
    assert {one.actor.id for one in record.actors().actors} == before
    assert names(record) == [("Holt", 2, 1), ("Maria Holt", 1, 1)]


def test_a_merge_joins_and_a_later_decision_takes_it_back(record: Record) -> None:
    add(record, article(1, person("Maria Holt")), article(2, person("Holt")))
    short = next(one.actor.id for one in record.actors().actors if one.actor.name == "Holt")
    decision = record.merge(short, "Maria Holt", who="Kim")
    assert (decision.subject_id, decision.who) == (short, "Kim")
    assert names(record) == [("Maria Holt", 2, 2)]
    assert list(record.proposals()) == []
    assert record.actor(short).name == "Maria Holt"
    assert len(record.statements_of(short).hits) == 2
    record.undo(decision.number, who="Lee")
    assert names(record) == [("Maria Holt", 1, 1), ("Holt", 1, 1)]
    record.merge(short, "Maria Holt", who="Kim")
    record.separate(short, who="Lee")
    assert names(record) == [("Maria Holt", 1, 1), ("Holt", 1, 1)]
    assert [one.verdict for one in record.decisions()] == ["edit", "undo", "edit", "edit"]
    with pytest.raises(NotTwoActors):
        record.separate(short, who="Lee")


def test_merges_chain_and_never_form_a_ring(record: Record, tmp_path: Path) -> None:
    add(record, article(1, person("Maria Holt")), article(2, person("Liz Dahl")), article(3, person("Ann Vik")))
    holt, dahl, vik = (record.actor(name).id for name in ("Maria Holt", "Liz Dahl", "Ann Vik"))
    record.merge(holt, dahl, who="Kim")
    record.merge(dahl, vik, who="Kim")
    assert names(record) == [("Ann Vik", 3, 3)]
    with pytest.raises(NotTwoActors, match="already one actor"):
        record.merge(vik, holt, who="Kim")
    with closing(sqlite3.connect(tmp_path / "a.record")) as connection:  # as earlier versions let anybody write
        for change in ({"merged_into": holt}, {"merged_into": "nobody"}, {"else": 1}):
            add_decision(connection, "actor", vik, verdict="edit", who="Kim", change=change)
        connection.commit()
    assert names(record) == [("Ann Vik", 3, 3)]


def test_a_split_moves_statements_and_later_articles_find_the_right_one(record: Record) -> None:
    first, second, third = add(
        record,
        article(1, person("Maria Holt", "mayor of Lund")),
        article(2, person("Maria Holt")),
        article(3, person("Maria Holt", "candidate")),
    )
    actor = record.actor("Maria Holt").id
    decision = record.split(actor, statements=[second.id[:10], third.id], who="Kim")
    assert decision.change is not None
    new = decision.change["split_into"]
    assert names(record) == [("Maria Holt", 2, 2), ("Maria Holt", 1, 1)]
    assert [hit.statement.id for hit in record.statements_of(actor).hits if hit.statement] == [first.id]
    assert [role.title for role in record.actor(new).roles] == ["candidate"]
    add(record, article(4, person("Maria Holt", "former candidate")), article(5, person("Maria Holt", "Lund mayor")))
    assert {one.actor.id: one.statements for one in record.actors().actors} == {actor: 2, new: 3}
    with pytest.raises(AmbiguousActor, match=new):
        record.actor("Maria Holt")
    merged = record.merge(new, actor, who="Lee")
    assert names(record) == [("Maria Holt", 5, 5)]
    record.undo(merged.number, who="Lee")
    record.undo(decision.number, who="Lee")
    assert names(record) == [("Maria Holt", 5, 5)]
    titles = [role.title for role in record.actor(actor).roles]
    assert sorted(titles) == ["Lund mayor", "candidate", "former candidate", "mayor of Lund"]
    assert list(record.verify()) == []


def test_a_split_by_role_takes_every_statement_that_gives_it(record: Record) -> None:
    add(record, article(1, person("Maria Holt", "mayor")), article(2, person("Maria Holt", "minister of ports")))
    record.split("Maria Holt", role="ports", who="Kim")
    assert names(record) == [("Maria Holt", 1, 1)] * 2
    assert {role.title for one in record.actors().actors for role in one.actor.roles} == {"mayor", "minister of ports"}


def test_a_split_of_nothing_or_of_all_is_refused(record: Record) -> None:
    mine, other = add(record, article(1, person("Maria Holt", "mayor")), article(2, person("Liz Dahl")))
    with pytest.raises(NothingToSplit, match="left without statements"):
        record.split("Maria Holt", statements=[mine.id], who="Kim")
    with pytest.raises(NothingToSplit, match="it is not in statement"):
        record.split("Maria Holt", statements=[other.id], who="Kim")
    with pytest.raises(NothingToSplit, match="queen"):
        record.split("Maria Holt", role="queen", who="Kim")
    with pytest.raises(ValueError, match="either"):
        record.split("Maria Holt", who="Kim")
    assert record.counts().decisions == 0


def test_a_merged_actor_can_be_split_without_undoing_the_merge(record: Record) -> None:
    first, second = add(record, article(1, person("Maria Holt")), article(2, person("Liz Dahl")))
    record.merge("Liz Dahl", "Maria Holt", who="Kim")
    record.split("Maria Holt", statements=[second.id], who="Kim")
    assert len(record.actors().actors) == 2
    assert [hit.statement.id for hit in record.statements_of(record.actors().actors[0].actor.id).hits if hit.statement]
    ids = {one.actor.id for one in record.actors().actors}
    held = {hit.statement.id for id_ in ids for hit in record.statements_of(id_).hits if hit.statement}
    assert held == {first.id, second.id}


def test_who_is_kept_apart_is_proposed_no_more_until_merged(record: Record) -> None:
    add(record, article(1, person("Liz Holt")), article(2, person("Elizabeth Holt")))
    assert len(list(record.proposals())) == 1
    record.keep_apart("Liz Holt", "Elizabeth Holt", who="Kim")
    assert list(record.proposals()) == []
    record.merge("Liz Holt", "Elizabeth Holt", who="Lee")
    assert len(record.actors().actors) == 1


def test_the_list_goes_on_where_it_ended(record: Record) -> None:
    add(record, article(1, *(person(f"Maria {name}") for name in ("Holt", "Dahl", "Vik", "Moe", "Aas"))))
    page, seen = record.actors(limit=2), list[str]()
    seen += [one.actor.name for one in page.actors]
    while page.next:
        page = record.actors(limit=2, after=page.next)
        seen += [one.actor.name for one in page.actors]
    assert len(seen) == len(set(seen)) == 5
    with pytest.raises(BadCursor):
        record.actors(after="no")
    with pytest.raises(ValueError, match="limit"):
        record.actors(limit=0)
    assert names(record, "vik") == [("Maria Vik", 1, 1)]
    assert names(record, "vik moe") == names(record, "?") == []


def test_an_unknown_actor_is_a_problem(record: Record) -> None:
    for wanted in ("Maria Holt", "", "%", "0" * 16):
        with pytest.raises(UnknownActor):
            record.actor(wanted)


def test_statements_of_an_actor_have_the_filters_of_the_search(record: Record) -> None:
    add(
        record,
        article(1, person("Maria Holt", "mayor"), published="2024-05-01", venue="a podcast", addressee="the Ledger"),
        article(2, person("Maria Holt"), published="2024-06-01"),
    )
    assert len(record.statements_of("Maria Holt", limit=1).hits) == 1
    assert record.statements_of("Maria Holt", limit=1).next
    for choice in ({"role": "mayor"}, {"venue": "podcast"}, {"to": "ledger"}, {"until": date(2024, 5, 2)}):
        (hit,) = record.statements_of("Maria Holt", **choice).hits
        assert hit.published == Time("2024-05-01", "json-ld datePublished")
    assert record.statements_of("Maria Holt", role="queen").hits == ()


def test_the_search_finds_a_speaker_under_another_name(record: Record) -> None:
    add(record, article(1, person("Liz Holt", "mayor")), article(2, person("Elizabeth Holt")))
    assert len(record.search(speaker="liz").hits) == 1
    record.merge("Liz Holt", "Elizabeth Holt", who="Kim")
    assert len(record.search(speaker="liz").hits) == len(record.search("ferry", speaker="liz").hits) == 2
    assert len(record.search(speaker="liz", in_="articles").hits) == 2
    assert len(record.search(speaker="liz", role="mayor").hits) == 1
    page = record.search(speaker="liz", limit=1)
    assert page.next
    assert len(record.search(speaker="liz", limit=1, after=page.next).hits) == 1


@pytest.mark.parametrize(
    ("when", "found"),
    [("2024-05", 1), ("2024", 1), ("2024-05-07", 1), ("2024-05-06/2024-05-07", 1), ("2024-05-08", 0), ("2023", 0)],
)
def test_the_search_asks_for_the_time_of_the_utterance(record: Record, when: str, found: int) -> None:
    record.add_reading(*made(), read_with=READ_WITH)
    asked = When.of_date(when, text=None, rule="asked for")
    assert len(record.search(when=asked).hits) == len(record.search(when=asked, in_="articles").hits) == found


def test_the_search_asks_for_venue_and_addressee(record: Record) -> None:
    add(
        record,
        article(1, person("Maria Holt"), venue="a podcast", addressee="the Ledger"),
        article(2, person("Al Vik")),
    )
    for choice in ({"venue": "podcast"}, {"to": "ledger"}):
        assert len(record.search(**choice).hits) == len(record.search(in_="articles", **choice).hits) == 1  # type: ignore[arg-type]
        assert record.search(**dict.fromkeys(choice, "nowhere")).hits == ()  # type: ignore[arg-type]


MINISTER = Actor(
    "wikidata:Q1",
    "Maria Holt",
    "person",
    ("Maria Holt", "Mia Holt"),
    (Role("Prime Minister", "Norway", date(2021, 1, 1), None, "import"),),
    {"wikidata": "Q1"},
)


def test_an_import_joins_who_was_there_and_finds_who_comes(record: Record) -> None:
    add(record, article(1, person("Maria Holt", "Norwegian prime minister")))
    done = record.import_actors([MINISTER], dataset="leaders")
    assert (done.changed, done.unchanged, done.joined) == (1, 0, 1)
    add(record, article(2, person("Mia Holt", "minister of Norway")))
    assert names(record) == [("Maria Holt", 2, 2)]
    found = record.actor("Q1")
    assert (found.id, dict(found.identifiers)) == ("wikidata:Q1", {"wikidata": "Q1"})
    assert [one.name for one in record.directory().holder("the Norwegian prime minister", date(2022, 1, 1))] == [
        "Maria Holt"
    ]


def test_importing_again_adds_nothing_and_a_correction_replaces(record: Record) -> None:
    record.import_actors([MINISTER], dataset="leaders")
    again = record.import_actors([MINISTER], dataset="leaders")
    assert (again.changed, again.unchanged) == (0, 1)
    corrected = replace(MINISTER, roles=(replace(MINISTER.roles[0], end=date(2025, 1, 1)),))
    assert record.import_actors([corrected], dataset="leaders").changed == 1
    assert record.actor("Q1").roles == corrected.roles
    other = replace(MINISTER, id="bioguide:B1", identifiers={"bioguide": "B1", "wikidata": "Q1"}, roles=())
    record.import_actors([other], dataset="legislators")
    assert len(record.actors().actors) == 1
    assert record.actor("B1").roles == corrected.roles


def test_a_name_that_two_imported_actors_bear_is_joined_to_neither(record: Record) -> None:
    add(record, article(1, person("Maria Holt")))
    other = replace(MINISTER, id="wikidata:Q2", identifiers={"wikidata": "Q2"})
    assert record.import_actors([MINISTER, other], dataset="leaders").joined == 0
    assert len(record.actors().actors) == 3


def test_what_an_import_joined_can_be_taken_back(record: Record) -> None:
    add(record, article(1, person("Maria Holt", "Norwegian minister")))
    own = record.actor("Maria Holt").id
    record.import_actors([MINISTER], dataset="leaders")
    assert record.actor(own).id == "wikidata:Q1"
    record.separate(own, who="Kim")
    assert record.actor(own).id == own
    corrected = replace(MINISTER, names=("Maria Holt", "M. Holt"))
    record.import_actors([corrected], dataset="leaders")
    assert record.actor(own).id == own


def test_actors_are_not_written_by_readers(tmp_path: Path) -> None:
    open_record(tmp_path / "a.record", write=True).close()
    with open_record(tmp_path / "a.record", write=False) as reader, pytest.raises(RecordReadOnly):
        reader.import_actors([MINISTER], dataset="leaders")


def test_the_order_of_articles_does_not_matter_where_names_are_sure(tmp_path: Path) -> None:
    articles = [article(1, person("Maria Holt", "mayor")), article(2, person("Maria Holt")), article(3, person("Holt"))]
    found = []
    for name, order in (("a", articles), ("b", articles[::-1])):
        with open_record(tmp_path / name, write=True) as opened:
            add(opened, *order)
            found.append({(one.actor.id, one.statements) for one in opened.actors().actors})
    assert found[0] == found[1]


def test_a_record_from_before_actors_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    articles = [made(number) for number in range(5)]
    with open_record(path, write=True) as record:
        for one in articles:
            record.add_reading(*one, read_with=READ_WITH)
        expected = record.actors()
    first = opening.migrations()[0]
    old = tmp_path / "old.record"
    _copy_without_actors(path, old, first)
    with open_record(old, write=True) as record:
        assert record.actors() == expected
        assert list(record.verify()) == []
        record.add_reading(*made(9), read_with=READ_WITH)
        assert names(record) == [("Ana Duarte", 6, 6)]


def _copy_without_actors(path: Path, old: Path, first: opening.Migration) -> None:
    """The record as the first format had it, with the rows that it could hold."""
    connection = sqlite3.connect(old)
    for part in first.statements():
        connection.execute(part)
    connection.execute("INSERT INTO migrations VALUES (?, ?, '', '')", (first.number, first.name))
    connection.execute("ATTACH ? AS newer", (str(copy_of_format_7(path, old.with_suffix(".newer"))),))
    tables = ("contents", "articles", "versions", "latest", "blocks", "statements", "spans", "sightings", "failures")
    kinds = ("article", "version", "statement", "sighting", "failure")
    connection.execute(
        f"INSERT INTO entries SELECT * FROM newer.entries WHERE kind IN ({', '.join('?' * len(kinds))})", kinds
    )
    for table in tables:
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")
    connection.commit()
    connection.close()


def test_the_rows_alone_say_who_is_who(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        first, _, _ = add(record, *(article(number, person("Maria Holt", "mayor")) for number in (1, 2, 3)))
        record.import_actors([MINISTER], dataset="leaders")
        record.split(record.actors("holt").actors[0].actor.id, statements=[first.id], who="Kim")
        expected = record.actors()
    shutil.copyfile(path, tmp_path / "copy.record")
    with open_record(tmp_path / "copy.record", write=False) as copy:
        assert copy.actors() == expected
        assert list(copy.verify()) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE actors SET name = 'Maria Hold'", "digest differs"),
        ("UPDATE appearances SET name = 'Ann Vik'", "does not name it"),
        ("UPDATE imported_roles SET title = 'King'", "import was changed"),
        ("UPDATE imported_names SET name = 'Mia' WHERE position = 1", "import was changed"),
        ("DELETE FROM imported_identifiers", "import was changed"),
        ("UPDATE joins SET score = 0.5", "join was changed"),
        ("DELETE FROM appearances", "cast was changed"),
        ("DELETE FROM casts WHERE reading = (SELECT max(reading) FROM casts)", "1 readings have none"),
        ("DELETE FROM joins", "the join it stands for is missing"),
        ("UPDATE entries SET kind = 'guess' WHERE kind = 'join'", "the guess it stands for is missing"),
        ("UPDATE actor_names SET joining_key = 'else'", "names are out of step"),
        ("DELETE FROM actor_roles", "roles are out of step"),
    ],
)
def test_verify_finds_what_was_changed(tmp_path: Path, damage: str, said: str) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        add(record, *(article(number, person("Maria Holt", "Norwegian minister")) for number in (1, 2)))
        record.import_actors([MINISTER], dataset="leaders")
        assert list(record.verify()) == []
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(damage)
    connection.commit()
    connection.close()
    with open_record(path, write=False) as record:
        assert any(said in fault.message for fault in record.verify())


def test_rows_about_actors_cannot_be_changed_or_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    with open_record(path, write=True) as record:
        add(record, article(1, person("Maria Holt", "Norwegian minister")))
        record.import_actors([MINISTER], dataset="leaders")
    connection = sqlite3.connect(path)
    tables = "actors casts appearances imports imported_names imported_roles imported_identifiers joins entries".split()
    for table in tables:
        column = connection.execute(f"PRAGMA table_info({table})").fetchone()[1]
        with pytest.raises(sqlite3.IntegrityError, match="never removed"):
            connection.execute(f"DELETE FROM {table}")
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(f"UPDATE {table} SET {column} = {column}")
    connection.close()


@pytest.mark.parametrize("published", [None, "soon", "1", "0000-00-00", "2024-02-31"])
def test_a_day_that_is_none_is_no_day(record: Record, published: str | None) -> None:
    add(record, article(1, person("Maria Holt", "mayor"), published=published), article(2, person("Maria Holt")))
    assert names(record) == [("Maria Holt", 2, 2)]
    assert record.actor("Maria Holt").roles[0].title == "mayor"


def test_whether_an_actor_is_named_is_asked_of_that_actor_alone(record: Record, tmp_path: Path) -> None:
    _, second = add(
        record,
        article(1, person("Maria Holt", "mayor of Lund")),
        article(2, person("Maria J. Holt", "mayor of Lund"), published="2024-05-09"),
    )
    record.import_actors([Actor("one", "Ana Ruiz", "person", ("Ana Ruiz", "A. Ruiz"))], dataset="people")
    record.decide(second.id, "reject", who="Kim")
    with closing(sqlite3.connect(tmp_path / "a.record")) as connection:
        given = set(connection.execute("SELECT actor, name FROM given_names").fetchall())
        actors, known = ({row[place] for row in given} for place in (0, 1))
        assert {"Maria Holt", "Ana Ruiz", "A. Ruiz"} <= known
        assert "Maria J. Holt" not in known
        for actor in actors | {0}:
            for name in known | {"Maria J. Holt"}:
                told = connection.execute(queries.IS_NAMED, (actor, name)).fetchone()[0]
                assert bool(told) == ((actor, name) in given), (actor, name)
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {queries.IS_NAMED}", (1, "Ana"))]
    assert [step for step in plan if step.startswith("SCAN") and step != "SCAN CONSTANT ROW"] == []


def test_of_each_actor_some_statements_are_counted(record: Record) -> None:
    holt = person("Maria Holt")
    add(record, article(1, holt, holt, published="2024-05-01"), article(2, holt, person("Jo Berg")))
    first, second = record.actors(most=2).actors
    assert (first.actor.name, first.statements, first.complete) == ("Maria Holt", 2, False)
    assert (second.actor.name, second.statements, second.complete) == ("Jo Berg", 1, True)
    assert [one.complete for one in record.actors(most=3).actors] == [True, True]
    assert [one.statements for one in record.actors("holt", most=1).actors] == [1]
    with pytest.raises(ValueError, match="at least 1"):
        record.actors(most=0)


def test_whoever_says_most_stays_first_after_a_merge(record: Record) -> None:
    both = (person("Jo Berg"), person("J. Berg"))
    add(record, article(1, both, both), article(2, person("Maria Holt"), person("Maria Holt"), person("Maria Holt")))
    berg, other = (record.actors(name).actors[0].actor.id for name in ("Jo Berg", "J. Berg"))
    record.merge(other, berg, who="Kim Park")
    assert names(record) == [("Maria Holt", 3, 1), ("Jo Berg", 2, 1)]


def test_proposals_of_one_actor(record: Record) -> None:
    add(record, article(1, person("Maria Holt"), person("Holt"), person("Jo Berg"), person("Berg")))
    everything = {frozenset((one.first.name, one.second.name)) for one in record.proposals()}
    assert everything == {frozenset(("Maria Holt", "Holt")), frozenset(("Jo Berg", "Berg"))}
    of = record.proposals(of="Jo Berg")
    assert [{one.first.name, one.second.name} for one in of] == [{"Jo Berg", "Berg"}]
    record.keep_apart("Jo Berg", record.actor("Berg").id, who="Kim Park")
    assert list(record.proposals(of="Jo Berg")) == []


def test_a_profile_tells_names_what_was_merged_and_decided(record: Record) -> None:
    add(record, article(1, person("Maria Holt"), person("Maria Holt"), published="2024-05-01"))
    add(record, article(2, person("Holt"), published="2024-06-01"))
    holt, alone = (one.actor.id for one in record.actors("holt").actors)
    decision = record.merge(alone, holt, who="Kim Park")
    profile = record.profile(holt)
    assert [(one.value, one.count) for one in profile.names] == [("Maria Holt", 2), ("Holt", 1)]
    assert [(one.id, one.name) for one in profile.merged] == [(alone, "Holt")]
    assert [one.number for one in profile.decisions] == [decision.number]
    counted = [(one.month, one.value, one.count) for one in profile.acts_by_month]
    assert counted == [("2024-05", "states", 2), ("2024-06", "states", 1)]
    record.undo(decision.number, who="Kim Park")
    again = record.profile(holt)
    assert (again.merged, [one.count for one in again.names]) == ((), [2])
    assert again.decisions[0].undone == decision.number + 1


def test_a_profile_of_what_a_split_gave_has_its_names_and_roles(record: Record) -> None:
    add(record, article(1, person("Ana Brand", "mayor"), person("Ana Brand")))
    id_ = record.actors("brand").actors[0].actor.id
    decision = record.split(id_, role="mayor", who="Kim Park")
    new = record.profile(str((decision.change or {})["split_into"]))
    assert [(one.value, one.count) for one in new.names] == [("Ana Brand", 1)]
    assert [(one.title, one.statements) for one in new.roles] == [("mayor", 1)]
    assert [(one.title, one.statements) for one in record.profile(id_).roles] == []


def test_proposals_come_some_surnames_at_a_time(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    add(record, article(1, person("Maria Holt"), person("Holt"), person("Jo Berg"), person("Berg")))
    assert record.proposal_page().proposals == tuple(record.proposals())
    assert record.proposal_page().next is None
    monkeypatch.setattr("onrecord.record.actors.proposing._FAMILIES_AT_ONCE", 1)
    found, after = [], None
    while True:
        page = record.proposal_page(after=after)
        found += [{one.first.name, one.second.name} for one in page.proposals]
        if (after := page.next) is None:
            break
    assert found == [{"Berg", "Jo Berg"}, {"Holt", "Maria Holt"}]
    with pytest.raises(BadCursor):
        record.proposal_page(after="_w")


@pytest.mark.parametrize("most", [0, 1000])
def test_who_says_much_is_filtered_as_who_says_little(
    record: Record, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Other queries answer for many statements than for few, with filters and without.
    monkeypatch.setattr("onrecord.record.searching.MOST_RANKED", most)
    monkeypatch.setattr("onrecord.record.searching.MOST_OF_ACTORS", most)
    add(
        record,
        article(1, person("Maria Holt", "mayor"), published="2024-05-01", venue="a speech"),
        article(2, person("Maria Holt"), person("Jo Berg"), published="2024-06-01"),
    )
    asked: list[tuple[dict[str, object], int]] = [
        ({}, 2),
        ({"role": "mayor"}, 1),
        ({"venue": "speech"}, 1),
        ({"outlet": "Harbour"}, 2),
        ({"outlet": "None"}, 0),
        ({"since": date(2024, 5, 2)}, 1),
        ({"until": date(2024, 5, 2)}, 1),
        ({"part": "principal"}, 0),
        ({"act": ("denies",)}, 0),
    ]
    found = [len(record.statements_of("Maria Holt", **filters).hits) for filters, _ in asked]  # type: ignore[arg-type]
    assert found == [count for _, count in asked]
