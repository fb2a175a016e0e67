import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.actors.directory import Directory, Role
from onrecord.actors.imports import read_actors
from onrecord.problems import NotAnActorFile


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf8")
    return path


CSV = """id,name,kind,names,title,organization,start,end,wikidata
m1,Ana Brand,person,A. Brand;Annie Brand,Mayor,Lund,2020-05-01,2024-04-30,Q1
m1,Ana Brand,person,,Minister,Norway,2024-05-01,,
,Harbour Office,organization,,,,,,
"""


def test_csv_has_one_row_an_office(tmp_path: Path) -> None:
    actors, failures = read_actors(written(tmp_path, "a.csv", CSV))
    assert failures == []
    ana, office = actors
    assert (ana.id, ana.name, ana.names) == ("m1", "Ana Brand", ("Ana Brand", "A. Brand", "Annie Brand"))
    assert ana.roles == (
        Role("Mayor", "Lund", date(2020, 5, 1), date(2024, 4, 30), "import"),
        Role("Minister", "Norway", date(2024, 5, 1), None, "import"),
    )
    assert dict(ana.identifiers) == {"wikidata": "Q1"}
    assert (office.kind, office.roles) == ("organization", ())


OWN = {
    "name": "Ana Brand",
    "roles": [{"title": "Mayor", "organization": "Lund", "start": "2020", "end": "2023"}],
    "identifiers": {"wikidata": "Q1"},
}
LEGISLATOR = {
    "id": {"bioguide": "B1", "wikidata": "Q2", "fec": ["F1", "F2"]},
    "name": {"first": "Joan", "middle": "Q.", "last": "Reed", "suffix": "Jr.", "nickname": "Jo"},
    "terms": [{"type": "sen", "start": "2019-01-03", "end": "2025-01-03", "state": "OH"}],
}
HOLDER = {"country": "Norway", "position": "Prime Minister of Norway", "person_qid": "Q3", "person": "Liv Dahl",
          "start": "2021", "end": None}  # fmt: skip


def test_json_lines_hold_any_of_the_shapes(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(one) for one in (OWN, LEGISLATOR, HOLDER))
    actors, failures = read_actors(written(tmp_path, "a.jsonl", "\ufeff" + lines + "\n\n"))
    assert failures == []
    assert [one.id for one in actors] == ["wikidata:Q1", "wikidata:Q2", "wikidata:Q3"]
    assert actors[0].roles == (Role("Mayor", "Lund", date(2020, 1, 1), date(2023, 12, 31), "import"),)
    assert actors[1].names == ("Joan Reed Jr.", "Jo Reed", "Joan Q. Reed Jr.")
    assert actors[1].roles == (Role("Senator", "Ohio", date(2019, 1, 3), date(2025, 1, 3), "import"),)
    assert dict(actors[1].identifiers) == {"bioguide": "B1", "wikidata": "Q2", "fec": "F1"}
    found = Directory(actors).holder("the Norwegian prime minister", date(2022, 6, 1))
    assert [one.name for one in found] == ["Liv Dahl"]


def test_yaml_is_read_with_its_dates(tmp_path: Path) -> None:
    text = """
- id: {govtrack: 7}
  name: {first: Kai, last: Moe}
  terms:
  - {type: viceprez, start: 2017-01-20, end: '2021-01-20'}
"""
    actors, failures = read_actors(written(tmp_path, "a.yaml", text))
    assert failures == []
    assert actors[0].id == "govtrack:7"
    assert actors[0].roles == (Role("Vice President", "United States", date(2017, 1, 20), date(2021, 1, 20), "import"),)


