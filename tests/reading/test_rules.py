"""What the rules replace, and in which order. All people here are invented."""

from onrecord.model import Attribution, Block, Span, Version
from onrecord.reading.rules import attributions, with_headline, with_layout


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
    found = attributions(Version(text, "0", "text/plain"), [])
    assert (["RUIZ"], ["Holt was clear. “It stays open for us.”"]) in _words(text, found)


HEADLINE = "Old bridge must close: Norvian PM"
BELOW = "She spoke on Monday."


def _headed() -> tuple[Version, Attribution]:
    blocks = (Block("headline", Span(0, len(HEADLINE))),)
    stated = Attribution((Span(0, 21),), (Span(23, len(HEADLINE)),), (), "said", "indirect", 0.85)
    return Version(f"{HEADLINE}\n\n{BELOW}", "0", "text/plain", blocks=blocks), stated


def test_the_headlines_own_statement_replaces_what_overlaps_it() -> None:
    version, stated = _headed()
    inside, below = Attribution((Span(4, 10),)), Attribution((Span(40, 50),))
    assert with_headline(version, [inside, below], stated) == [stated, below]
    assert with_headline(version, [inside, below], None) == [inside, below]


def test_what_the_headline_states_is_trimmed_as_all_others_are() -> None:
    text = "Holt insists: that the bridge must close"
    version = Version(text, "0", "text/plain", blocks=(Block("headline", Span(0, len(text))),))
    stated = Attribution((Span(14, len(text)),), (Span(0, 4),), (), "said", "indirect", 0.85)
    assert _words(text, attributions(version, [], headline=stated)) == [(["Holt"], ["the bridge must close"])]


def test_words_that_nobody_said_are_free_to_be_anothers() -> None:
    text = "Nobody claimed that.\n\n“It rained for two weeks.” Maria Holt closes the window."
    quoted = Span(text.index("“"), text.index("”") + 1)
    unsaid = Attribution((quoted,), (Span(0, 6),), (Span(7, 14),), "said", "mixed", 0.9)
    found = attributions(Version(text, "0", "text/plain"), [unsaid])
    assert _words(text, found) == [(["Maria Holt"], ["“It rained for two weeks.”"])]
