from datetime import date

import pytest

from onrecord.actors.directory import Actor, Directory, Role
from onrecord.actors.names import agree, clash, post
from onrecord.english.countries import country, place, places


def actor(name: str, *roles: Role) -> Actor:
    return Actor(name.lower(), name, "person", (name,), roles)


def term(title: str, organization: str | None, start: str | None, end: str | None) -> Role:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return Role(title, organization, first, last, "import")


DIRECTORY = Directory(
    [
        actor("Mari Tamm", term("Prime Minister of Estonia", "Estonia", "2021-01-26", "2024-07-23")),
        actor("Jaan Kask", term("Prime Minister of Estonia", "Estonia", "2024-07-23", None)),
        actor("Luc Morel", term("President of the French Republic", "France", "2017-05-14", None)),
        actor("Anne Petit", term("Prime Minister", "France", "2024-01-09", "2024-09-05")),
        actor("Beth Cole", term("Governor", "Kentucky", "2019-12-10", None)),
        actor("Sam Reed", term("Senator", "Ohio", "2007-01-03", "2025-01-03")),
        actor("Tom Fay", term("Senator", "Ohio", "2023-01-03", "2029-01-03")),
        actor("Rolf Ahn", Role("Federal Chancellor of Germany", "Germany", source="import")),
        actor("Nino Beridze", term("Prime Minister of Georgia", "Georgia", "2021-02-22", None)),
        actor("Jim Poe", term("Governor", "Georgia", "2019-01-14", None)),
        actor("Ida Roy", term("King", "Norway", None, None)),
        actor("Eva Ruiz", Role("Peruvian foreign minister", None, date(2024, 3, 1), date(2024, 3, 5))),
        actor("Omar Sy", term("secretary-general", "United Nations Harbour Board", "2017-01-01", None)),
    ]
)


@pytest.mark.parametrize(
    ("description", "on", "expected"),
    [
        ("the Estonian prime minister", "2024-03-01", ["Mari Tamm"]),
        ("Estonia's premier", "2024-09-01", ["Jaan Kask"]),
        ("prime minister of Estonia", "2020-01-01", []),
        ("the French president", "2024-03-01", ["Luc Morel"]),
        ("the French leader", "2024-03-01", ["Luc Morel", "Anne Petit"]),
        ("French PM", "2024-10-01", []),
        ("governor of Kentucky", "2024-03-01", ["Beth Cole"]),
        ("the Kentucky governor", "2024-03-01", ["Beth Cole"]),
        ("Sen. from Ohio", "2022-03-01", ["Sam Reed"]),
        ("U.S. senator from Ohio", "2024-03-01", ["Sam Reed", "Tom Fay"]),
        ("the German chancellor", "2024-03-01", ["Rolf Ahn"]),
        ("the Georgian prime minister", "2024-03-01", ["Nino Beridze"]),
        ("the governor of Georgia", "2024-03-01", ["Jim Poe"]),
        ("the Norwegian monarch", "2024-03-01", ["Ida Roy"]),
        ("Peru's foreign minister", "2024-03-20", ["Eva Ruiz"]),
        ("Peru's foreign minister", "2024-12-20", []),
        ("the former French president", "2024-03-01", []),
        ("the president", "2024-03-01", []),
        ("the French", "2024-03-01", []),
        ("", "2024-03-01", []),
        ("the French ambassador", "2024-03-01", []),
        ("the vice president of France", "2024-03-01", []),
    ],
)
def test_an_office_and_a_day_find_its_holder(description: str, on: str, expected: list[str]) -> None:
    assert [one.name for one in DIRECTORY.holder(description, date.fromisoformat(on))] == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2023-06-01", ["Ana Vale"]),
        ("2024-02-01", ["Ana Vale", "Rui Sol"]),
        ("2024-11-01", ["Rui Sol", "Ana Vale"]),
        ("2025-02-01", ["Rui Sol"]),
    ],
)
def test_where_only_the_year_of_a_hand_over_is_known_the_likelier_comes_first(on: str, expected: list[str]) -> None:
    first = actor("Ana Vale", term("Prime Minister", "Portugal", "2021-01-01", None))
    second = actor("Rui Sol", term("Prime Minister", "Portugal", "2024-01-01", None))
    found = Directory([second, first]).holder("the Portuguese prime minister", date.fromisoformat(on))
    assert [one.name for one in found] == expected


