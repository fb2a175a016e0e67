"""The learned choice of speakers: weights, features, what is left to definitions. All people are invented."""

import json
from importlib.resources import files

import numpy as np
import pytest

from onrecord.model import Attribution, Span, Version, names_of
from onrecord.people import resolve
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.candidates import Candidate
from onrecord.people.features import NAMES
from onrecord.people.resolution import asked, best, decide, sureness
from onrecord.trees import Integers, Trees, parsed, shipped

NEVER = 2**31 - 1


def _version(text: str) -> Version:
    return Version(text=text, bytes_sha256="0", media_type="text/plain")


def _attribution(text: str, source: str, content: str) -> Attribution:
    at = text.rindex(content)
    start = text.rindex(source, 0, at)
    return Attribution((Span(at, at + len(content)),), (Span(start, start + len(source)),))


def _speaker(text: str, source: str) -> str | None:
    (found,) = resolve(_version(text), [_attribution(text, source, "it rains")])
    return names_of(found.speakers)


def _asked(text: str, source: str) -> tuple[list[Candidate], Integers]:
    """The candidates of a source with their features."""
    one = _attribution(text, source, "it rains")
    article = ArticleCast.of(_version(text), [one])
    kept: list[tuple[list[Candidate], Integers]] = []

    def pick(_: int, found: list[Candidate], rows: Integers) -> Choice | None:
        kept.append((found, rows))
        return found[0].choice

    decide(article, [asked(article, one, label=None)], pick)  # type: ignore[arg-type]
    return kept[0]


def test_the_weights_are_for_features_of_the_code_and_end_at_leaves() -> None:
    trees = shipped("onrecord.people", "speaker")
    _, rows = _asked("Maria Holt saw Ana Berg. She said it rains.", "She")
    assert trees.names == NAMES and rows.shape[1] == len(NAMES)
    leaves = trees.below == np.arange(len(trees.below))
    assert (trees.border[leaves] == NEVER).all() and (trees.leaf[~leaves] == 0).all()
    at = trees.roots
    for _ in range(trees.depth):
        at = np.unique(np.concatenate([trees.below[at], np.where(leaves[at], at, trees.below[at] + 1)]))
    assert leaves[at].all()


def test_the_weights_are_small() -> None:
    assert len(files("onrecord.people").joinpath("weights", "speaker.json").read_bytes()) < 300_000


def _trees(feature: str) -> Trees:
    """Trees by which a candidate is the better the greater one feature is."""
    number = NAMES.index(feature)
    made = {
        "names": NAMES, "roots": [0], "feature": [number, 0, 0], "border": [0, NEVER, NEVER], "below": [1, 1, 2],
        "leaf": [0, -10_000, 10_000], "start": 0, "depth": 1, "least": 0,
    }  # fmt: skip
    return parsed(json.dumps(made))


def test_the_first_of_the_best_candidates_is_chosen_as_sure_as_its_score() -> None:
    found, rows = _asked("Maria Holt met Jonas Berg. Someone saw the doctor. The doctor said it rains.", "The doctor")
    own = best(found, rows, _trees("c own"))
    assert own is not None and own.name == "doctor" and own.certainty == sureness(10_000) == 0.7311
    persons = [one.choice.name for one in found if one.choice and one.choice.kind == "person"]
    member = best(found, rows, _trees("c member"))
    assert member is not None and member.name == persons[0]


def test_features_are_whole_numbers_and_every_candidate_has_all() -> None:
    found, rows = _asked("Maria Holt met Jonas Berg. He left. She said it rains.", "She")
    assert rows.shape == (len(found), len(NAMES)) and rows.dtype == np.int64
    assert len(set(NAMES)) == len(NAMES)


