"""Who has the turns of transcripts. Read without the model: what labels tell does not hang on it."""

from dataclasses import replace

import pytest

from onrecord.english.words import cased
from onrecord.model import ArticleKind, Block, Span, Statement, Version, names_of
from onrecord.pipeline import resolved
from onrecord.sources.page import read_page
from tests.made_transcripts import MADE, Made


def _statements(text: str, kind: ArticleKind = "transcript", *, outlet: str | None = None) -> tuple[Statement, ...]:
    return resolved(Version(text, "0", "text/plain", outlet=outlet, kind=kind), [])


def _speakers(text: str, kind: ArticleKind = "transcript") -> list[tuple[str | None, str | None]]:
    found = (one.speakers for one in _statements(text, kind))
    return [(names_of(many), many[0].kind if many else None) for many in found]


@pytest.mark.parametrize(
    ("made", "kind"), [pytest.param(made, kind, id=f"{made.name}-{kind}") for made in MADE for kind in made.kinds]
)
def test_every_turn_is_its_speakers(made: Made, kind: ArticleKind) -> None:
    found = _statements(made.text, kind)

    def holding(words: str) -> list[Statement]:
        return [one for one in found if any(words in span.of(made.text) for span in one.content)]

    told = {words: [names_of(one.speakers) for one in holding(words)] for words, _ in made.said}
    assert {words: names[:1] for words, names in told.items()} == {words: [name] for words, name in made.said}
    assert [words for words in made.unsaid if holding(words)] == []
    evidence = [words for one in found for who in one.speakers for words in (who.role, who.mention) if words]
    assert all(words.span and words.span.of(made.text) == words.text for words in evidence)


def test_who_is_called_by_what_they_do_stays_unnamed() -> None:
    text = (
        "CALLER 1: It moves.\n\nOPERATOR: Where?\n\nUnidentified Male: Here!\n\nThe Court: Order.\n\n"
        "RK: I see it.\n\nRK: Yes."
    )
    assert _speakers(text) == [
        ("Caller 1", "unnamed"),
        ("Operator", "unnamed"),
        ("Unidentified Male", "unnamed"),
        ("The Court", "unnamed"),
        ("RK", "unnamed"),
        ("RK", "unnamed"),
    ]


def test_a_label_tells_the_role() -> None:
    text = (
        "SEN. RUTH ABARA (D-OH), RANKING MEMBER: No.\n\nThe Minister for Roads (Mr Bo Lind): Yes.\n\n"
        "Ida Kron -- Osprey Research -- Analyst: Why?\n\nMAYOR TED O'LEARY: Now.\n\nPer Vik (Council): Later.\n\n"
        "Joan Moss (Marle) (Con): Never."
    )
    speakers = [speaker for one in _statements(text) for speaker in one.speakers]
    assert all(one.role is None or (one.role.span and one.role.span.of(text) == one.role.text) for one in speakers)
    assert [(one.name, one.role and one.role.text) for one in speakers] == [
        ("Ruth Abara", "RANKING MEMBER"),
        ("Bo Lind", "Minister for Roads"),
        ("Ida Kron", "Osprey Research -- Analyst"),
        ("Ted O'Leary", "MAYOR"),
        ("Per Vik", "Council"),
        ("Joan Moss", None),
    ]


def test_the_source_is_the_label_without_stage_directions() -> None:
    text = "[14:05] LENA SY, ECONOMIST (via link): It fell.\n\nQ. Why?\n\nA. Nobody knows."
    assert [[span.of(text) for span in one.source] for one in _statements(text)] == [["LENA SY, ECONOMIST"], []]


def test_names_with_titles_that_differ_are_kept_apart() -> None:
    text = "Mr. HOLT of Ohio. No.\n\nMr. HOLT of Maine. Yes.\n\nMrs. MOSS. Why?\n\nMr. MOSS. Because."
    assert [name for name, _ in _speakers(text)] == ["Holt of Ohio", "Holt of Maine", "Mrs. Moss", "Mr. Moss"]


