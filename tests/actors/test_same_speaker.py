import pytest

from onrecord.actors.same_speaker import OneSpeaker, are_persons, one_of_them, one_speaker, voices
from onrecord.model import ActorKind, Speaker, Statement, Words

HOLT = Speaker("Maria Holt", "person", Words("mayor"))
BERG = Speaker("Jonas Berg", "person")
COUNCIL = Speaker("Harbour Council", "organization")


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (HOLT, HOLT, "one"),
        (HOLT, Speaker("Holt", "person"), "one"),
        (HOLT, BERG, "two persons"),
        (HOLT, COUNCIL, "two names"),
        (Speaker("Ana Ruiz", "person", Words("head of the Harbour Council")), COUNCIL, "unknown"),
        (Speaker("Ana Ruiz", "person", None, Words("the Harbour Council’s Ruiz")), COUNCIL, "unknown"),
        (COUNCIL, Speaker("Norvia Steel", "organization"), "two names"),
        (COUNCIL, Speaker("the Harbour Council", "organization"), "one"),
        (Speaker("Council", "organization"), COUNCIL, "one"),
        (Speaker("Harbour Council", "organization"), Speaker("a Harbour Council spokesperson", "unnamed"), "one"),
        (Speaker("Harbour Council", "organization"), Speaker("an official of the ministry", "unnamed"), "unknown"),
        (Speaker("the mayor", "person"), HOLT, "one"),
        (Speaker("the minister", "person"), HOLT, "unknown"),
        (Speaker("an official", "unnamed"), HOLT, "unknown"),
        (Speaker("an official", "unnamed"), Speaker("An official", "unnamed"), "one"),
        (Speaker("Poll", "document"), Speaker("a Harbour Times poll", "document"), "one"),
    ],
)
def test_whether_two_speakers_are_one(one: Speaker, other: Speaker, answer: OneSpeaker) -> None:
    assert one_speaker(one, other) == answer
    assert one_speaker(other, one) == answer


@pytest.mark.parametrize(
    ("one", "kind", "other", "other_kind", "answer"),
    [
        ("Maria Holt", "organization", "Jonas Berg", "person", "two persons"),
        ("Maria Holt", "organization", "Jonas Berg", "organization", "two persons"),
        ("Jonas Berg", "group", "Maria Holt", "person", "two persons"),
        ("Maria Holt", "group", "Maria Holt", "person", "one"),
        ("Holt", "organization", "Maria Holt", "person", "one"),
        ("Émile Zorn", "organization", "Jonas Berg", "person", "two persons"),
        ("Ölüdeniz Şahin", "organization", "Maria Holt", "person", "two names"),
    ],
)
def test_a_kind_that_differs_says_nothing(
    one: str, kind: ActorKind, other: str, other_kind: ActorKind, answer: OneSpeaker
) -> None:
    assert one_speaker(Speaker(one, kind), Speaker(other, other_kind)) == answer


@pytest.mark.parametrize(
    ("given", "held", "fits"),
    [
        ((HOLT,), (HOLT,), True),
        ((HOLT,), (BERG,), False),
        ((HOLT,), (BERG, HOLT), True),
        ((HOLT, BERG), (Speaker("Ana Ruiz", "person"), Speaker("Liv Strand", "person")), False),
        ((HOLT,), (BERG, Speaker("an official", "unnamed")), None),
        ((HOLT,), (), None),
        ((), (HOLT,), None),
        ((HOLT,), (COUNCIL,), False),
        ((HOLT,), (COUNCIL, BERG), False),
    ],
)
def test_one_of_some_speakers_is_one_of_the_others(
    given: tuple[Speaker, ...], held: tuple[Speaker, ...], fits: bool | None
) -> None:
    assert one_of_them(given, held) is fits


def test_whoever_a_statement_is_made_for_speaks_too() -> None:
    spoken = Statement("", (), speakers=(BERG,), principals=(HOLT,))
    assert voices(spoken) == (BERG, HOLT) and voices(None) == ()
    assert one_of_them((HOLT,), voices(spoken)) is True


def test_persons_by_name() -> None:
    assert are_persons(Statement("", (), speakers=(BERG, HOLT)))
    assert not are_persons(Statement("", (), speakers=(BERG, COUNCIL)))
    assert not are_persons(Statement("", (), speakers=(Speaker("the mayor", "person"),)))
    assert not are_persons(Statement("", ()))
