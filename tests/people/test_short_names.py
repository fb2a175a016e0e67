"""Which of an article's actors a short name, a title or a description means. All people here are invented."""

import pytest

from onrecord.model import Attribution, Span, Speaker, Version
from onrecord.people import resolve
from onrecord.people.cast import Cast
from onrecord.people.names import names


def _speaker(text: str) -> Speaker:
    """The speaker of the last "said" of a text: its source stands between the full stop before it and "said"."""
    version = Version(text=text, bytes_sha256="0", media_type="text/plain")
    cue = text.rindex(" said")
    source = Span(text.rindex(". ", 0, cue) + 2, cue)
    content = Span(cue + len(" said "), len(text) - 1)
    (found,) = resolve(version, [Attribution((content,), (source,), (), type="indirect")])
    (speaker,) = found.speakers
    return speaker


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # compound given names, patronymics, particles
        ("Abdel Fattah Osman came. Abdel Fattah said it rains.", "Abdel Fattah Osman"),
        ("Dr. Boris Ilyich Vasnet came. Boris Ilyich said it rains.", "Boris Ilyich Vasnet"),
        ("Siti binti Osman came. Siti said it rains.", "Siti binti Osman"),
        ("Maria von und zu Holt came. Von Holt said it rains.", "Maria von und zu Holt"),
        ("Wim van 't Holt came. Van 't Holt said it rains.", "Wim van 't Holt"),
        ("Maria op den Berg came. Op den Berg said it rains.", "Maria op den Berg"),
        ("Rhys ap Owain came. Mr. ap Owain said it rains.", "Rhys ap Owain"),
        # family names first
        ("Ryu Hyo-jin, the envoy's friend from Norvia, came. Ryu said it rains.", "Ryu Hyo-jin"),
        ("Vargha Gábor waits there. Vargha said it rains.", "Vargha Gábor"),
        ("Pham Thi Lan Anh, a nurse, came. Lan Anh said it rains.", "Pham Thi Lan Anh"),
        # nicknames
        ("Maria Holt came. Holt, known to all on the dock as “Tib,” left. Tib said it rains.", "Maria Holt"),
        ("Jonas “The Wall” Berg came. The Wall said it rains.", "Jonas Berg"),
        # letters behind a name, ranks before it
        ("Maria Holt KC came. Ms Holt said it rains.", "Maria Holt"),
        ("Maria Holt MP came. Ms Holt said it rains.", "Maria Holt"),
        ("PC Maria Holt came. PC Holt said it rains.", "Maria Holt"),
        ("Detective Maria Holt came. DCI Holt said it rains.", "Maria Holt"),
        # one surname
        ("Ana and Jonas Holt came. Ana said it rains.", "Ana Holt"),
        ("Two sisters, Runa and Tove Holt, came. Runa said it rains.", "Runa Holt"),
        ("Mayor Maria Holt met Jonas Holt. Mayor Holt said it rains.", "Maria Holt"),
        ("Dr. Maria Holt met her father, the retired judge Jonas Holt. Judge Holt said it rains.", "Jonas Holt"),
        ("Dr. Maria Holt met her father, the retired judge Jonas Holt. Dr. Holt said it rains.", "Maria Holt"),
        # a first name that is a word
        ("Will Holt, a farmer, came. Holt said it rains.", "Will Holt"),
        ("May Holt danced. Holt said it rains.", "May Holt"),
        ("Dean Holt came. Holt said it rains.", "Dean Holt"),
        ("Kwabo Holt-Berg came. Holt-Berg said it rains.", "Kwabo Holt-Berg"),
    ],
)
def test_a_short_name_means_whom_the_text_introduced(text: str, name: str) -> None:
    assert (_speaker(text).name, _speaker(text).kind) == (name, "person")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maria Holt, a plumber, came with Jonas Berg. The plumber said it rains.", "Maria Holt"),
        ("The vicar, the Rev. Maria Holt, met Jonas Berg. The vicar said it rains.", "Maria Holt"),
        ("Mother-of-two Maria Holt met Jonas Berg. The mother said it rains.", "Maria Holt"),
        ("Mayor Maria Holt met Deputy Mayor Jonas Berg. The mayor said it rains.", "Maria Holt"),
        ("Mayor Maria Holt met Deputy Mayor Jonas Berg. The deputy mayor said it rains.", "Jonas Berg"),
        ("Prince Jonas met Princess Maria. The prince said it rains.", "Prince Jonas"),
        ("Maria Holt taught Latin. The retired teacher said it rains.", "Maria Holt"),
        ("Plumber Maria Holt met Jonas Berg. The plumber said it rains.", "Maria Holt"),
        ("Maria Holt, the port's harbourmaster, met Jonas Berg. The harbourmaster said it rains.", "Maria Holt"),
        # not named: these stand as they are
        ("Maria Holt met a retired teacher. The retired teacher said it rains.", "retired teacher"),
        ("Maria Holt, whose husband drove, came. Her husband said it rains.", "Maria Holt’s husband"),
        ("Sailor Jonas Holt came. The coast guard said it rains.", "coast guard"),
        ("Osterby Steel closed. The steelmaker said it rains.", "Osterby Steel"),
        ("It rained. Counsel for the farmer, Maria Holt, said it rains.", "Maria Holt"),
    ],
)
def test_a_description_means_whom_it_was_said_of(text: str, name: str) -> None:
    assert _speaker(text).name == name


def test_a_source_cut_at_a_hyphen_is_the_whole_name() -> None:
    text = "Maria Holt-Berg said it rains."
    version = Version(text=text, bytes_sha256="0", media_type="text/plain")
    berg, rains = Span(text.index("Berg"), text.index(" said")), Span(text.index("it"), len(text) - 1)
    (found,) = resolve(version, [Attribution((rains,), (berg,), (), type="indirect")])
    assert [one.name for one in found.speakers] == ["Maria Holt-Berg"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Labour MP left", []),
        ("Maria Holt QC, left", ["Maria Holt"]),
        ("Maria Holt PhD left", ["Maria Holt"]),
        ("PC World closed", ["PC World"]),
        ("Will Holt resign?", ["Holt"]),
        ("Holt and Maria Berg left. Jonas Holt stayed.", ["Holt", "Maria Berg", "Jonas Holt"]),
    ],
)
def test_letters_and_openers_are_told_from_names(text: str, found: list[str]) -> None:
    assert [name.full for name in names(text)] == found
    assert [name.full for name in Cast(text).names] == found


def test_a_surname_is_shared_only_where_both_are_introduced() -> None:
    cast = Cast("Maria Holt left. Maria and Jonas Berg stayed.")
    assert {member.name for member in cast.members} == {"Maria Holt", "Jonas Berg"}


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Strano met at its Camp Strano. Strano grows. Strano left.", "Strano", "Strano"),
        ("Israel met the Israel Public Affairs Committee. Israel left.", "Israel", "Israel"),
        ("The winner is Sowmyan Jegathes. Sowmyan left.", "Sowmyan", "Sowmyan Jegathes"),
        ("It rains. Ask Damien Holt, the director of the port. Holt left.", "Holt", "Damien Holt"),
    ],
)
def test_a_short_name_is_not_whatever_has_the_word(text: str, name: str, whole: str) -> None:
    member = Cast(text).member((name,), place=len(text))
    assert member is not None and member.name == whole


def test_a_duke_student_is_no_duke() -> None:
    member = Cast("Another Duke student, Runa Holt, left.").member(("Holt",), place=0)
    assert member is not None and member.gender is None
