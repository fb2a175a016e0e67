"""Short names, pseudonyms, subheadings and newcomers: who is meant. All people and bodies here are invented."""

import pytest

from onrecord.model import Attribution, Span, Version
from onrecord.people import resolve
from onrecord.people.cast import Cast
from onrecord.people.names import names


def _said(text: str, source: str, content: str = "it rains", *, others: tuple[tuple[str, str], ...] = ()) -> str:
    """Who says the last place of a content, by the last place of a source before it; `others` are told, too."""
    told = []
    for who, what in ((source, content), *others):
        at = text.rindex(what)
        behind = text.rfind(who, 0, at)
        start = behind if behind >= 0 else text.index(who, at)
        told.append(Attribution((Span(at, at + len(what)),), (Span(start, start + len(who)),), (), type="indirect"))
    found = resolve(Version(text=text, bytes_sha256="0", media_type="text/plain"), told)[0]
    return "; ".join(one.name for one in found.speakers)


def _member(text: str, word: str) -> str | None:
    cast = Cast(text)
    name = next(one for one in reversed(cast.names) if one.words == (word,))
    member = cast.of(name)
    return member.name if member else None


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [
        ("Kolvik Rolling Mills Corp. lost money. Later Kolvik said so.", "Kolvik", "Kolvik Rolling Mills Corp."),
        ("KVK Broadcasting Inc. lost money. Later KVK said so.", "KVK", "KVK Broadcasting Inc."),
        # a word of English is nobody's name alone, nor is a land or where somebody lives
        ("Control Tools Corp. lost money. The mayor saw Control alone.", "Control", "Control"),
        ("Norway Salmon Inc. lost money. Then Norway said so.", "Norway", "Norway"),
        ("Kolvik Rolling Mills Corp. works in Kolvik. Later Kolvik said so.", "Kolvik", "Kolvik"),
        # neither where two companies are called so
        ("Kolvik Rolling Mills Corp. and Kolvik Paper Works Inc. met. Kolvik said so.", "Kolvik", "Kolvik"),
        # the one that is called so without more is meant, before the one that makes something
        ("Kolvik Corp. owns Kolvik Paper Works Inc. now. Then Kolvik said so.", "Kolvik", "Kolvik Corp."),
        # where persons have a title, the bare name is the company's
        ("Runa Brevik founded Brevik Mills Corp. in May. Mr. Holt and Ms. Brevik came. Brevik said so.", "Brevik", "Brevik Mills Corp."),
        ("Runa Brevik founded Brevik Mills Corp. in May. Brevik said so.", "Brevik", "Runa Brevik"),
    ],
)  # fmt: skip
def test_companies_are_called_by_the_first_word_of_their_names(text: str, word: str, whole: str) -> None:
    assert _member(text, word) == whole


def test_where_a_company_sits_is_none_of_its_name() -> None:
    assert [one.full for one in names("Then New York-based Kolvik said so.")] == ["Kolvik"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("A crowd came to hear Tobin Lars King Jr. speak.", "Tobin Lars King Jr."),
        ("A crowd came to hear John King speak.", "John King"),
        ("A crowd came to hear Mayor John King speak.", "John King"),
    ],
)
def test_a_surname_that_is_a_title_leaves_the_name_whole(text: str, whole: str) -> None:
    assert names(text)[-1].full == whole