def test_the_papers_name_is_the_interviewer() -> None:
    text = "Ana Holt was late.\n\nLedger: Why?\n\nHolt: I slept.\n\nLedger: Again?\n\nHolt: Yes, again."
    version = Version(text, "0", "text/plain", outlet="Ledger")
    found = [(speaker.name, speaker.kind) for one in resolved(version, []) for speaker in one.speakers]
    assert found == [("Ledger", "organization"), ("Ana Holt", "person")] * 2


def test_nobody_is_invented_for_an_answer_that_the_text_names_nobody_for() -> None:
    found = _statements("Q: Is it safe?\n\nA: It is.\n\nQ: And tomorrow?\n\nA: I hope so.")
    assert [statement.speakers for statement in found] == [(), ()]


def test_a_transcript_without_a_name_has_no_turns_but_what_it_reports() -> None:
    found = _statements("The mayor said it would rain.")
    assert [(statement.type, names_of(statement.speakers)) for statement in found] == [("indirect", "mayor")]


PAGE = """<html><head><title>Transcript: Ana Holt on rain</title></head><body><article>
<h1>Transcript: Ana Holt on rain</h1>{}</article></body></html>"""
TALK = (
    ("Ida Kron", "Good evening. It has rained for eleven weeks, and the town has no more flour."),
    ("Ana Holt", "We cannot stop the rain, and we never said that we could stop the rain."),
    ("Ida Kron", "Will you leave the town, as the opposition demands?"),
    ("Ana Holt", "No. I will finish the wall, and then I will go fishing."),
)


@pytest.mark.parametrize(
    "turn",
    [
        '<p class="speaker">{0}</p><p>{1}</p>',
        "<p><strong>{2}:</strong> {1}</p>",
        "<p><b>{0}:</b> {1}</p>",
        "<h3>{0}</h3><p>{1}</p>",
    ],
)
@pytest.mark.parametrize("kind", ["article", "transcript"])
def test_turns_of_pages(turn: str, kind: ArticleKind) -> None:
    body = "".join(turn.format(name, words, name.upper()) for name, words in TALK)
    version = replace(read_page(PAGE.format(body).encode()).article.latest, kind=kind)
    found = [(names_of(one.speakers), one.quote(version.text)) for one in resolved(version, []) if one.speakers]
    assert found == list(TALK)


@pytest.mark.parametrize(
    "asked", ["<h3>{0}</h3><p>{1}</p>", "<p><strong>{0}</strong></p><p>{1}</p>", "<dl><dt>{0}</dt><dd>{1}</dd></dl>"]
)
def test_answers_of_an_interview_on_a_page(asked: str) -> None:
    pairs = [
        ("What did the inspectors tell you?", "They said the hinges would not last another month."),
        ("Why was the steel not replaced?", "Because the council voted the money to the swimming baths."),
        ("Will you leave the harbour office?", "No. I will finish the job and then I will go fishing."),
    ]
    told = "<p>Ana Holt has run the harbour office for nine years. She spoke to us on Tuesday about the ferry.</p>"
    body = told + "".join(asked.format(*pair) for pair in pairs)
    version = read_page(PAGE.replace("Transcript: ", "").format(body).encode()).article.latest
    found = [(names_of(one.speakers), one.quote(version.text)) for one in resolved(version, []) if one.speakers]
    assert found == [("Ana Holt", answer) for _, answer in pairs]


