"""What the layout replaces. All people here are invented."""

from onrecord.model import Attribution, Span, Version
from onrecord.reading.layouts import with_layout
from onrecord.reading.primary import with_primary


def _words(text: str, found: list[Attribution]) -> list[tuple[list[str], list[str]]]:
    return [([s.of(text) for s in a.source], [s.of(text) for s in a.content]) for a in found]


def test_the_layout_replaces_what_the_reader_found_there() -> None:
    text = "Ruiz wrote it.\n\nThe bridge stays open.\n\n— Ana Ruiz (@anaruiz) May 6, 2023"
    start = text.index("bridge")
    overlapping = Attribution((Span(start, start + 6),), type="indirect")
    elsewhere = Attribution((Span(0, 4),), type="indirect")
    found = with_layout(text, [elsewhere, overlapping])
    assert found[0] == elsewhere and len(found) == 2 and found[1].type == "direct"


def test_a_post_takes_its_own_words_from_an_attribution_and_no_others() -> None:
    text = "The mayor wrote: “The bridge stays open.”\n\n@anaruiz: “It does not.”"
    both = [
        Span(text.index(words), text.index(words) + len(words))
        for words in ("“The bridge stays open.”", "“It does not.”")
    ]
    joined = Attribution(tuple(both), (Span(0, 9),), (Span(10, 15),), "said", "direct", 0.9)
    assert _words(text, with_layout(text, [joined])) == [
        (["The mayor"], ["“The bridge stays open.”"]),
        (["@anaruiz"], ["“It does not.”"]),
    ]


def test_the_words_of_a_turn_before_a_quotation_stay_its_own() -> None:
    text = "HOST: Is it safe?\nRUIZ: Holt was clear. “It stays open for us.”\nHOST: Until when?\nRUIZ: Until May."
    found = with_primary(Version(text, "0", "text/plain"), with_layout(text, []))
    assert (["RUIZ"], ["Holt was clear. “It stays open for us.”"]) in _words(text, found)