def test_who_is_named_in_full_leaves_nothing_to_choose() -> None:
    text = "Jonas Berg came. Maria Holt said it rains."
    one = asked(ArticleCast.of(_version(text), ()), _attribution(text, "Maria Holt", "it rains"), label=None)
    assert [choice and choice.name for choice in one.named] == ["Maria Holt"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Sir Keld Starling met the union. Sir Keld said it rains.", "Sir Keld", "Keld Starling"),
        (
            "It is by the Norvian Organisation for Harbour Research (NHO). NHO said it rains.",
            "NHO",
            "Norvian Organisation for Harbour Research",
        ),
        ("The Bank of Marlow (BOM) met. BOM said it rains.", "BOM", "Bank of Marlow"),
        ("The Department of Roads closed. The DOR said it rains.", "The DOR", "Department of Roads"),
        ("Marta Jensen (@mjens) posted it. @mjens said it rains.", "@mjens", "Marta Jensen"),
        ("Ambassador Liu Xiaming visited. Liu said it rains.", "Liu", "Liu Xiaming"),
        ("Yusuf al-Karimi came. Al-Karimi said it rains.", "Al-Karimi", "Yusuf al-Karimi"),
        ("Prince Mohammed bin Nayef spoke. Bin Nayef said it rains.", "Bin Nayef", "Mohammed bin Nayef"),
        ("Jan van der Berg owns it. Van der Berg said it rains.", "Van der Berg", "Jan van der Berg"),
        ("Martin Holt Jr. runs it. Holt said it rains.", "Holt", "Martin Holt Jr."),
        ("Hawks head Major-Gen Gopal Govan came. Govan said it rains.", "Govan", "Gopal Govan"),
        ("Sen. Ana Holt (R-Norvia) said it rains.", "Sen. Ana Holt (R-Norvia)", "Ana Holt"),
        (
            "Health and Harbour Services Secretary Alex Azaro said it rains.",
            "Health and Harbour Services Secretary Alex Azaro",
            "Alex Azaro",
        ),
        ("The mayor of Skerra, Runa Ostgaard, said it rains.", "The mayor of Skerra, Runa Ostgaard,", "Runa Ostgaard"),
        ("Its founder, Maria Holt, who is 60, said it rains.", "Its founder, Maria Holt, who is 60,", "Maria Holt"),
        (
            "Fellow protester, engineer Martin Holt, 60, from Kolvik, South Norvia, said it rains.",
            "Fellow protester, engineer Martin Holt, 60, from Kolvik, South Norvia,",
            "Martin Holt",
        ),
        (
            "Its founder, Zuzzane Holt, who runs it, said it rains.",
            "Its founder, Zuzzane Holt, who runs it,",
            "Zuzzane Holt",
        ),
        ("He met Maria Holt, who said it rains.", "who", "Maria Holt"),
        ("Then Maria Holt—who said it rains—left.", "who", "Maria Holt"),
        ("It was Maria Holt (R-Norvia), who said it rains.", "who", "Maria Holt"),
        ("He wrote for Jonas Berg, a lawyer who said it rains.", "who", "Jonas Berg"),
        ("He gave to Friends of Rain, a group that said it rains.", "that", "Friends of Rain"),
        ("She heads the Harbour Research Group in Turkey, which said it rains.", "which", "Harbour Research Group"),
    ],
)
def test_definitions_tell_whom_a_name_means(text: str, source: str, name: str) -> None:
    assert _speaker(text, source) == name


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ana Holt came. The US President said it rains.", "The US President"),
        ("A student in Durby, North Carolina, said it rains.", "A student in Durby, North Carolina"),
        ("The mayor of Kolvik, South Norvia, said it rains.", "The mayor of Kolvik, South Norvia,"),
        ("A spokesperson for Sen. Ana Holt, D-Norvia, said it rains.", "A spokesperson for Sen. Ana Holt, D-Norvia,"),
        ("Those around Dan Trumbo said it rains.", "Those around Dan Trumbo"),
    ],
)  # fmt: skip
def test_a_description_with_a_name_in_it_names_nobody(text: str, source: str) -> None:
    article = ArticleCast.of(_version(text), ())
    assert asked(article, _attribution(text, source, "it rains"), label=None).named == (None,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana Holt saw many civil servants who said it rains.", "many civil servants"),
        ("Ana Holt met a student at Harbour College who said it rains.", "a student at Harbour College"),
        ("But the senator, who said it rains, left.", "the senator"),
        ("A nurse from Englewood, New Jersey, who said it rains, left.", "A nurse from Englewood, New Jersey"),
    ],
)
def test_whom_who_follows_is_the_source(text: str, words: str) -> None:
    article = ArticleCast.of(_version(text), ())
    (source,) = asked(article, _attribution(text, "who", "it rains"), label=None).sources
    assert (source.plain, source.sort) == (words, None)


def test_somebodys_lawyer_is_told_with_whose_it_is() -> None:
    found, _ = _asked("Jonas Berg left Maria Holt. His lawyer said it rains.", "His lawyer")
    own = [one.choice.name for one in found if one.choice and one.own]
    assert own[0] == "Jonas Berg’s lawyer" and "His lawyer" not in own


