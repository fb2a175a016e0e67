"""The statement a headline makes: "Bridge must close: mayor", "Mayor: bridge must close", "Bridge must close,
says mayor". And what headlines, subheadings and pull quotes have from the statements of the article.

The reader is trained on running text and rarely finds these. A side of the colon is the source only
where it is short and names an actor: by a name that the body has too, by a role, or as a document."""

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.english.common import is_common
from onrecord.english.countries import places
from onrecord.english.quotation_marks import quotations, type_of
from onrecord.english.verbs import BEHIND_HEADLINE, either
from onrecord.english.words import GROUPS, ROLES, first_names, is_role
from onrecord.model import Attribution, Span, Version
from onrecord.people.article import ArticleCast, Choice
from onrecord.people.cast import Cast
from onrecord.people.member import is_place
from onrecord.people.phrases import DETERMINERS, described, head_phrase, kind_of, stem, tokens, words_of
from onrecord.people.scene import INTRODUCED, Scene
from onrecord.people.source import Source

_STUDIES = frozenset({"report", "study", "poll", "survey", "review"})
_SAID = re.compile(
    rf"(?P<content>\S.{{8,}}?),\s+(?P<cue>{either(BEHIND_HEADLINE)})\s+"
    r"(?P<source>(?!(?:who|what|how)\b)[^,:;“”\"]{2,60})"
)
LONGEST_SOURCE = 5
"""Words of a source beside a colon."""
LONGEST_HEADLINE = 500
"""Characters; a longer one is no headline."""
CONFIDENCE = 0.85
"""Of 61 headlines with such a colon in PolNeAR's training split 53 are annotated the same way; the form with a
verb is British and does not occur there."""


def headline_attribution(version: Version) -> Attribution | None:
    """The statement of the headline; None where it has none of this form, or is not in the text."""
    span = next((block.span for block in version.blocks if block.kind == "headline"), None)
    if span is None:
        return None
    if span.end - span.start > LONGEST_HEADLINE:
        return None
    said = _SAID.fullmatch(version.text, span.start, span.end)
    if said:
        content, cue, source = (Span(*said.span(part)) for part in ("content", "cue", "source"))
        kind = type_of(version.text, (content,), quotations(version.text[: span.end]))
        return Attribution((content,), (source,), (cue,), "said", kind, CONFIDENCE)
    if span.of(version.text).count(": ") != 1:
        return None
    colon = version.text.index(": ", span.start)
    left, right = Span(span.start, colon), Span(colon + 2, span.end)
    if left.start >= left.end or right.start >= right.end:
        return None
    cast = Cast(version.text, headline_end=span.end)
    for source, content in ((right, left), (left, right)):
        words = len(content.of(version.text).split())
        if words > 2 and _names_an_actor(source.of(version.text), cast, place=span.end):
            kind = type_of(version.text, (content,), quotations(version.text[: span.end]))
            return Attribution((content,), (source,), (), "said", kind, CONFIDENCE)
    return None


def _names_an_actor(phrase: str, cast: Cast, *, place: int) -> bool:
    words = [token.word for token in tokens(phrase) if token.word[0].isalpha()]
    if not 0 < len(words) <= LONGEST_SOURCE:
        return False
    last = words[-1].lower()
    if last in ROLES or last in GROUPS or last in _STUDIES:
        return True
    member = cast.member(words, place=place) or cast.member(words[-1:], place=place)
    if member is None or member.kind != "person" or phrase.rstrip()[-1] in "’'”\"":
        return False
    # A verb before the name makes it a clause: "Holt Endorses Berg: …" has no source.
    known = {word.lower() for text in (member.name, *(role.text for role in member.roles)) for word in text.split()}
    return all(word.lower() in known or word.lower() in ROLES for word in words)


_DASHED = frozenset([" —", " –"])
_BEHIND_HEADING = re.compile(r"\s[—–]\s(?:(?:[Vv]ia|[Ff]rom|[Pp]er)\s)?(?P<source>[A-Z][^\n:“\"]{1,80}):\s")


def behind_heading(text: str, part: Span) -> Span | None:
    """The source behind a heading in capitals that a line begins with, where it is taken for the source: "PORT DEAL —
    Harbour News: “…”"; None where none stands there; any other source as it is."""
    words = part.of(text).split()
    named = words[0].capitalize() in first_names() and not is_common(words[-1])
    begins = not part.start or text[part.start - 1] == "\n"
    heading = len(words) > 1 and part.of(text).isupper() and not named
    if not heading or not begins or text[part.end : part.end + 2] not in _DASHED:
        return part
    told = _BEHIND_HEADING.match(text, part.end)
    return Span(*told.span("source")) if told else None


_LONGEST_SUBHEADING, _SECTION = 150, 600
"""Characters of a subheading, and of the section below it in which it is told who is meant."""
_ENDS = frozenset(".!?:,;")
_RANKS = frozenset("former ex deputy vice acting assistant shadow".split())
_ANY = frozenset({"official", "expert"})
"""Words that make another office of one, and what a subheading calls somebody who has any."""


