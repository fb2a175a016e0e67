"""Sources that are described: how far a description goes, what it takes up, and what is told twice. All people and
bodies here are invented."""

import pytest

from onrecord.model import Attribution, Span, StatementType, Version
from onrecord.people import resolve
from onrecord.people.headlines import told_twice


def _version(text: str) -> Version:
    return Version(text=text, bytes_sha256="0", media_type="text/plain")


def _found(
    text: str,
    source: str | None,
    content: str,
    *,
    cue: str | None = None,
    kind: StatementType = "indirect",
    nth: int = 0,
) -> Attribution:
    at = -1
    for _ in range(nth + 1):
        at = text.index(content, at + 1)

    def near(words: str | None) -> tuple[Span, ...]:
        if words is None:
            return ()
        before, behind = text.rfind(words, 0, at), text.find(words, at + len(content))
        start = behind if before < 0 or (0 <= behind < at + len(content) + 40) else before
        return (Span(start, start + len(words)),)

    return Attribution((Span(at, at + len(content)),), near(source), near(cue), "said", kind, 0.9)


def _names(text: str, *found: Attribution) -> list[str]:
    return [" and ".join(speaker.name for speaker in one.speakers) for one in resolve(_version(text), found)]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "The lock is worn, according to a study by the Kolvik port office.",
            "a study",
            "a study by the Kolvik port office",
        ),
        (
            "The lock is worn, according to research from Kolvik University.",
            "research",
            "research from Kolvik University",
        ),
        ("Those favouring a bridge said the lock is worn.", "Those", "Those favouring a bridge"),
        ("Those who row there said the lock is worn.", "Those", "Those who row there"),
        (
            "An official at the Norvian Port Office said the lock is worn.",
            "An official",
            "An official at the Norvian Port Office",
        ),
        ("The lock is worn, said an official from the quay.", "an official", "an official"),
        ("The lock is worn, said a report.", "a report", "a report"),
    ],
)
def test_a_description_has_what_tells_whose_it_is(text: str, source: str, name: str) -> None:
    assert _names(text, _found(text, source, "lock is worn", cue="said" if "said" in text else "according to")) == [
        name
    ]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a letter, signed by Sens", "a letter"),
        ("a 2021 survey (see ports.norvia", "a 2021 survey"),
        ("a survey by engineers (K. Berg et al", "a survey by engineers"),
        ("the survey’s", "survey"),
        ("a rower, who like many had waited for years", "a rower"),
        ("a rower, who asked not to be named", "a rower, who asked not to be named"),
        ("rowers who had waited for years", "rowers who had waited for years"),
        ("the survey, which cost a million", "survey"),
        ("a survey by Harbour Watch, a charity for rowers", "a survey by Harbour Watch"),
        ("some rowers, not content with a bridge", "some rowers"),
    ],
)
def test_a_description_has_no_aside(source: str, name: str) -> None:
    text = f"The lock is worn, according to {source}. Ana Holt and Jonas Berg met at the quay."
    assert _names(text, _found(text, source, "lock is worn", cue="according to")) == [name]


INTRODUCED = [
    ("Engineers from Kolvik College looked at the bridge.", "the engineers", "Engineers from Kolvik College"),
    ("Three people familiar with the talks spoke to the paper.", "the people", "Three people familiar with the talks"),
    ("It has a report by the port office.", "the report", "a report by the port office"),
    ("It has data from the port office.", "the latest data", "data from the port office"),
    ("It has a paper posted on the port’s site.", "the paper", "a paper posted on the port’s site"),
    ("It has a letter sent to the Norvian mayor.", "the letter", "a letter sent to the Norvian mayor"),
    ("It spoke to Harbour Watch lawyers.", "the lawyers", "Harbour Watch lawyers"),
    ("It spoke to Holt’s campaign.", "the campaign", "Holt’s campaign"),
    ("It spoke to lawyers for Harbour Watch.", "these lawyers", "lawyers for Harbour Watch"),
]


@pytest.mark.parametrize(("introduction", "source", "name"), INTRODUCED)
def test_those_who_were_introduced_are_taken_up(introduction: str, source: str, name: str) -> None:
    text = f"{introduction} The lock is worn, {source} said."
    assert _names(text, _found(text, source, "The lock is worn", cue="said")) == [name]


@pytest.mark.parametrize(
    ("introduction", "source"),
    [
        ("An engineer from Kolvik College looked at the bridge.", "the engineers"),
        ("Engineers looked at the bridge.", "the engineers"),
        ("“Engineers from Kolvik College may look at it,” he said.", "the other engineers"),
        ("Engineers from Kolvik College looked at it.", "other engineers"),
        ("It sent Monday statements.", "the statements"),
    ],
)
def test_others_are_not_taken_up(introduction: str, source: str) -> None:
    text = f"{introduction} The lock is worn, {source} said."
    assert _names(text, _found(text, source, "The lock is worn", cue="said")) == [source.removeprefix("the ")]


