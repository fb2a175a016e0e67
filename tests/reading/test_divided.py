"""Where one statement ends and the next begins. All people here are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.english.quotation_marks import quotations
from onrecord.model import Attribution, Span
from onrecord.reading.divided import Cut, cut_at, cuts_of, divided, features, names
from onrecord.reading.words import Words, words_of
from tests.reading.test_borders import signs_for
from tests.test_pipeline_any_text import read

TEXT = "Holt said the road was open, and accused “the whole” council of lying."


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


SAID = Attribution(
    (_span("the road was open"), _span("“the whole” council of lying")),
    (_span("Holt"),),
    (_span("said"),),
    type="mixed",
)


def _words(text: str) -> Words:
    return words_of(text, signs_for(text))


def test_a_content_may_be_cut_between_its_parts() -> None:
    words = _words(TEXT)
    (cut,) = cuts_of([Attribution((_span("Holt"),)), SAID], words)
    assert (cut.owner, cut.part, words.word[cut.before], words.word[cut.behind]) == (1, 1, "open", "the")
    row = features([Attribution((_span("Holt"),)), SAID], words, [cut])
    assert row.shape == (1, len(names()))
    told = dict(zip(names(), row[0].tolist(), strict=True))
    assert (told["between"], told["quoted_behind"], told["opens_quotation"], told["paragraphs"]) == (2, 1, 1, 0)


def test_pieces_have_the_source_and_the_cue_and_a_type_of_their_own() -> None:
    words = _words(TEXT)
    first, second = cut_at([SAID], words, cuts_of([SAID], words))
    assert [part.of(TEXT) for part in first.content] == ["the road was open"] and first.type == "indirect"
    assert [part.of(TEXT) for part in second.content] == ["“the whole” council of lying"] and second.type == "mixed"
    assert (first.source, first.cue) == (second.source, second.cue) == (SAID.source, SAID.cue)


def test_without_a_cut_nothing_changes() -> None:
    assert cut_at([SAID], _words(TEXT), []) == [SAID]


def test_a_part_without_words_is_no_place_to_cut() -> None:
    mark = Span(TEXT.index(","), TEXT.index(",") + 1)
    assert cuts_of([Attribution((_span("the road was open"), mark))], _words(TEXT)) == []


@pytest.mark.parametrize("sign", ["–", "•", "*", "2.", "(2)"])
def test_items_of_a_list_are_not_cut_from_each_other(sign: str) -> None:
    text = f"Holt said three things had to be done:\n\n{sign} repair the road;\n\n{sign} call the council."
    places = [text.index(words) for words in ("repair", "call")]
    signed = Attribution(tuple(Span(at - len(sign) - 1, at + 4) for at in places))
    bare = Attribution(tuple(Span(at, at + 4) for at in places))
    assert cuts_of([signed, bare], _words(text)) == []
    plain = text.replace(f"{sign} call", "call")
    at = plain.index("call")
    assert len(cuts_of([Attribution((bare.content[0], Span(at, at + 4)))], _words(plain))) == 1


@settings(max_examples=50, deadline=None)
@given(read(), st.integers(0, 5))
def test_any_text_keeps_all_parts_in_order(found: tuple[str, list[Attribution]], seed: int) -> None:
    text, attributions = found
    words = words_of(text, signs_for(text, seed))
    cuts = cuts_of(attributions, words)
    for made in (divided(attributions, words), cut_at(attributions, words, cuts[:: seed + 1])):
        assert [p for one in made for p in one.content] == [p for one in attributions for p in one.content]
        assert all(one.content for one in made)
    assert all(isinstance(cut, Cut) and cut.before < cut.behind for cut in cuts if cut.owner == 0)


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("“The road,” said Holt, “is gone.”", 0),
        ("“The road is gone,” said Holt. “We left.”", 1),
        ("“Is the road gone?” asked Holt, “and the dam?”", 1),
        ("“The road,” said Holt. She sat down. “is gone.”", 1),
        ("“The road,” said Holt, “Old Mill Road.”", 1),
        ("“The road is gone.\n\n“We left,” said Holt.", 0),
        ("“The road is gone.”\n\n“We left,” said Holt.", 1),
    ],
)
def test_a_quotation_is_not_cut_where_it_goes_on(text: str, cuts: int) -> None:
    parts = tuple(Span(one.start, one.end) for one in quotations(text))
    assert len(parts) == 2 and len(cuts_of([Attribution(parts)], _words(text))) == cuts