def test_captions_have_the_turns_that_their_blocks_tell() -> None:
    text = "Bo Lind (Council): It fell.\n\nWho asked: nobody.\n\nbo: twice"
    blocks = [(0, 17), (19, 27), (29, 47), (49, 51), (53, 58)]
    version = Version(
        text,
        "0",
        "text/vtt",
        kind="transcript",
        blocks=tuple(Block("paragraph", Span(*span)) for span in blocks),
    )
    found = [(names_of(one.speakers), one.quote(text)) for one in resolved(version, []) if one.speakers]
    assert found == [("Bo Lind", "It fell."), ("Bo Lind", "twice")]


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("MARIA O'HOLT-MCBERG", "Maria O'Holt-McBerg"),
        ("McADAMS", "McAdams"),
        ("MacLEOD", "MacLeod"),
        ("PRISCILLA VAN DER MEER", "Priscilla van der Meer"),
        ("DE LA CROIX", "De la Croix"),
        ("J. R. HOLT", "J. R. Holt"),
        ("Ana Holt", "Ana Holt"),
        ("MACK", "Mack"),
    ],
)
def test_names_in_capitals_are_written_as_names(shouted: str, written: str) -> None:
    assert cased(shouted) == written


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("DEAN HOLT, WRLD REPORTER", "Dean Holt", "WRLD REPORTER"),
        ("DEAN HOLT", "Holt", "DEAN"),
        ("JUDGE ROY HOLT", "Roy Holt", "JUDGE"),
        ("MAYOR PRO TEM HOLT", "Holt", "MAYOR PRO TEM"),
        ("SHRI RAVI HOLT (Nagpur)", "Ravi Holt", "Nagpur"),
        ("Deputy Director for Roads and Ports Ana Holt", "Ana Holt", "Deputy Director for Roads and Ports"),
        ("Chair of the Board of Rivers, Lakes and Ports, Ana Holt", "Ana Holt", None),
    ],
)
def test_titles_and_offices_are_no_part_of_the_name(label: str, name: str, role: str | None) -> None:
    host, short = ("BO LIND", "LIND") if label.split()[0].isupper() else ("Bo Lind", "Lind")
    found = _statements(f"{label}: It rains.\n\n{host}, host: Does it?\n\n{short}: It does.")
    (speaker,) = found[0].speakers
    assert speaker.name == name
    assert role is None or (speaker.role and speaker.role.text == role)


def test_a_surname_is_whoever_of_that_name_spoke_last() -> None:
    text = (
        "ANA HOLT, SENATOR: No.\n\nHOLT: Never.\n\nROY HOLT, CLERK: Yes.\n\nHOLT: Always.\n\n"
        "MRS. HOLT: Not in winter.\n\nMR. HOLT: Winter too."
    )
    assert [name for name, _ in _speakers(text)] == [
        "Ana Holt", "Ana Holt", "Roy Holt", "Roy Holt", "Ana Holt", "Roy Holt",
    ]  # fmt: skip


def test_a_stroke_joins_two_who_speak_elsewhere_too() -> None:
    text = (
        "DEAN HOLT, WRLD REPORTER (on camera): It rains.\n\nKIM BERG, ANCHOR: Does it, Dean?\n\n"
        "BERG/HOLT (voiceover): It does.\n\nANA LIND/NORVIAN RADIO: It pours.\n\nHOLT: It pours."
    )
    assert [name for name, _ in _speakers(text)] == [
        "Dean Holt",
        "Kim Berg",
        "Kim Berg; Dean Holt",
        "Ana Lind",
        "Dean Holt",
    ]
    (both,) = [one.speakers for one in _statements(text) if len(one.speakers) > 1]
    assert [(one.kind, one.mention and one.mention.text) for one in both] == [("person", "BERG"), ("person", "HOLT")]
    assert [one.mention and one.mention.span for one in both] == [
        Span(at, at + 4) for at in (text.index("BERG/HOLT"), text.index("BERG/HOLT") + 5)
    ]


def test_of_two_with_one_surname_the_short_label_is_whose_turn_under_the_whole_name_was_last() -> None:
    text = "ANA HOLT: One.\n\nHOLT: Two.\n\nJONAS HOLT: Three.\n\nHOLT: Four.\n\nMS HOLT: Five."
    assert [name for name, _ in _speakers(text)] == ["Ana Holt", "Ana Holt", "Jonas Holt", "Jonas Holt", "Ana Holt"]
