"""On whose behalf a speaker speaks, or whose words and stance are relayed.

Four patterns, in this order: a representative in the source itself ("a spokesman for the ministry",
"the senator's lawyer"); a group whose members the sentence names ("several officials …, including
Norway and Spain"); content that itself reports somebody's words ("residents say …"); a spokesperson's
content about somebody else's mind ("the president is opposed to …").
Where none fits there is no principal."""

import re

from onrecord.english.sentences import sentence_end
from onrecord.english.verbs import OF_ANOTHER, either
from onrecord.english.words import PRONOUNS, ROLES
from onrecord.model import Attribution, Span, Speaker, Words
from onrecord.people.article import Choice
from onrecord.people.cast import Cast
from onrecord.people.names import Name, names
from onrecord.people.phrases import described, is_plural

_REPRESENTS = (
    r"(?:spokes(?:man|woman|person|people)|press secretary|representatives?|reps?|lawyers?|attorneys?|counsel"
    r"|solicitors?|publicists?|agents?|press office)"
)
_FOR = re.compile(rf"\b{_REPRESENTS}\s+(?:for|of|from)\s+", re.IGNORECASE)
_OWNED = re.compile(rf"[’']s?\s+(?:\w+\s+)?{_REPRESENTS}$", re.IGNORECASE)
_SPEAKS_FOR = re.compile(rf"\b(?:{_REPRESENTS}|adviser|advisor|aide|chief of staff|campaign manager)\b", re.IGNORECASE)
_MEMBERS = re.compile(r",?\s{1,3}(?:including|among them|such as|namely)\s{1,3}")
# What a spokesperson tells of somebody else's stance.
_STANCE = re.compile(
    r"\b(?:support|oppos|believ|think|want|hope|intend|plan|reject|agree|disagree|favou?r|feel|expect|concern|regret"
    r"|commit|determin|clear|convinc|confident|welcom|understand|would|will|has|had|is|was)\w*",
    re.IGNORECASE,
)


_OPENING = 300
"""Characters of the content in which somebody whom it reports is looked for."""
_ANYBODY = frozenset(
    "people some many others most nobody none nothing everyone everybody anyone anybody someone somebody".split()
)
"""Words that stand for nobody in particular."""
_RULERS = frozenset("president minister premier chancellor governor mayor king queen pope prime".split())
"""Offices whose bearers speak through others."""
_REPORTS = re.compile(
    r"[\s\"“]*(?:that\s)?(?P<who>(?:(?:[\w’'-]+|(?:[A-Z]\w{0,2}\.)+)\s){0,3}?[\w’'-]+)[\"”]?\s[\"“]?"
    r"(?:(?:had|has|have|also|later|began to)\s)*"
    rf"[\"“]?(?:{either(OF_ANOTHER)})\b"
)


def principals(text: str, attribution: Attribution, *, choice: Choice, cast: Cast) -> tuple[Speaker, ...]:
    """Whose words or stance the statement of a speaker relays; nobody's where nothing tells."""
    if one := _represented(text, attribution, choice, cast):
        return (one,)
    if members := _members(text, attribution, choice, cast):
        return members
    one = _retold(text, attribution, choice, cast) or _relayed(text, attribution, choice, cast)
    return (one,) if one else ()


def _represented(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> Speaker | None:
    if not attribution.source or speaker.kind not in ("unnamed", "group"):
        return None
    span = attribution.source[0]
    mention = span.of(text)
    found = _FOR.search(mention)
    if found:
        inside = names(text, span.start + found.end(), span.end)
        return _speaker(inside[0], cast, text) if inside else None
    if _OWNED.search(mention):
        inside = names(text, span.start, span.end)
        return _speaker(inside[-1], cast, text) if inside else None
    return None


def _members(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> tuple[Speaker, ...]:
    if speaker.kind != "group" or not attribution.source:
        return ()
    start = attribution.source[-1].end
    until = sentence_end(text, start)
    found = _MEMBERS.search(text, start, until)
    inside_content = found and any(span.start <= found.start() < span.end for span in attribution.content)
    # Inside the content only a list set off by a comma may belong to the group and not to what it said.
    if not found or (inside_content and not found.group().startswith(",")):
        return ()
    inside = names(text, found.end(), until)
    listed: dict[str, Speaker] = {}
    for one in (_speaker(name, cast, text) for name in inside):
        listed.setdefault(one.name, one)
    return tuple(listed.values()) if len(inside) > 1 else ()


def _retold(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> Speaker | None:
    """Whose words the content itself reports: "residents had asked for a bridge"."""
    content = attribution.content[0]
    found = _REPORTS.match(text, content.start, min(content.end, content.start + _OPENING))
    if found is None:
        return None
    span = Span(*found.span("who"))
    mention = span.of(text)
    words = mention.lower().split()
    if words[0] in PRONOUNS or words[0].endswith("ing") or words[-1] in _ANYBODY:
        return None
    inside = names(text, span.start, span.end)
    if inside and inside[-1].span.end == span.end:
        told = _speaker(inside[-1], cast, text)
        return told if told.name not in speaker.name else None
    plural = is_plural(words[-1])
    if not plural and words[-1] not in {"family", *ROLES}:
        return None
    return Speaker(described(mention), "group" if plural else "unnamed", None, Words.at(span, text))


def _relayed(text: str, attribution: Attribution, speaker: Choice, cast: Cast) -> Speaker | None:
    source = attribution.source
    role, mention = speaker.role.text if speaker.role else "", text[source[0].start : source[-1].end] if source else ""
    if attribution.type == "direct" or not _SPEAKS_FOR.search(f"{role} {mention}"):
        return None
    content = attribution.content[0]
    inside = names(text, content.start, min(content.end, content.start + 80))
    if not inside or len(text[content.start : inside[0].span.start].split()) > 4:
        return None
    told = _speaker(inside[0], cast, text)
    stance = _STANCE.match(text[inside[0].span.end : content.end].lstrip())
    if not stance or told.kind != "person" or told.name == speaker.name:
        return None
    # Either the speaker's role names the person or the person is one whom others speak for.
    own = f"{role} {mention}".split()
    office = told.role.text.lower().split() if told.role else []
    return told if told.name.split()[-1] in own or _RULERS.intersection(office) else None


def _speaker(name: Name, cast: Cast, text: str) -> Speaker:
    member, mention = cast.member(name.words, place=name.span.start), Words.at(name.span, text)
    if member is None:
        return Speaker(name.full, "organization", name.role, mention)
    return Speaker(cast.in_full(member.name), member.kind, name.role or member.role, mention)
