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
