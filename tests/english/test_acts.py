import pytest

from onrecord.english.acts import Cue, Said, act_of, cue_act, cue_of, with_act, withheld
from onrecord.model import Act, Span, Statement, StatementType


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("said", "that she would not run", "states"),
        ("said", "he would open the lock", "states"),
        ("according to", "the plan", "states"),
        ("noted", "that it rained", "states"),
        ("", "x", "states"),
        ("warned", "that the pier may sink", "states"),
        ("told", "the council that it leaks", "states"),
        ("responded to criticism by saying", "that it was late", "states"),
        ("pleaded guilty to", "theft", "states"),
        ("called", "the plan a start", "states"),
        ("emailed supporters saying", "that it was late", "states"),
        ("came back to", "the strike", "states"),
        ("in order to say", "that it was late", "states"),
        ("told a press conference", "that it was late", "states"),
        ("has no doubt", "that it works", "states"),
        ("ruled", "against the plan", "states"),
        ("denied", "her party would call a vote", "denies"),
        ("vehemently denies", "that the dam was weak", "denies"),
        ("his denial", "that he knew of it", "denies"),
        ("disputed", "the figure", "denies"),
        ("refuted", "the allegation", "denies"),
        ("rejected", "claims that the bridge is unsafe", "denies"),
        ("rejects", "the idea that she needed help", "denies"),
        ("rejected", "that the money had been lost", "denies"),
        ("dismissed", "reports of a split as nonsense", "denies"),
        ("brushed off", "these concerns", "denies"),
        ("pleaded not guilty to", "theft", "denies"),
        ("pushed back on", "the notion that he was late", "denies"),
        ("rejected", "a media request to publish the file", "refuses"),
        ("rejected", "Harbour Minister Ana Brand's offer to pay", "refuses"),
        ("dismissed", "calls to resign", "refuses"),
        ("rebuffed", "an offer", "refuses"),
        ("denied", "a request for a new trial", "refuses"),
        ("denied", "bail", "refuses"),
        ("refused", "to condemn the raid", "refuses"),
        ("refused to endorse", "the mayor", "refuses"),
        ("declined to say", "whether she would run", "refuses"),
        ("stopped short of calling", "it a crime", "refuses"),
        ("would not say", "if he had been interviewed", "refuses"),
        ("won't confirm", "the figure", "refuses"),
        ("refused to rule out", "a strike", "refuses"),
        ("ruled out", "a coalition", "refuses"),
        ("sidestepped questions about", "the money", "refuses"),
        ("asked", "whether the lock would open", "asks"),
        ("asked", "Brand why the lock was shut?", "asks"),
        ("wondered", "if it would rain", "asks"),
        ("questioned", "whether it was safe", "asks"),
        ("raised questions about", "the money", "asks"),
        ("demanded to know", "who had paid", "asks"),
        ("asked", "him to leave", "urges"),
        ("asked", "the two oldest members of the council to leave", "urges"),
        ("asked for", "calm", "urges"),
        ("tells", "him to go", "urges"),
        ("told the guests", "not to wait", "urges"),
        ("warned", "the bank not to lend", "urges"),
        ("warned against", "haste", "urges"),
        ("called on", "the council to act", "urges"),
        ("called once more for", "an inquiry", "urges"),
        ("called", "for an inquiry", "urges"),
        ("demands for", "a vote", "urges"),
        ("wrote a letter", "urging the council to act", "urges"),
        ("challenged", "the mayor to debate her", "urges"),
        ("agreed", "to release the film", "promises"),
        ("vowed", "to rebuild", "promises"),
        ("vowed to oppose", "the dam", "promises"),
        ("her promise of", "a new pier", "promises"),
        ("offered", "to pay", "promises"),
        ("accused", "the board of theft", "accuses"),
        ("criticism of", "the board", "accuses"),
        ("has been critical of", "the board", "accuses"),
        ("faced attacks over", "the dam", "accuses"),
        ("went after", "the board", "accuses"),
        ("questioned", "the honesty of the board", "accuses"),
        ("lashed out at", "the board", "accuses"),
        ("critics of", "the dam", "accuses"),
        ("agreed", "that the lock was safe", "agrees"),
        ("agrees with", "the plan", "agrees"),
        ("is in favor of", "the dam", "agrees"),
        ("threw her support behind", "the dam", "agrees"),
        ("would back", "the dam", "agrees"),
        ("echoed", "her worry", "agrees"),
        ("voted for", "the dam", "agrees"),
        ("supporters of", "the dam", "agrees"),
        ("opposes", "the dam", "disagrees"),
        ("spoke out against", "the dam", "disagrees"),
        ("voted", "against the dam", "disagrees"),
        ("rejected", "the council's plan for a dam", "disagrees"),
        ("took issue with", "the plan", "disagrees"),
        ("is skeptical of", "the plan", "disagrees"),
        ("challenged", "the ruling", "disagrees"),
    ],
)
def test_what_a_cue_does(cue: str, content: str, act: Act) -> None:
    assert cue_act(cue, said=Said(content)) == (act, False)