def test_lists_by_office_name_the_office(tmp_path: Path) -> None:
    king = {"country": "saudi_arabia", "name_en": "Faris Omar", "since": "2015-01-23"}
    chancellor = {"country": "germany", "name_en": "Uwe Arndt", "wikidata_id": "Q9", "since": None}
    value = {"monarchs": [king], "chancellors": [chancellor]}
    actors, failures = read_actors(written(tmp_path, "a.json", json.dumps(value)))
    assert failures == []
    directory = Directory(actors)
    assert [one.name for one in directory.holder("the Saudi king", date(2020, 1, 1))] == ["Faris Omar"]
    assert [one.id for one in directory.holder("the German chancellor", date(2020, 1, 1))] == ["wikidata:Q9"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("{}", "no name"),
        ('{"name": "  "}', "no name"),
        ('{"name": "Ana", "kind": "ship"}', "'ship'"),
        ('{"name": "Ana", "roles": [{"start": "2020"}]}', "no title"),
        ('{"name": "Ana", "roles": ["mayor"]}', "not an object"),
        ('{"name": "Ana", "roles": "mayor"}', "must be lists"),
        ('{"name": "Ana", "roles": [{"title": "mayor", "start": "soon"}]}', "'soon' is not a day"),
        ('{"name": "Ana", "roles": [{"title": "mayor", "start": "2020-02-31"}]}', "not a day"),
        ('{"name": "Ana", "roles": [{"title": "mayor", "start": "2024", "end": "2020"}]}', "before it starts"),
        ('{"name": {"first": "Ana", "last": "Vik"}, "terms": [5]}', "not an object"),
        ('{"name": "Ana", "identifiers": ["Q1"]}', "must be an object"),
    ],
)
def test_a_broken_line_is_a_failure_and_the_rest_goes_on(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path, "a.jsonl", f'{line}\n{{"name": "Ana Brand"}}\n')
    actors, (failure,) = read_actors(path)
    assert [one.name for one in actors] == ["Ana Brand"]
    assert failure.origin == f"{path}, line 1"
    assert said in failure.reason


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"Ana", "ending"),
        ("a.csv", b"given;family\nAna;Brand\n", "name the columns"),
        ("a.csv", b"", "name the columns"),
        ("a.json", b"{", "broken"),
        ("a.yaml", b"a: [", "broken"),
        ("a.jsonl", b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_file_that_holds_no_actors_is_a_problem(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotAnActorFile, match=said):
        read_actors(path)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(NotAnActorFile, match="No such file"):
        read_actors(tmp_path / "none.csv")


def test_rows_that_are_no_objects_are_failures(tmp_path: Path) -> None:
    actors, failures = read_actors(written(tmp_path, "a.json", '[1, {"name": "Ana Brand"}, null]'))
    assert ([one.name for one in actors], len(failures)) == (["Ana Brand"], 2)
    _, (failure,) = read_actors(written(tmp_path, "a.csv", "name\nAna,Brand\n"))
    assert "more cells" in failure.reason


def test_the_public_collections_are_read(shared: Path) -> None:
    counts = {}
    for path in sorted((shared / "data" / "actors").iterdir()):
        actors, failures = read_actors(path)
        counts[path.name] = (len(actors), len(failures))
        assert all(one.roles for one in actors)
    assert counts == {
        "us_congress_since_2012.jsonl": (1135, 0),
        "us_executive.yaml": (80, 0),
        "world_leaders_2021_2024.jsonl": (707, 2),  # two terms that end before they start
        "world_leaders_2026.json": (45, 0),
    }


NAME = {"first": "Jo", "last": "Falk"}
TERM = {"type": "sen", "start": "2021-01-03", "end": "2027-01-03", "state": "ME"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"name": NAME, "terms": 5}, "`terms` must be a list"),
        ({"name": NAME, "terms": {"type": "sen"}}, "`terms` must be a list"),
        ({"name": NAME, "terms": [5]}, "is not an object"),
        ({"name": NAME, "terms": [TERM], "other_names": "Joe"}, "`other_names` must be a list"),
        ({"name": NAME, "terms": [TERM], "other_names": ["Joe"]}, "is not an object"),
        ({"name": NAME, "terms": [TERM], "leadership_roles": [[]]}, "is not an object"),
        ({"name": {"first": []}, "terms": [TERM]}, "it has no name"),
        ({"name": ["Jo Falk"]}, "it has no name"),
        ({"name": "Jo Falk", "kind": ["person"]}, "is not one of person"),
        ({"name": "Jo Falk", "identifiers": [1]}, "`identifiers` must be an object"),
    ],
)
def test_values_of_another_type_are_failures(tmp_path: Path, entry: object, said: str) -> None:
    (tmp_path / "a.jsonl").write_text(f'{json.dumps(entry)}\n{{"name": "Ann Ray"}}\n')
    actors, (failure,) = read_actors(tmp_path / "a.jsonl")
    assert [actor.name for actor in actors] == ["Ann Ray"]
    assert said in failure.reason


def test_odd_values_are_left_out(tmp_path: Path) -> None:
    entry = {"name": NAME, "terms": [{**TERM, "state": ["ME"]}], "id": [], "other_names": [{"last": 5}, {}]}
    (tmp_path / "a.jsonl").write_text(f'{json.dumps(entry)}\n{{"id": {{}}, "name": "Ann \\ud800 Ray"}}\n')
    (falk, ray), failures = read_actors(tmp_path / "a.jsonl")
    assert (falk.names, falk.roles[0].organization, failures) == (("Jo Falk", "Jo 5"), "United States", [])
    assert ray.name == "Ann ? Ray"


def test_times_of_day_in_yaml_are_days(tmp_path: Path) -> None:
    roles = "[{title: Mayor, start: 2021-01-03 10:00:00, end: 2024-05-06}]"
    (tmp_path / "a.yaml").write_text(f"- {{name: Jo Falk, roles: {roles}}}\n")
    ((actor,), _) = read_actors(tmp_path / "a.yaml")
    assert (actor.roles[0].start, actor.roles[0].end) == (date(2021, 1, 3), date(2024, 5, 6))


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_what_is_nested_too_deeply_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("[" * 100_000)
    with pytest.raises(NotAnActorFile):
        read_actors(tmp_path / name)
