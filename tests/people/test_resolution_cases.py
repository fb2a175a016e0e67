"""Whole cases of resolution: pronouns, groups, documents, transcripts, principals. All people here are invented."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.directory import Actor, Directory, Role
from onrecord.model import Attribution, Span, Speaker, Time, Version, Words, names_of
from onrecord.people import Resolved, resolve
from onrecord.people.article import ArticleCast


def _version(text: str) -> Version:
    return Version(text=text, bytes_sha256="0", media_type="text/plain")


def _resolved(marked: str) -> list[Resolved]:
    """The speakers of a text in which each source stands in {} and the content of its statement in [];
    a content whose bracket begins with "!" has no source."""
    text, spans = "", []
    opened: list[int] = []
    bare = set()
    for mark in marked:
        if mark in "{[":
            opened.append(len(text))
        elif mark == "!":
            bare.add(len(text))
        elif mark in "}]":
            spans.append((mark, Span(opened.pop(), len(text))))
        else:
            text += mark
    sources = [span for mark, span in spans if mark == "}"]
    attributions = []
    for content in (span for mark, span in spans if mark == "]"):
        near = sorted(sources, key=lambda s: min(abs(s.start - content.end), abs(content.start - s.end)))
        found = () if content.start in bare else (near[0],)
        kind = "direct" if content.of(text)[0] in "“" else "indirect"
        attributions.append(Attribution((content,), found, type=kind))  # type: ignore[arg-type]
    return resolve(_version(text), attributions)


def _speakers(marked: str) -> list[str | None]:
    return [names_of(one.speakers) for one in _resolved(marked)]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ana Holt met Jonas Berg’s aides. {She} said [it rains].", "Ana Holt"),
        ("Ana Holt praised Mark Berg’s bridge. {His} claim was [it rains].", "Mark Berg"),
        ("Mark King and Ana Weeks were held. King and Weeks left. {Both} said [it rains].", "Mark King; Ana Weeks"),
        ("We spoke to one mother, who left. {She} said [it rains].", "one mother"),
        ("Prince Mark met Jonas Berg. {The prince} said [it rains].", "Prince Mark"),
        ("Founder Bill Holt came with his wife Ana Holt. {Holt} said [it rains].", "Bill Holt"),
        ("The Norvian government met. {It} said [it rains].", "Norvian government"),
        ("A man {who} saw it said [it rains].", "A man who saw it"),
        ("{MARIA HOLT}: [it rains].", "Maria Holt"),
        ("{JACK MCLEAN}: [it rains].", "Jack McLean"),
        ("{NORVIAN NEWS}: [it rains].", "NORVIAN NEWS"),
        ("William Holt, 47, runs the port. {Bill Holt} said [it rains].", "William Holt"),
    ],
)  # fmt: skip
def test_pronouns_and_short_names_are_resolved(marked: str, name: str) -> None:
    assert _speakers(marked) == [name]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{Holt’s source in the harbour} said [it rains].", "source in the harbour"),
        ("A clerk saw it. The ministry's statement was long. {The statement} read [it rains].", "statement"),
        ("The Norvian Customs and Harbour Board met. {The CHB} said [it rains].", "Norvian Customs and Harbour Board"),
        ("The International Harbour Fund met. {The fund} said [it rains].", "International Harbour Fund"),
        ("{The House Oversight and Canal Committee} said [it rains].", "House Oversight and Canal Committee"),
        ("{Candidates Ana Holt and Mark Berg} said [it rains].", "Ana Holt; Mark Berg"),
        ("{Norvian} President Maria Holt said [it rains].", "Maria Holt"),
        ("{Holt’s deputy, Ana Ruiz,} said [it rains].", "Ana Ruiz"),
    ],
)  # fmt: skip
def test_descriptions_find_their_fullest_form(marked: str, name: str) -> None:
    assert _speakers(marked) == [name]


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        (", who asked not to be named, described the march as small and", ", who asked not to be named"),
        (", who declined to be named, citing the trial,", ", who declined to be named, citing the trial"),
    ],
)
def test_the_clause_of_an_unnamed_source_ends_where_the_sentence_goes_on(behind: str, kept: str) -> None:
    text = f"A harbour official{behind} said it rains."
    said = text.index(" said") + 1
    one = Attribution((Span(said + 5, said + 13),), (Span(0, 18),), (Span(said, said + 4),))
    (found,) = resolve(_version(text), [one])
    assert names_of(found.speakers) == f"A harbour official{kept}"


def test_an_unnamed_source_keeps_the_clause_that_describes_it() -> None:
    text = "A spokesperson who asked not to be named said it rains. The spokesperson said it pours."
    said = text.index("said")
    first = Attribution((Span(said + 5, said + 13),), (Span(0, 14),), (Span(said, said + 4),))
    again = text.index("The spokes")
    second = Attribution((Span(again + 22, again + 30),), (Span(again, again + 16),))
    found = resolve(_version(text), [first, second])
    assert {names_of(one.speakers) for one in found} == {"A spokesperson who asked not to be named"}


@pytest.mark.parametrize("source", ["A company spokesman", "An official", "One senior diplomat", "Another minister"])
def test_who_is_told_of_for_the_first_time_is_nobody_named_before(source: str) -> None:
    before = "Maria Holt, the minister, met officials. Holt, a spokesman for ports before, said she was tired. "
    names = _speakers(f"{before}{{Holt}} said [it rains] all day. {{{source}}} said [it snows].")
    assert names == ["Maria Holt", source]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Q: [!Does it rain?]\nA: yes", [None]),
        ("It is said that [!it rains].", [None]),
    ],
)  # fmt: skip
def test_statements_without_a_source_are_nobodys_where_nothing_tells(marked: str, names: list[str | None]) -> None:
    assert _speakers(marked) == names


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{A spokesman for the Harbour Ministry} said [it rains].", "Harbour Ministry"),
        ("Maria Holt left. {Holt’s lawyer} said [it rains].", "Maria Holt"),
        ("{Lawyers for Maria Holt} said [it rains].", "Maria Holt"),
        ("{Maria Holt} said [residents had asked for a bridge].", "residents"),
        ("{Maria Holt} said [Jonas Berg told her to leave].", "Jonas Berg"),
        ("President Maria Holt left. {Holt spokesman Jonas Berg} said [Maria Holt would stay].", "Maria Holt"),
        ("{Holt spokesman Jonas Berg} said [Ana Ruiz would stay].", None),
        ("{Maria Holt} said [she told them to leave].", None),
        ("[“Nobody called us. Nobody asked us,”] {Maria Holt} said.", None),
        ("{Maria Holt} said [Gov. Berg told her to leave].", "Berg"),
        ("{Maria Holt} said [it rains].", None),
    ],
)
def test_principals_are_named_where_the_words_tell(marked: str, name: str | None) -> None:
    (found,) = _resolved(marked)
    assert names_of(found.principals) == name


def test_several_speakers_are_several_each_with_the_words_that_name_it() -> None:
    (found,) = _resolved("Mayor Ana Holt left. {Holt, miner Mark Berg and the Harbour Board} said [it rains].")
    assert [(one.name, one.kind) for one in found.speakers] == [
        ("Ana Holt", "person"),
        ("Mark Berg", "person"),
        ("Harbour Board", "organization"),
    ]
    assert [one.mention and one.mention.text for one in found.speakers] == ["Holt", "miner Mark Berg", "Harbour Board"]
    assert [one.role and one.role.text for one in found.speakers] == ["Mayor", "miner", None]


def test_a_source_in_several_parts_has_a_speaker_for_each() -> None:
    text = "Ana Holt called, as did the Harbour Board, to say it rains."
    sources = (_span(text, "Ana Holt"), _span(text, "the Harbour Board"))
    (found,) = resolve(_version(text), [Attribution((_span(text, "it rains"),), sources)])
    assert [(one.name, one.kind, one.mention and one.mention.span) for one in found.speakers] == [
        ("Ana Holt", "person", sources[0]),
        ("Harbour Board", "organization", sources[1]),
    ]


def test_the_named_members_of_a_group_are_its_principals_each_of_its_kind() -> None:
    text = "Several donors, including Mayor Ana Holt and the Harbour Board, said it rains."
    (found,) = resolve(_version(text), [Attribution((_span(text, "it rains"),), (_span(text, "Several donors"),))])
    assert [(one.name, one.kind) for one in found.principals] == [
        ("Ana Holt", "person"),
        ("Harbour Board", "organization"),
    ]
    assert [one.mention for one in found.principals] == [
        Words.at(_span(text, "Ana Holt"), text),
        Words.at(_span(text, "Harbour Board"), text),
    ]
    assert found.principals[0].role == Words.at(_span(text, "Mayor"), text)


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("{Norvian Prime Minister Maria Holt} said [it rains].", "Norvian Prime Minister"),
        ("Mayor Maria Holt met Mayor Jonas Berg. {Berg} said [it rains].", "Mayor"),
        ("{Secretary of State Ana Holt} said [it rains].", "Secretary of State"),
        ("{Its leader, Maria Holt,} said [it rains].", "leader"),
        ("Maria Holt taught Latin. {The retired teacher} said [it rains].", "retired teacher"),
        (
            "Jonas Berg, a senior analyst at the institute, came. {He} said [it rains].",
            "senior analyst at the institute",
        ),
    ],
)
def test_a_role_stands_where_its_span_says(marked: str, role: str) -> None:
    (found,) = _resolved(marked)
    text = "".join(mark for mark in marked if mark not in "{}[]")
    at = text.rindex(role)
    assert [one.role for one in found.speakers] == [Words(role, Span(at, at + len(role)))]


def test_who_has_a_turn_in_a_transcript_is_a_person_unless_the_name_tells_otherwise() -> None:
    text = "Runa Ostgaard: It rains.\nHarbour Council: It does not.\nRuna Ostgaard: Yes."
    transcript = replace(_version(text), kind="transcript")
    assert transcript.kind == "transcript"
    for version, kind in ((transcript, "person"), (_version(text), "organization")):
        members = {one.name: one.kind for one in ArticleCast.of(version, ()).cast.members}
        assert members == {"Runa Ostgaard": kind, "Harbour Council": "organization"}


def test_capitals_of_a_turn_are_written_as_names_are_also_where_the_first_name_is_not_known() -> None:
    text = "RUNA OSTGAARD: It rains.\nHARBOUR COUNCIL: It does not.\nRUNA OSTGAARD: Yes."
    transcript = replace(_version(text), kind="transcript")
    turns = [
        Attribution((_found(text, words),), (_found(text, who),))
        for who, words in (("RUNA OSTGAARD", "It rains."), ("HARBOUR COUNCIL", "It does not."))
    ]
    names = [names_of(found.speakers) for found in resolve(transcript, turns)]
    assert names == ["Runa Ostgaard", "HARBOUR COUNCIL"]


def _found(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ("{Maria Holt} said [it rains].", "Maria Holt came. {Holt} said [it rains]."),
        ("Maria Holt came. {Holt} said [it rains].", "Maria Holt met Ana Holt. {Holt} said [it rains]."),
        ("Maria Holt came. {She} said [it rains].", "{She} said [it rains]."),
    ],
)
def test_certainty_falls_where_others_may_be_meant(surer: str, less: str) -> None:
    (first,), (second,) = _resolved(surer), _resolved(less)
    assert first.certainty > second.certainty


def test_a_source_that_is_slightly_off_is_resolved_and_its_mention_kept() -> None:
    (found,) = _resolved("Maria Holt came.{ said Holt, who} [it rains].")
    mention = Words(" said Holt, who", Span(16, 31))
    assert found.speakers == (Speaker("Maria Holt", "person", None, mention),)


_WORDS = st.sampled_from(
    [
        *"""Maria Holt he said “It rains” . , A: Q. the doctors ( ) ’s The statement KING both who and for U.S. — @x
        12-year-old It ’ é I’ve""".split(),
        "\n",
        "\u00ad",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, min_size=2, max_size=40), st.lists(st.tuples(*[st.integers(0, 39)] * 4), max_size=6))
def test_any_text_is_resolved_and_no_name_is_invented(words: list[str], places: list[tuple[int, ...]]) -> None:
    text, starts = "", []
    for word in words:
        starts.append((len(text), len(text) + len(word)))
        text += word + " "

    def span(first: int, last: int) -> Span:
        one, other = sorted((first % len(words), last % len(words)))
        return Span(starts[one][0], starts[other][1])

    kinds = ("direct", "mixed", "indirect")
    attributions = [
        Attribution((span(a, b),), (span(c, d),) if (a + d) % 3 else (), type=kinds[(b + c) % 3])  # type: ignore[arg-type]
        for a, b, c, d in places
    ]
    found = resolve(_version(text), attributions)
    assert len(found) == len(attributions)
    known = set(text.replace("\n", " ").lower().split())
    for one in found:
        assert 0 <= one.certainty <= 1
        for part in (part for speaker in one.speakers for part in speaker.name.lower().split()):
            assert any(part in word or word.strip("“”’(),.") in part for word in known) or part in _SPELLED_OUT


_SPELLED_OUT = {"united", "states"}


def test_three_hundred_names_are_no_trouble() -> None:
    names = [f"{first}a {last}son" for first in "BCDFGHJKLMNPRST" for last in "BCDFGHJKLMNPRSTVWXZQ"]
    text = " ".join(f"{name} met nobody." for name in names) + " He said it rains."
    at = text.index("He said")
    (found,) = resolve(_version(text), [Attribution((Span(at + 8, at + 16),), (Span(at, at + 2),))])
    assert [one.mention for one in found.speakers] == [Words("He", Span(at, at + 2))]


def test_a_byline_inside_the_text_is_no_speaker() -> None:
    text = "By Jonas Berg\nHARBOUR — Maria Holt said it rains. She said it pours."
    found = _resolved(text.replace("She", "{She}").replace("it pours", "[it pours]"))
    assert names_of(found[0].speakers) == "Maria Holt"


def test_an_office_is_resolved_by_the_directory_and_the_day_where_the_article_names_nobody() -> None:
    role = Role("Prime Minister of Estonia", "Estonia", date(2021, 1, 26), None, "import")
    directory = Directory([Actor("1", "Mari Tamm", "person", ("Mari Tamm",), (role,))])
    text = "The Estonian prime minister said it rains. The French foreign minister said it pours."
    attributions = [
        Attribution((_span(text, "it rains"),), (_span(text, "The Estonian prime minister"),)),
        Attribution((_span(text, "it pours"),), (_span(text, "The French foreign minister"),)),
    ]
    version = replace(_version(text), published=Time("2024-03-05", "given"))
    found = [one.speakers for one in resolve(version, attributions, directory=directory)]
    assert list(map(names_of, found)) == ["Mari Tamm", "French foreign minister"]
    assert found[0][0].role == Words("Estonian prime minister", Span(4, 27))
    before = replace(version, published=Time("2020-03-05", "given"))
    undated = replace(version, published=None)
    for other in (before, undated):
        speakers = resolve(other, attributions, directory=directory)[0].speakers
        assert names_of(speakers) == "Estonian prime minister"


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # The first word of a sentence is no organization.
        ("Captains complained. Economists left. {The bank} said [it would wait].", "bank"),
        ("Twelve came down. {The police} said [the road was shut].", "police"),
        ("{Stallholders} said [rents will double].", "Stallholders"),
        # A described body keeps its own words unless somebody named fits the noun.
        ("Brightwater Foods closed. {The bakers’ union} said [jobs were gone].", "bakers’ union"),
        ("Norvia Energy met. {The consumer watchdog} said [it rains].", "consumer watchdog"),
        ("Norvia Energy met. {The national regulator} said [it rains].", "national regulator"),
        ("Norvia Energy met. {The company} said [it rains].", "Norvia Energy"),
        ("Castell Insurance met. {The insurer} said [it rains].", "Castell Insurance"),
        ("Skyhop Airways met. {The airline} said [it rains].", "Skyhop Airways"),
        ("The Norvian Ports Authority met. Ships waited. {The agency} said [it rains].", "Norvian Ports Authority"),
        ("KOLVIK (Newsline) - A flight landed. {The airline} said [it rains].", "airline"),
        # They for one person, and the people described before.
        ("Robin Berg, who uses they/them pronouns, came. Ana Holt left. {They} said [it rains].", "Robin Berg"),
        ("Jo Berg, whose pronouns are they and them, came. {They} said [it rains].", "Jo Berg"),
        ("Robin Berg, who goes by they, came. Maud Ellis thanked them. {She} said [it rains].", "Maud Ellis"),
        # The former and the latter.
        ("The jury heard Ana Holt and Mark Berg. {The former} said [it rains].", "Ana Holt"),
        ("The jury heard Ana Holt and Mark Berg. {The latter} said [it rains].", "Mark Berg"),
        # Nobody says of himself what names him.
        ("The head, Maud Ellis, thanked Robin Berg. [“Robin did it,”] {she} said.", "Maud Ellis"),
        ("The captain, Marc Bell, thanked Leo Marsh. [“Marsh saved us,”] {he} said.", "Marc Bell"),
        # Somebody described and never named.
        ("A tall woman waited with two cases. {She} said [it rains].", "A tall woman"),
        ("A small man in a green coat waited. {He} said [it rains].", "A small man in a green coat"),
        ("A retired teacher sat in the first row. {She} said [it rains].", "A retired teacher"),
        # Handles, and offices with the holder behind them.
        ("The mayor, Olga Prins, replied. {@OlgaPrins}: [“It rains.”]", "Olga Prins"),
        ("{Secretary of State Ana Holt} said [it rains].", "Ana Holt"),
        ("{incoming minister of mines and energy Mark Berg} said [it rains].", "Mark Berg"),
        ("{Lawyers for Ana Holt} said [it rains].", "Lawyers for Ana Holt"),
        ("{Mark Berg, Director of Affairs at Norvian News and City Post,} said [it rains].", "Mark Berg"),
        # A role whose name stands behind a comma.
        ("[“It rains,”] said {his apprentice}, Nell Hart.", "Nell Hart"),
        ("Sheikh Rashid bin Omar came. {The sheikh} said [it rains].", "Rashid bin Omar"),
        ("Abu Tareq left. {Umm Tareq} said [it rains].", "Umm Tareq"),
        # The elder and the younger.
        ("Thaddeus Rowe II came. His father, Thaddeus Rowe, left. {The elder Rowe} said [it rains].", "Thaddeus Rowe"),
        ("Marc Toll Sr. came. His son, Marc Toll Jr., left. {the younger Toll} said [it rains].", "Marc Toll Jr."),
    ],
)
def test_sources_mean_whom_the_article_tells(marked: str, name: str) -> None:
    assert _speakers(marked) == [name]


def test_an_ordinary_word_that_nothing_makes_a_name_is_kept_with_little_certainty() -> None:
    (found,) = _resolved("{Happiness} said [it rains].")
    assert [(one.name, one.kind) for one in found.speakers] == [("Happiness", "unnamed")]
    assert found.certainty <= 0.6


def test_a_quotation_whose_pronoun_means_nobody_is_kept_with_the_pronoun() -> None:
    quoted, told = _resolved("[“It rains,”] {she} said.") + _resolved("{She} said [it rains].")
    assert names_of(quoted.speakers) == "she"
    assert told.certainty < 0.5 and quoted.certainty < 0.5
