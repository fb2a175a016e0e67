"""Speakers of attributions made by hand. All people here are invented."""

import pytest

from onrecord.model import Attribution, Block, Span, Version, Words, names_of
from onrecord.people import resolve


def _version(text: str, headline_end: int = 0) -> Version:
    blocks = (Block("headline", Span(0, headline_end)),) if headline_end else ()
    return Version(text=text, bytes_sha256="0", media_type="text/plain", blocks=blocks)


def _attribution(text: str, source: str | None, content: str, nth: int = 0) -> Attribution:
    at = text.index(content)
    found: tuple[Span, ...] = ()
    if source:
        start = -1
        for _ in range(nth + 1):
            start = text.index(source, start + 1)
        found = (Span(start, start + len(source)),)
    kind = "direct" if content[0] in '“"' else "indirect"
    return Attribution((Span(at, at + len(content)),), found, type=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "source", "content", "name", "kind", "role"),
    [
        ("Norvian Prime Minister Maria Holt said it rains.", "Norvian Prime Minister Maria Holt", "it rains", "Maria Holt", "person", "Norvian Prime Minister"),
        ("Maria Holt came. Later Holt said it rains.", "Holt", "it rains", "Maria Holt", "person", None),
        ("Prime Minister Maria Holt came. She said it rains.", "She", "it rains", "Maria Holt", "person", "Prime Minister"),
        ("Maria Holt met Jonas Berg. He said it rains.", "He", "it rains", "Jonas Berg", "person", None),
        ("Prime Minister Maria Holt came. The prime minister said it rains.", "The prime minister", "it rains", "Maria Holt", "person", "Prime Minister"),
        ("The Harbour Authority met. The agency said it rains.", "The agency", "it rains", "Harbour Authority", "organization", None),
        ("A spokesman for the ministry said it rains.", "A spokesman for the ministry", "it rains", "A spokesman for the ministry", "unnamed", None),
        ("The Office of Harbour Safety (OHS) met. OHS said it rains.", "OHS", "it rains", "Office of Harbour Safety", "organization", None),
        ("Several officials said it rains.", "Several officials", "it rains", "Several officials", "group", None),
        ("Sorunn Ostgaard came. Later Ostgaard said it rains.", "Ostgaard", "it rains", "Sorunn Ostgaard", "person", None),
        ("Nobody likes it. Like Ostgaard, Berg said it rains. Ostgaard left.", "Berg", "it rains", "Berg", "organization", None),
        ("The Coast Party met. Its leader, Maria Holt, said it rains.", "Its leader, Maria Holt,", "it rains", "Maria Holt", "person", "leader"),
        ("He said it rains.", "He", "it rains", "He", "unnamed", None),
    ],
)  # fmt: skip
def test_a_speaker_is_chosen_among_the_articles_mentions(
    text: str, source: str, content: str, name: str, kind: str, role: str | None
) -> None:
    nth = text.count(source) - 1
    (found,) = resolve(_version(text), [_attribution(text, source, content, nth)])
    assert [(one.name, one.kind, one.role and one.role.text) for one in found.speakers] == [(name, kind, role)]
    mention = found.speakers[0].mention
    at = text.rindex(source)
    assert mention and mention == Words(source, Span(at, at + len(source)))


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    text = "“It rains,” Maria Holt said.\n\n“It pours.”"
    first, second = resolve(
        _version(text), [_attribution(text, "Maria Holt", "“It rains,”"), _attribution(text, None, "“It pours.”")]
    )
    assert names_of(first.speakers) == "Maria Holt"
    assert [(one.name, one.mention) for one in second.speakers] == [("Maria Holt", None)]


def test_without_a_source_nothing_is_invented() -> None:
    text = "It was announced that it rains."
    assert resolve(_version(text), [_attribution(text, None, "it rains")])[0].speakers == ()


def test_two_people_quoted_alternately_keep_their_words() -> None:
    text = (
        "Maria Holt and Jonas Berg met on Monday.\n\n“It rains,” Holt said.\n\n“It pours,” Berg answered.\n\n"
        "“Then let us go,” Holt said.\n\n“We stay,” Berg said."
    )
    sources = [("Holt", 1), ("Berg", 1), ("Holt", 2), ("Berg", 2)]
    contents = ["“It rains,”", "“It pours,”", "“Then let us go,”", "“We stay,”"]
    found = resolve(_version(text), [_attribution(text, s, c, n) for (s, n), c in zip(sources, contents, strict=True)])
    assert [names_of(r.speakers) for r in found] == ["Maria Holt", "Jonas Berg", "Maria Holt", "Jonas Berg"]


def test_an_article_without_names_is_no_trouble() -> None:
    text = "he said yes and she said no"
    found = resolve(_version(text), [_attribution(text, "he", "yes"), _attribution(text, "she", "no")])
    assert [names_of(r.speakers) for r in found] == ["he", "she"]