def told_below(scene: Scene, source: Source) -> Choice | None:
    """Whom a subheading means: who has the office in the section below ("Norvia’s prime minister" above "Prime Minister
    Ana Holt said"), or the group as the section describes it ("Officials" above "Port officials say")."""
    section = _below(scene.article, source)
    if section is None or source.span is None:
        return None
    if is_role(source.head) and source.head not in GROUPS:
        return _bearer(scene.article, source, section)
    if kind_of(source.words) != "group" or source.words != (source.plain.lower(),):
        return None
    for span in scene.headed(source, section.start, section.end):
        phrase = described(span.of(scene.article.text))
        words = words_of(head_phrase(phrase))
        if words[-1:] == source.words and len(words) > 1 and not scene.article.is_quoted(span.start):
            return Choice(phrase, "group", INTRODUCED)
    return None


def _below(article: ArticleCast, source: Source) -> Span | None:
    """The beginning of the section below the subheading that a source stands in; None where it stands in none."""
    text = article.text
    if source.span is None or source.sort or not source.words or source.place < article.body:
        return None
    start = text.rfind("\n", max(0, source.place - _LONGEST_SUBHEADING), source.place) + 1
    end = text.find("\n", source.span.end, start + _LONGEST_SUBHEADING)
    if (
        not start
        or end < 0
        or text[start:end].rstrip("”’\"'")[-1:] in _ENDS
        or text[start : source.place].count(" ") > 1
    ):
        return None
    below = re.compile(r"\n+").match(text, end)
    begins = below.end() if below else end
    line = text.find("\n", begins, begins + _SECTION)
    ends = begins + _SECTION if line < 0 else line
    return Span(begins, min(ends, len(text))) if ends - begins > end - start else None


def _bearer(article: ArticleCast, source: Source, section: Span) -> Choice | None:
    """The first person named there whose role is the office of a source, of the same country where both tell one; for
    "an official" who the section begins with."""
    lands = {word for word in source.words if is_place(word)}
    wanted = {stem(word) for word in source.words if word not in DETERMINERS} - {stem(word) for word in lands}
    for mention in article.between(section.start, section.end):
        if mention.member.kind != "person" or mention.quoted:
            continue
        for role in mention.member.roles:
            words = words_of(head_phrase(role.text)) or words_of(role.text)
            others = {word for word in words if is_place(word)}
            same = not (lands and others) or any(places(one) & places(other) for one in lands for other in others)
            stems = set(map(stem, words)) - set(map(stem, others))
            fuller = wanted <= stems and not (stems - wanted) & _RANKS
            # "Kolvik mayor" above "Mayor Ana Holt said"
            shorter = mention.opens and stems <= wanted and not (wanted - stems) & _RANKS
            holds = words[-1:] and stem(words[-1]) == stem(source.head) and (fuller or shorter)
            if same and (holds or (source.head in _ANY and mention.opens)):
                return Choice(mention.member.name, "person", INTRODUCED, role)
    return None


_LEAST_REPEATED, _PLACES = 4, 8
"""Words in quotation marks that two statements have in common only where they tell the same, and how many statements
with the same first ones are looked at."""
_QUOTED = re.compile(r"[“\"]([^”“\"]{12,})|(?<!\w)[‘']([^’‘'\n]{12,}(?:\w[’'][^’‘'\n]+)*)(?=[’'](?!\w))")
_WORD = re.compile(r"\w+")


def told_twice(text: str, attributions: Sequence[Attribution]) -> list[list[int]]:
    """Of each statement the numbers of the others that have its words in quotation marks, the longest first."""
    said = [tuple(_WORD.findall(" ".join(part.of(text) for part in one.content).lower())) for one in attributions]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (one, words) in enumerate(zip(attributions, said, strict=True)):
        if one.type != "indirect":
            for first in dict.fromkeys(words[at : at + _LEAST_REPEATED] for at in range(len(words))):
                if len(places[first]) < _PLACES:
                    places[first].append(number)
    whole = [f" {' '.join(words)} " for words in said]
    found = []
    for number, one in enumerate(attributions):
        quoted = _quoted(text, one)
        others = places.get(quoted[:_LEAST_REPEATED], []) if len(quoted) >= _LEAST_REPEATED else []
        repeated = f" {' '.join(quoted)} "
        same = [other for other in others if other != number and repeated in whole[other]]
        found.append(sorted(same, key=lambda other: -len(said[other])))
    return found


def _quoted(text: str, one: Attribution) -> tuple[str, ...]:
    """The words of the longest of its quotations."""
    if one.type == "indirect":
        return ()
    content = text[max(0, one.content[0].start - 1) : one.content[-1].end + 1]
    pieces = [found.group(1) or found.group(2) for found in _QUOTED.finditer(content)]
    return tuple(_WORD.findall(max(pieces, key=len).lower())) if pieces else ()