def test_a_question_in_quotation_marks_asks() -> None:
    assert cue_act("asked", said=Said("“Leave the pier to us,”", quoted=True)) == ("asks", False)


def test_a_content_before_the_cue_does_not_go_on_with_its_clause() -> None:
    assert cue_act("agreed", said=Said("to pay", follows=False)) == ("agrees", False)


@pytest.mark.parametrize(
    ("cue", "found"),
    [
        ("did not say", ("states", True)),
        ("didn't mention", ("states", True)),
        ("has never said", ("states", True)),
        ("isn’t saying", ("states", True)),
        ("said nothing about", ("states", True)),
        ("made no mention of", ("states", True)),
        ("without saying", ("states", True)),
        ("failed to explain", ("states", True)),
        ("has yet to say", ("states", True)),
        ("cannot confirm", ("states", True)),
        ("does not believe", ("states", True)),
        ("has never denied", ("denies", True)),
        ("did not deny", ("denies", True)),
        ("would not rule out", ("refuses", True)),
        ("never refused", ("refuses", True)),
        ("does not support", ("agrees", True)),
        ("has no plans to endorse", ("agrees", True)),
        ("did not explicitly criticize", ("accuses", True)),
        ("refused to deny", ("refuses", False)),
        ("not only said", ("states", False)),
        ("did not hesitate to criticize", ("accuses", False)),
        ("could not resist pointing out", ("states", False)),
        ("urged them not to join", ("urges", False)),
    ],
)
def test_a_report_can_be_negated(cue: str, found: tuple[Act, bool]) -> None:
    assert cue_act(cue, said=Said("the strike")) == found


def test_a_source_that_is_nobody_negates() -> None:
    assert cue_act("said", source="No official") == ("states", True)
    assert cue_act("denied", source="Nobody") == ("denies", True)
    assert cue_act("said", source="No Labels") == ("states", False)


def statement(text: str, cue: str, content: str, type_: StatementType = "indirect") -> Statement:
    return Statement("", (at(text, content),), cue=(at(text, cue),), type=type_)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("Brand did not say that it was late.", "say", Cue("did not say", "states", True, True)),
        ("Brand has so far declined to say that it was late.", "say", Cue("declined to say", "refuses", False, True)),
        ("Brand refused to deny that it was late.", "deny", Cue("refused to deny", "refuses")),
        ("Brand said: that it was late.", "said:", Cue("said", "states")),
        ("Brand would later say that it was late.", "say", Cue("say", "states")),
        ("He did not. She said that it was late.", "said", Cue("said", "states")),
        ("It was not clear who said that it was late.", "said", Cue("said", "states")),
        ("Brand never, ever claimed that it was late.", "claimed", Cue("claimed", "states")),
        ("denied that it was late.", "denied", Cue("denied", "denies", False, True)),
    ],
)
def test_the_words_before_a_cue_that_turn_it_belong_to_it(text: str, cue: str, found: Cue) -> None:
    assert cue_of(statement(text, cue, "that it was late"), text) == found


def test_a_statement_gets_its_act() -> None:
    text = "Brand told the council to wait."
    found = with_act(statement(text, "told", "to wait"), text)
    assert (found.act, found.negated) == ("urges", False)
    denied = "Brand has never denied that it leaks."
    found = with_act(statement(denied, "has never denied", "that it leaks"), denied)
    assert (found.act, found.negated, withheld(found, denied)) == ("denies", True, False)


def test_a_denial_in_its_own_words_states() -> None:
    text = "“I was never at the pier,” Brand denied."
    found = statement(text, "denied", "“I was never at the pier,”", "direct")
    assert act_of(found, text) == ("states", False)
    assert not withheld(found, text)


def test_without_a_cue_there_is_none() -> None:
    text = "“It was late.”"
    found = Statement("", (Span(0, len(text)),))
    assert cue_of(found, text) is None
    assert act_of(found, text) == ("states", False)


def test_the_words_looked_at_are_bounded() -> None:
    text = "not " * 50_000 + "say that it was late"
    found = cue_of(statement(text, "say", "that it was late"), text)
    assert found is not None and len(found.words) < 100
    assert cue_act("not " * 200_000 + "say")[0] == "states"
    assert cue_act("asked", said=Said("a'''" * 100_000))[0] == "asks"