def test_a_surname_that_is_a_word_of_bodies_is_somebodys_who_has_a_trade() -> None:
    assert names("Serhan Church, a chemist at the port, left.")[0].kind == "person"
    assert names("Kolvik Church, a landmark at the port, left.")[0].kind == "organization"
    assert names("Serhan Church left.")[0].kind == "organization"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        # by the first name, as long as nobody of that surname was named
        ("It began. Lio Brevik came. Brevik waved. Lio said it rains. Then Yusef Lio left.", "Lio", "Lio Brevik"),
        ("It began. Yusef Lio left. Lio Brevik came by ship. Lio said it rains.", "Lio", "Yusef Lio"),
        # misspelt by one letter
        ("It began. Ana Lindqvist came. Lindtqvist said it rains.", "Lindtqvist", "Ana Lindqvist"),
        ("It began. Ana Ostgaard came. Ostgaart said it rains.", "Ostgaart", "Ana Ostgaard"),
        ("It began. Runa Hansen came. Hanser Mills said it rains.", "Hanser Mills", "Hanser Mills"),
        # who gives no other name
        ("It began. A welder at the yard, who asked to use the pseudonym Ansa for safety, said it rains.",
         "A welder at the yard, who asked to use the pseudonym Ansa for safety", "Ansa"),
        ("It began. A welder who asked to be identified only as Ansa said it rains.", "A welder", "Ansa"),
        ("It began. A welder who asked not to be named said it rains.", "A welder who asked not to be named", "A welder who asked not to be named"),
        # behind dashes
        ("It began. Two more shipyards -- Brevik Inc. and Kolvik Works Inc. -- said it rains.",
         "Two more shipyards -- Brevik Inc. and Kolvik Works Inc. --", "Brevik Inc.; Kolvik Works Inc."),
        # a body in capitals as it was introduced
        ("It began. France’s embassy in Kolvik says the bridge is open. The Embassy said it rains.", "The Embassy", "France’s embassy in Kolvik"),
        # a group by its land at the beginning of a sentence
        ("It began. French port officials say the bridge is open. The officials said it rains.", "The officials", "French port officials"),
    ],
)  # fmt: skip
def test_who_is_called_so(text: str, source: str, name: str) -> None:
    assert _said(text, source) == name


@pytest.mark.parametrize(
    ("heading", "below", "source", "name"),
    [
        ("France’s prime minister says it rains", "Prime Minister Runa Ostgaard went to Kolvik on Monday to see it.", "France’s prime minister", "Runa Ostgaard"),
        ("French prime minister says it rains", "France’s Prime Minister Runa Ostgaard went to Kolvik on Monday.", "French prime minister", "Runa Ostgaard"),
        ("Kolvik canal commissioner says it rains", "Canal Commissioner Runa Ostgaard went to the canal on Monday.", "Kolvik canal commissioner", "Runa Ostgaard"),
        ("French official says it rains", "Runa Ostgaard, France’s port spokesperson, went to the canal on Monday.", "French official", "Runa Ostgaard"),
        # another land's, another office
        ("Kolvik deputy mayor says it rains", "Mayor Runa Ostgaard went to the canal on Monday.", "Kolvik deputy mayor", "Kolvik deputy mayor"),
        ("France’s prime minister says it rains", "Spain’s Prime Minister Runa Ostgaard went to Kolvik on Monday.", "France’s prime minister", "France’s prime minister"),
        ("France’s prime minister says it rains", "Former Prime Minister Runa Ostgaard went to Kolvik on Monday now.", "France’s prime minister", "France’s prime minister"),
        ("Officials say it rains", "French port officials say that the bridge will be closed for weeks.", "Officials", "French port officials"),
    ],
)  # fmt: skip
def test_a_subheading_means_whom_the_section_below_calls_so(heading: str, below: str, source: str, name: str) -> None:
    text = f"The news of the day.\n\n{heading}\n\n{below}"
    assert _said(text, source) == name


_NEWCOMER = (
    "Lars Holt opened the yard. Lars Holt waved. Holt smiled. Holt left. Holt came again. Holt slept.\n"
    "Tove Brevik met Holt in May.\n"
)


def test_he_is_whom_the_paragraph_introduces() -> None:
    text = _NEWCOMER + "Osk Rendal, who builds boats, sits on the board. He said it rains."
    assert _said(text, "He", others=(("Holt", "left"), ("Holt", "slept"))) == "Osk Rendal"


def test_the_text_tells_the_gender_of_a_name_that_the_list_gives_to_women() -> None:
    text = "It began. Beverly Brevik builds boats. He sells them, and he is glad. He said it rains."
    assert _said(text, "He") == "Beverly Brevik"


def test_what_has_a_number_is_nobody() -> None:
    text = "Runa Ostgaard drives a van. Article 12 of the contract caps her pay. She said it rains."
    assert _said(text, "She") == "Runa Ostgaard"
