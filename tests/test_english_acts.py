import pytest

from onrecord.english.acts import Act, Cue, cue_act, cue_of
from onrecord.model import Span, Statement


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("denied", "her party would call a vote", "denies"),
        ("has strongly denied", "any involvement", "denies"),
        ("vehemently denies", "that the crime was a genocide", "denies"),
        ("his denial", "that he knew of it", "denies"),
        ("disputed", "the figure", "denies"),
        ("refuted", "the allegation", "denies"),
        ("rejected", "claims that the bridge is unsafe", "denies"),
        ("rejects", "the idea that she needed help", "denies"),
        ("rejected", "that the money had been lost", "denies"),
        ("rejected", "a media request to publish the file", "refuses"),
        ("rebuffed", "an offer", "refuses"),
        ("dismissed", "reports of a split as nonsense", "denies"),
        ("dismissed", "calls to resign", "refuses"),
        ("pushed back on", "the notion that he was late", "denies"),
        ("brushed off", "these concerns", "denies"),
        ("denied", "a request for a new trial", "refuses"),
        ("denied", "bail", "refuses"),
        ("refused", "to condemn neo-Nazis", "refuses"),
        ("steadfastly refuses to disclose", "his tax returns", "refuses"),
        ("declined to say", "whether she would run", "refuses"),
        ("declined", "to comment", "refuses"),
        ("stopped short of saying", "that it was a mistake", "refuses"),
        ("stops short of calling", "it a crime", "refuses"),
        ("would not say", "if he had been interviewed", "refuses"),
        ("wouldn’t say", "when", "refuses"),
        ("won't confirm", "the figure", "refuses"),
        ("did not say", "when the work would begin", "refuses"),
        ("didn't mention", "the strike", "refuses"),
        ("has never said", "that she would stand", "refuses"),
        ("isn’t saying", "if any law was broken", "refuses"),
        ("made no mention of", "the strike", "refuses"),
        ("said nothing about", "the strike", "refuses"),
        ("without saying", "why", "refuses"),
        ("failed to explain", "the delay", "refuses"),
        ("has yet to say", "whether it will pay", "refuses"),
        ("ruled out", "a coalition", "refuses"),
        ("does not believe", "that the pillars are safe", "denies"),
        ("don't think", "she can win", "denies"),
        ("cannot confirm", "the number", "refuses"),
        # two negations cancel each other out
        ("did not deny", "that he had been there", None),
        ("refused to rule out", "a strike", None),
        ("would not rule out", "a strike", None),
        ("refused to deny", "it", None),
        ("never refused", "to pay", None),
        # and what is no negation
        ("said", "that she would not run", None),
        ("not only said", "that it was late", None),
        ("noted", "that it rained", None),
        ("according to", "the plan", None),
        ("has no doubt", "that it works", None),
        ("did not hesitate to say", "so", None),
        ("ruled", "against the plan", None),
        ("pushed for", "free trade", None),
        ("", "x", None),
    ],
)
def test_what_a_cue_does(cue: str, content: str, act: Act | None) -> None:
    assert cue_act(cue, content=content) == act


@pytest.mark.parametrize(
    ("source", "act"),
    [("Nobody", "refuses"), ("No official", "refuses"), ("None of them", "refuses"), ("No 10", None),
     ("No Labels", None), ("Ana Brand", None), ("", None)],
)  # fmt: skip
def test_a_source_that_is_nobody_negates(source: str, act: Act | None) -> None:
    assert cue_act("said", source=source) == act


def statement(text: str, cue: str, content: str) -> Statement:
    return Statement("", (at(text, content),), cue=(at(text, cue),))


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("Brand did not say that it was late.", "say", Cue("did not say", "refuses")),
        ("Brand has so far declined to say that it was late.", "say", Cue("declined to say", "refuses")),
        ("Brand said: that it was late.", "said:", Cue("said", None)),
        ("Brand would later say that it was late.", "say", Cue("say", None)),
        ("He did not. She said that it was late.", "said", Cue("said", None)),
        ("It was not clear who said that it was late.", "said", Cue("said", None)),
        ("Brand never, ever claimed that it was late.", "claimed", Cue("claimed", None)),
        ("denied that it was late.", "denied", Cue("denied", "denies")),
    ],
)
def test_the_words_before_a_cue_that_turn_it_belong_to_it(text: str, cue: str, found: Cue) -> None:
    assert cue_of(statement(text, cue, "that it was late"), text) == found


def test_without_a_cue_there_is_none() -> None:
    text = "“It was late.”"
    assert cue_of(Statement("", (Span(0, len(text)),)), text) is None


def test_the_words_looked_at_are_bounded() -> None:
    text = "not " * 50_000 + "say that it was late"
    found = cue_of(statement(text, "say", "that it was late"), text)
    assert found is not None and len(found.words) < 100
    assert cue_act("not " * 20_001 + "say") == "refuses"