def test_a_bare_role_in_a_headline_is_the_holder_named_first() -> None:
    headline = "Bridge is finished, says minister"
    text = (
        f"{headline}\n\nTransport Minister Maria Holt spoke. Jonas Berg, a spokesman for Prime Minister Ana Ruiz, agreed. "
        "Prime Minister Ana Ruiz stayed away."
    )
    found = resolve(_version(text, len(headline)), [_attribution(text, "minister", "Bridge is finished")])
    assert names_of(found[0].speakers) == "Maria Holt"


def test_a_ministry_is_not_the_place_or_party_named_last() -> None:
    text = "The Harbour Party met on Skerra. In a statement, the ministry said it rains."
    (found,) = resolve(_version(text), [_attribution(text, "the ministry", "it rains")])
    assert [(one.name, one.kind) for one in found.speakers] == [("ministry", "organization")]


@pytest.mark.parametrize(
    ("text", "source", "speakers"),
    [
        ("Maria Holt met Harbour Bank. Holt and her allies said it rains.", "Holt and her allies", ["Maria Holt", "her allies"]),
        ("The Harbour Office and federal prosecutors said it rains.", "The Harbour Office and federal prosecutors", ["Harbour Office", "federal prosecutors"]),
        ("Two ministers, Maria Holt and Jonas Berg, said it rains.", "Two ministers, Maria Holt and Jonas Berg", ["Maria Holt", "Jonas Berg"]),
        ("JD(U) spokesman Jonas Berg and BJP spokesperson Ana Holt said it rains.", "JD(U) spokesman Jonas Berg and BJP spokesperson Ana Holt", ["Jonas Berg", "Ana Holt"]),
        ("Port News’s Jonas Berg, Maria Holt and Ana Ortiz said it rains.", "Port News’s Jonas Berg, Maria Holt and Ana Ortiz", ["Jonas Berg", "Maria Holt", "Ana Ortiz"]),
        ("Sen. Maria Holt (Norv.) and Jonas Berg (Alv.) said it rains.", "Sen. Maria Holt (Norv.) and Jonas Berg (Alv.)", ["Maria Holt", "Jonas Berg"]),
        ("Her rivals, Sen. Maria Holt and Gov. Jonas Berg, said it rains.", "Her rivals, Sen. Maria Holt and Gov. Jonas Berg,", ["Maria Holt", "Jonas Berg"]),
        ("Jonas Berg, director of plans at the Office of Mines and Budget, said it rains.", "Jonas Berg, director of plans at the Office of Mines and Budget,", ["Jonas Berg"]),
        ("Actress Maria Holt, star of “Rain and Snow,” said it rains.", "Actress Maria Holt, star of “Rain and Snow,”", ["Maria Holt"]),
        ("Harbour Airlines sued Coast Airways. Both airlines said it rains.", "Both airlines", ["Harbour Airlines", "Coast Airways"]),
        ("Maria Holt met Jonas Berg. The two leaders said it rains.", "The two leaders", ["Maria Holt", "Jonas Berg"]),
        ("Greece wrote to Turkey. Both countries said it rains.", "Both countries", ["Greece", "Turkey"]),
        ("Maria Holt is a minister with many aides and ideas. Holt said it rains.", "Holt", ["Maria Holt"]),
    ],
)  # fmt: skip
def test_several_speakers_are_told_apart(text: str, source: str, speakers: list[str]) -> None:
    (found,) = resolve(_version(text), [_attribution(text, source, "it rains", text.count(source) - 1)])
    assert [one.name for one in found.speakers] == speakers


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Liu Xiaolan, the envoy, came. Liu left. Later Liu said it rains.", "Liu", "Liu Xiaolan"),
        ("Lawmaker Park Ji-won said it rains.", "Lawmaker Park Ji-", "Park Ji-won"),
        ("The Alvian Electoral and Harbour Commission met. The EHC said it rains.", "The EHC", "Electoral and Harbour Commission"),
        ("A user named @no_more_rain said it rains.", "A user named", "A user named @no_more_rain"),
    ],
)  # fmt: skip
def test_a_name_is_told_in_full(text: str, source: str, name: str) -> None:
    (found,) = resolve(_version(text), [_attribution(text, source, "it rains", text.count(source) - 1)])
    assert names_of(found.speakers) == name


def test_another_official_is_not_the_one_before() -> None:
    text = "A port official, who asked not to be named, said it rains. Another official said it pours."
    first, second = "A port official, who asked not to be named,", "Another official"
    found = resolve(_version(text), [_attribution(text, first, "it rains"), _attribution(text, second, "it pours")])
    assert [names_of(one.speakers) for one in found] == ["A port official, who asked not to be named", second]