@pytest.mark.parametrize(
    ("text", "cue", "named"),
    [
        ("It rains, reported Harbour News.", "reported", "Harbour News"),
        ("Maria Holt met us and he fretted that it rains.", "fretted", None),
        ("Maria Holt met us as he was told that it rains.", "was told", None),
        ("It was told that it rains.", "told", None),
    ],
)
def test_a_source_beside_the_cue_is_found(text: str, cue: str, named: str | None) -> None:
    start, at = text.index(cue), text.lower().index("it rains")
    one = Attribution((Span(at, at + 8),), (), (Span(start, start + len(cue)),))
    found = asked(ArticleCast.of(_version(text), ()), one, label=None)
    assert [choice and choice.name for choice in found.named] == [named]
    assert (found.sources[0].span is None) == ("told" in cue)


@pytest.mark.parametrize(
    ("told", "source", "fuller"),
    [
        ("A notice, dated May 4, hung at the lock.", "the notice", "A notice, dated May 4"),
        ("It has a federal lawsuit filed by rowers.", "the complaint", "a federal lawsuit filed by rowers"),
        ("A study published in Harbour Letters came out.", "the paper", "A study published in Harbour Letters"),
        ("A study published in Harbour Letters came out.", "it", "A study published in Harbour Letters"),
        ("The port has a notice, dated May 4.", "it", "a notice, dated May 4"),
        ("It has a letter to the Norvian mayor.", "the letter", "a letter to the Norvian mayor"),
    ],
)
def test_a_document_may_be_one_that_was_described_more_fully(told: str, source: str, fuller: str) -> None:
    found, _ = _asked(f"{told} Rowers wait there, and {source} said that it rains.", source)
    assert fuller in [one.choice.name for one in found if one.choice]


def _others(text: str, source: str) -> dict[str, str]:
    """The candidates of a source by name, with their kinds."""
    return {one.choice.name: one.choice.kind for one in _asked(f"{text} said that it rains.", source)[0] if one.choice}


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Jonas Holt rowed with Ana Holt. His wife", "His wife", "Ana Holt"),
        ("A retired teacher fell. Tarvo Quillman was 60. The retired teacher", "The retired teacher", "Tarvo Quillman"),
        ("Two rowers from Kolvik met Ana Holt. One of them", "One of them", "Two rowers from Kolvik"),
        ("Kessel Wray sold the lock. The firm", "The firm", "Kessel Wray"),
    ],
)
def test_those_whom_a_description_may_mean_are_candidates(text: str, source: str, name: str) -> None:
    assert name in _others(text, source)


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Jonas Holt rowed with Ana Berg. His wife", "His wife", "Ana Berg"),
        ("Ana Berg rowed. A retired teacher fell. The retired teacher", "The retired teacher", "Ana Berg"),
        ("Ana Holt sold the lock. The firm", "The firm", "Ana Holt"),
    ],
)
def test_those_whom_a_description_cannot_mean_are_none(text: str, source: str, name: str) -> None:
    assert name not in _others(text, source)


def test_a_name_that_a_noun_for_bodies_takes_up_is_one_of_a_body() -> None:
    assert _others("Kessel Wray sold the lock. The firm", "The firm")["Kessel Wray"] == "organization"


def test_a_document_has_its_kind_whatever_is_done_with_it() -> None:
    source = "A video posted on the port’s site"
    assert _others(source, source)[source] == "document"


@pytest.mark.parametrize(("source", "kind"), [("the statement", 2), ("the study", 1), ("the rower", 0), ("it", 0)])
def test_a_document_in_which_somebody_speaks_is_told_from_others(source: str, kind: int) -> None:
    _, rows = _asked(f"Rowers wait there, and {source} said that it rains.", source)
    assert set(rows[:, NAMES.index("u document")].tolist()) == {kind}


def test_who_is_named_next_behind_a_source_is_told() -> None:
    text = "A rower said that it rains. Jonas Berg met Ana Holt."
    found, rows = _asked(text, "A rower")
    ranks = rows[:, NAMES.index("u next")].tolist()
    told = {one.choice.name: rank for one, rank in zip(found, ranks, strict=True) if one.choice}
    assert told["Jonas Berg"] == 0
    assert told["A rower"] > 9
