import pytest

from tests.occasions.test_marks import told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{1SVale} {1Ctold} the Harbor Gazette {1Kyes}.", "the Harbor Gazette"),
        ("{1SVale} {1Ctold} reporters Tuesday that {1Kyes}.", "reporters"),
        ("{1SVale} {1Ctold} reporters in Oslo {1Kyes}.", "reporters"),
        ("{1SVale} {1Chas repeatedly told} his aides {1Kyes}.", "his aides"),
        ("{1SVale}, {1Ctelling} them {1Kyes}.", "them"),
        ("{1SVale} is {1Curging} the council {1Kto act}.", "the council"),
        ("{1SVale} {1Cpleaded} with the council {1Kto act}.", "the council"),
        ("{1SVale} {1Cconfirmed} to the Gazette that {1Kyes}.", "the Gazette"),
        ("{1SVale} {1Csaid} in a letter to Ann Roe, who left, that {1Kyes}.", "Ann Roe"),
        ("{1SVale} {1Csaid} in a statement e-mailed to the Gazette {1Kyes}.", "the Gazette"),
        ("{1SVale} {1Csaid} in a note to clients {1Kyes}.", "clients"),
        ("{1SVale} {1Cwrote} in a letter to senior fishers that {1Kyes}.", "senior fishers"),
        ("{1SVale} {1Csaid} in a letter to express thanks that {1Kyes}.", None),
        ("Speaking to reporters in Oslo, {1SVale} {1Csaid} {1Kyes}.", "reporters"),
        ("{1SVale} {1Calso called on} the council {1Kto act}.", "the council"),
        ("{1SVale} {1Ccalled} {1Kthe council} a wreck.", None),
        ("The crew and their families {1Cwere urged} {1Kto leave}.", "The crew and their families"),
        ("It rained, and the crew {1Chad been told} by {1Sthe mayor} {1Kto leave}.", "the crew"),
        ("Roe smiled when she was {1Cinformed} {1Kof it}.", "she"),
        ("Of the crew most who sailed {1Cwere told} {1Kto leave}.", None),
        ("{1SVale} {1Csaid in an emailed statement} {1Kyes}.", None),
        ("{1SVale} {1Casked} simply, {1K“Why?”}", None),
        ("{1SVale} {1Cwarned} that {1Kit rains}.", None),
        ("{1SVale} was {1Ctold} on Monday {1Kyes}.", None),
        ("{1CAccording to} {1Sthe council}, {1Kyes}.", None),
        ("{1SVale} {1Ctold} the truth: {1Kyes}.", None),
        ("{1SVale} {1Csaid} to be {1Kready}.", None),
        ("{1K“Yes,”} {1SVale} {1Csaid}.", None),
    ],
)
def test_whom_it_was_told_to(words: str, expected: str | None) -> None:
    assert [addressee for _, _, addressee in told(words)] == [expected]