@pytest.mark.parametrize(
    ("description", "named", "expected"),
    [
        ("the Estonian prime minister", [], "Mari Tamm"),
        ("the Ohio senator", [], None),
        ("the Ohio senator", ["TOM FAY", "Eva Ruiz"], "Tom Fay"),
        ("the Ohio senator", ["Tom Fay", "Sam Reed"], None),
        ("the mayor", ["Tom Fay"], None),
    ],
)
def test_an_article_means_the_only_holder_or_the_one_it_names(
    description: str, named: list[str], expected: str | None
) -> None:
    found = DIRECTORY.meant(description, date(2024, 3, 1), named=named)
    assert (found[0].name if found else None) == expected


def test_of_two_holders_in_one_year_the_likely_one_is_meant_and_less_surely() -> None:
    def years(name: str, start: str, end: str | None) -> Actor:
        return actor(name, term("Prime Minister of Estonia", "Estonia", start, end))

    directory = Directory([years("Mari Tamm", "2021-01-01", None), years("Jaan Kask", "2024-01-01", None)])
    found = directory.meant("the Estonian prime minister", date(2024, 3, 1))
    assert found is not None
    assert found[0].name == "Mari Tamm"
    assert 0.7 < found[1] < 1
    assert directory.meant("the Estonian prime minister", date(2024, 6, 20)) is None
    named = directory.meant("the Estonian prime minister", date(2024, 6, 20), named=["Jaan Kask"])
    assert named is not None
    assert named[0].name == "Jaan Kask"


def test_a_name_finds_everyone_who_bears_it() -> None:
    one, other = actor("Ana Müller"), Actor("2", "Ana Muller", "person", ("Ana Muller", "A. Muller"))
    directory = Directory([one, other])
    assert directory.named("ana muller") == [one, other]
    assert directory.named("A. Muller") == [other]
    assert directory.named("Muller") == []
    assert len(directory) == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Estonian", "EE"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("Türkiye's", "TR"),
        ("Kentucky", "US-KY"),
        ("Moscow", "RU"),
        ("Chinese", "CN"),
        ("South Korean", "KR"),
        ("Kosovo", "XK"),
        ("Georgia", None),
        ("Congolese", None),
        ("in", None),
        ("NATO", None),
        ("", None),
    ],
)
def test_places_have_one_code_or_none(name: str, code: str | None) -> None:
    assert place(name) == code


def test_a_name_of_several_places_gives_all() -> None:
    assert places("Georgia") == {"GE", "US-GA"}


@pytest.mark.parametrize(
    ("name", "code"), [("the UK", "GB"), ("France", "FR"), ("French", None), ("Paris", None), ("Georgia", None)]
)
def test_a_country_acts_under_its_own_names_only(name: str, code: str | None) -> None:
    assert country(name) == code


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the Estonian prime minister", "Prime Minister of Estonia"),
        ("Kentucky Gov.", "governor of Kentucky"),
        ("defence secretary of Peru", "Peru's minister of defense"),
        ("vice-president", "vice president"),
        ("spokeswoman for Norway", "Norwegian spokesperson"),
        ("foreign minister of Chad", "Chad's minister of foreign affairs"),
    ],
)
def test_one_post_in_other_words_is_the_same_post(first: str, second: str) -> None:
    assert (post(first).office, post(first).places) == (post(second).office, post(second).places)


@pytest.mark.parametrize(
    ("first", "second", "clashes"),
    [
        ("mayor of Porto Velho", "goalkeeper", True),
        ("Norwegian foreign minister", "Peruvian foreign minister", True),
        ("Norwegian foreign minister", "Norwegian prime minister", False),
        ("foreign minister", "former foreign minister of Norway", False),
        ("senior analyst at the Harbour Institute", "mayor", False),
        ("U.S. senator", "senator from Ohio", False),
    ],
)
def test_roles_that_hardly_one_person_has_clash(first: str, second: str, clashes: bool) -> None:
    assert clash(post(first), post(second)) is clashes
    assert clash(post(second), post(first)) is clashes
    assert not (clashes and agree(post(first), post(second)))