TWICE = (
    "Nobody here will sleep tonight\n\n“Nobody here will sleep tonight”\n\n"
    "Jonas Berg rowed on. “Nobody here will sleep tonight, and nobody should,” Ana Holt said at the quay."
)


def test_a_pull_quote_is_told_by_whom_the_text_names() -> None:
    pulled = _found(TWICE, None, "“Nobody here will sleep tonight”", kind="direct")
    whole = _found(TWICE, "Ana Holt", "“Nobody here will sleep tonight, and nobody should,”", cue="said", kind="direct")
    assert _names(TWICE, pulled, whole) == ["Ana Holt", "Ana Holt"]


def test_a_role_in_a_subheading_is_whoever_said_its_words() -> None:
    text = (
        "Kolvik MP warns of ‘the full force of the tide’\n\nJonas Berg rowed on.\n\n"
        "“We shall see the full force of the tide by May,” Ana Holt said. “Rowers know it,” Jonas Berg said."
    )
    heading = _found(text, "Kolvik MP", "‘the full force of the tide’", cue="warns", kind="mixed")
    first = _found(text, "Ana Holt", "“We shall see the full force of the tide by May,”", cue="said", kind="direct")
    other = _found(text, "Jonas Berg", "“Rowers know it,”", cue="said", kind="direct")
    assert _names(text, heading, first, other) == ["Ana Holt", "Ana Holt", "Jonas Berg"]


def test_a_source_that_names_somebody_is_not_overruled() -> None:
    text = (
        "“Nobody here will sleep tonight,” Jonas Berg said. Then Ana Holt said: “Nobody here will sleep tonight, "
        "and nobody should.”"
    )
    first = _found(text, "Jonas Berg", "“Nobody here will sleep tonight,”", cue="said", kind="direct")
    other = _found(text, "Ana Holt", "“Nobody here will sleep tonight, and nobody should.”", cue="said", kind="direct")
    assert _names(text, first, other) == ["Jonas Berg", "Ana Holt"]


@pytest.mark.parametrize(
    ("first", "kind", "same"),
    [
        ("“Nobody here will sleep tonight”", "direct", [1]),
        ("“nobody HERE will sleep”", "direct", [1]),
        ("“here will sleep”", "direct", []),
        ("“Nobody there will sleep tonight”", "direct", []),
        ("Nobody here will sleep tonight", "indirect", []),
    ],
)
def test_words_are_told_twice_where_four_in_marks_are_the_same(
    first: str, kind: StatementType, same: list[int]
) -> None:
    text = f"{first}\n\n“Nobody here will sleep tonight, and nobody should,” Ana Holt said."
    one = _found(text, None, first, kind=kind)
    other = _found(text, "Ana Holt", "“Nobody here will sleep tonight, and nobody should,”", cue="said", kind="direct")
    assert told_twice(text, [one, other])[0] == same


def test_what_is_told_twice_is_found_in_time_of_the_length() -> None:
    text = "“a b c d ” " * 3000
    parts = [Span(at, at + 10) for at in range(0, len(text), 11)]
    found = told_twice(text, [Attribution((part,), (), (), "said", "direct", 0.9) for part in parts])
    assert len(found) == len(parts)
    assert max(map(len, found)) <= 8


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("A reporter, Ana Holt of the Harbour Post,", "Ana Holt", "person"),
        ("One of the suspects, Tarvo Quillman, 26,", "Tarvo Quillman", "person"),
        ("The rower’s father, Tarvo Quillman, 56,", "Tarvo Quillman", "person"),
        ("Her counsel, Mr Jonas Berg (no relation),", "Jonas Berg", "person"),
        ("The lead author, the engineer Ana Holt,", "Ana Holt", "person"),
        ("Ana Holt herself", "Ana Holt", "person"),
    ],
)
def test_a_name_beside_a_description_is_who_speaks(source: str, name: str, kind: str) -> None:
    text = f"{source} said the lock is worn."
    (found,) = resolve(_version(text), [_found(text, source, "the lock is worn", cue="said")])
    assert [(one.name, one.kind) for one in found.speakers] == [(name, kind)]


@pytest.mark.parametrize(
    "source",
    [
        "A survey, conducted by Quill Holdings",
        "A female reporter, who worked for Jonas Berg",
        "A group of rowers, including Jonas Berg",
        "The port agency, QHL",
        "Two rowers, friends of Jonas Berg",
    ],
)
def test_a_name_that_only_tells_more_is_not_who_speaks(source: str) -> None:
    text = f"{source} said the lock is worn."
    (name,) = _names(text, _found(text, source, "the lock is worn", cue="said"))
    assert name not in ("Jonas Berg", "Quill Holdings", "QHL")
