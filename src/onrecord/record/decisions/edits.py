"""What a person edits in a statement: taken from words, checked, kept as JSON, and put on the statement again.

A change has some of the keys `speakers`, `content`, `when`, `venue`, `addressee`, `act` and `negated`, in the form of a
statement's JSON. Its spans are of the version in which it was decided; in others of the article the same words are
looked for at the same distance from the statement. What was kept before fields were checked is read as far as it has
sense.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, TypedDict, get_args
from unicodedata import category

from onrecord.actors.same_speaker import voices
from onrecord.english.quotation_marks import quotations, type_of
from onrecord.model import Act, ActorKind, Span, Speaker, Statement, Version, When, Words
from onrecord.problems.record import BadDecision

Change = Mapping[str, Any]
KindOf = Callable[[str], ActorKind]
Part = str | Span | tuple[int, int]
"""Of a content: words, or a place."""
RULE = "decided"
"""Of a date that a person set."""
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?", re.ASCII)
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_PLAIN_MARKS = str.maketrans("“”„‟«»‘’‚‛\u00a0", '""""""\'\'\'\' ')
"""Marks as a keyboard has them; one for one, so that offsets stay."""
_JOINER = "\u200d"
_SKIN_COLOURS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_SHOWN = 3
"""Places of ambiguous words that an error names."""


class Edit(TypedDict, total=False):
    """What an edit sets; what is absent stays. "" stands for nobody, or for unknown.

    `speaker` is a name or several. `content` is words of the article, or offsets in code points as "START-END", a Span
    or a pair (start, end), once for each part.
    `when` is 2024, 2024-03, 2024-03-01 or A/B. `venue` and `addressee` are words. `act` is one of the nine; `negated`
    that the speakers are reported not to do it."""

    speaker: str | Iterable[str] | None
    content: str | Span | Iterable[Part] | None
    when: str | date | When | None
    venue: str | None
    addressee: str | None
    act: Act | None
    negated: bool | None


_TAKEN: Mapping[str, tuple[tuple[type, ...], str]] = {
    "speaker": ((str, Iterable), "a name, or several"),
    "content": ((str, Span, Iterable), "words of the article, or places"),
    "when": ((str, date, When), "a date as 2024, 2024-03, 2024-03-01 or A/B"),
    "venue": ((str,), "words"),
    "addressee": ((str,), "words"),
    "act": ((str,), "one of the nine acts"),
    "negated": ((bool,), "True or False"),
}
"""The types of a value that an edit sets, and what to give."""


def change_of(edit: Edit, statement: Statement, version: Version, *, kind_of: KindOf) -> dict[str, Any]:
    """What the edit sets, by key. `kind_of` tells whether a name is a person's or an organization's, where the article
    does not have it. Raises BadDecision, which names what is wrong."""
    if strange := edit.keys() - Edit.__annotations__.keys():
        known = ", ".join(Edit.__annotations__)
        raise BadDecision(f"a statement has no {', '.join(sorted(strange))} to edit", f"What can be set is: {known}.")
    for key, value in edit.items():
        kinds, wanted = _TAKEN[key]
        if value is not None and not isinstance(value, kinds):
            raise BadDecision(f"{value!r} is not a value of {key}", f"Give {wanted}.")
    change: dict[str, Any] = {}
    if (speaker := edit.get("speaker")) is not None:
        change["speakers"] = _speakers(speaker, statement, kind_of=kind_of)
    if (content := edit.get("content")) is not None:
        change["content"] = [_part(span, version.text) for span in _content(content, statement, version)]
    if (when := edit.get("when")) is not None:
        change["when"] = _when(when)
    if (venue := edit.get("venue")) is not None:
        change["venue"] = _place(venue, statement, version)
    if (addressee := edit.get("addressee")) is not None:
        change["addressee"] = _place(addressee, statement, version)
    if (act := edit.get("act")) is not None:
        change["act"] = _act(act)
    if (negated := edit.get("negated")) is not None:
        change["negated"] = negated
    return change


def edited(statement: Statement, change: Change, *, text: str, away: int) -> Statement:
    """The statement with what a change sets; `away` is how far it stands in this text behind its place in the text in
    which that was decided."""
    result = statement
    for key, value in change.items():
        if key in _SETTERS:
            try:
                result = _SETTERS[key](result, value, text, away)
            except (AttributeError, KeyError, TypeError, ValueError):
                continue  # of a record that was written before decisions were checked
    return result


def _speakers(given: str | Iterable[str], statement: Statement, *, kind_of: KindOf) -> list[dict[str, Any]]:
    names = [given] if isinstance(given, str) else list(given)
    if names == [""]:
        return []
    if strange := [name for name in names if not isinstance(name, str)]:
        raise BadDecision(f"{strange[0]!r} is not a speaker", "Give names.")
    names = [" ".join(name.split()) for name in names]
    if not all(names):
        raise BadDecision("a speaker has no name", "Give a name, or one empty speaker alone for nobody.")
    if len(set(names)) < len(names):
        raise BadDecision("one speaker is named twice", "Name each once.")
    proposed = statement.decision.proposed if statement.decision else None
    own = {one.name: one for as_told in (proposed, statement) if as_told for one in voices(as_told)}
    found = (own[name] if name in own else Speaker(name, kind_of(name)) for name in names)
    return [
        {"name": one.name, "kind": one.kind, "role": _kept(one.role), "mention": _kept(one.mention)} for one in found
    ]


def _content(given: str | Span | Iterable[Part], statement: Statement, version: Version) -> list[Span]:
    parts: list[Part] = [given] if isinstance(given, str | Span) else list(given)
    spans = sorted(_span(part, statement, version) for part in parts)
    if not spans:
        raise BadDecision("no content is given", "Give words of the article, or reject the statement.")
    if any(one.overlaps(other) for one, other in pairwise(spans)):
        raise BadDecision("two parts of the content overlap", "Give them as one, or apart from each other.")
    return spans


def _span(part: Part, statement: Statement, version: Version) -> Span:
    if not isinstance(part, str):
        return _stretch(*_ends(part), version.text)
    offsets = _OFFSETS.fullmatch(part.strip())
    if offsets:
        return _stretch(int(offsets[1]), int(offsets[2]), version.text)
    places = _places(part, version.text)
    if not places:
        raise BadDecision(
            f"the words {part.strip()!r} are not in the article",
            "Copy them from `onrecord show STATEMENT`, without what is not the speaker's; or give START-END.",
        )
    near = _nearest(places, statement, version)
    if near is None:
        shown = ", ".join(f"{span.start}-{span.end}" for span in places[:_SHOWN])
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        wrong = f"the words {part.strip()!r} stand in several places near the statement or none ({shown}{more})"
        raise BadDecision(wrong, "Give more of the words, or one of these places.")
    return near


def _ends(part: object) -> tuple[int, int]:
    match part:
        case Span(start, end) | (int(start), int(end)):
            return start, end
    raise BadDecision(f"{part!r} is not a part of the content", "Give words of the article, or a pair (start, end).")


def _stretch(start: int, end: int, text: str) -> Span:
    """A part by its ends: without white space at them, and never with half of a character that several code points
    write."""
    if not 0 <= start < end <= len(text):
        wrong = f"{start}-{end} is not a stretch of the article's text, which has {len(text)} characters"
        raise BadDecision(wrong, "Offsets count characters from 0; the end is not included.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise BadDecision("a part of the content is only white space", "Select the words that were said.")
    while start > 0 and _goes_on(text, start):
        start -= 1
    while end < len(text) and _goes_on(text, end):
        end += 1
    return Span(start, end)


def _goes_on(text: str, at: int) -> bool:
    """Whether the code point belongs to the character before it: an accent, a variant, a skin colour, or an emoji
    that a joiner ties to another."""
    one = text[at]
    return one == _JOINER or text[at - 1] == _JOINER or one in _SKIN_COLOURS or category(one).startswith("M")


def _places(words: str, text: str) -> list[Span]:
    """Where the words stand, however spaces and quotation marks are written."""
    pieces = [re.escape(piece) for piece in words.translate(_PLAIN_MARKS).split()]
    if not pieces:
        return []
    found = re.finditer(r"\s+".join(pieces), text.translate(_PLAIN_MARKS))
    return [Span(*match.span()) for match in found]


def _nearest(places: list[Span], statement: Statement, version: Version) -> Span | None:
    """The one place in the statement, in its paragraphs, or in the whole article."""
    own = [block.span for block in version.blocks if any(block.span.overlaps(part) for part in statement.content)]
    for around in (list(statement.content), own):
        within = [one for one in places if any(one.overlaps(other) for other in around)]
        if len(within) == 1:
            return within[0]
        if within:
            return None
    return places[0] if len(places) == 1 else None


def _when(given: str | date | When) -> dict[str, Any] | None:
    if isinstance(given, When):
        return None if given.date is None else {"date": given.date}
    text = given.isoformat()[:10] if isinstance(given, date) else given.strip()
    if not text:
        return None
    try:
        when = When.of_date(text, text=None, rule=RULE) if _DATE.fullmatch(text) else None
    except ValueError:  # such as a 13th month
        when = None
    if when is None or when.start is None or when.end is None or when.start > when.end:
        raise BadDecision(f"{text!r} is not a date", "Write it as 2024, 2024-03, 2024-03-01 or A/B, the earlier first.")
    return {"date": when.date}


def _place(given: str, statement: Statement, version: Version) -> dict[str, Any] | None:
    """A venue or addressee: where its words stand in the article, or the words alone."""
    words = " ".join(given.split())
    if not words:
        return None
    span = _nearest(_places(words, version.text), statement, version)
    return _part(span, version.text) if span else _kept(Words(words))


def _act(given: str) -> Act:
    if given not in get_args(Act):
        raise BadDecision(f"{given!r} is not an act", f"Acts are: {', '.join(get_args(Act))}.")
    act: Act = given  # type: ignore[assignment]
    return act


def _part(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _kept(words: Words | None) -> dict[str, Any] | None:
    if words is None:
        return None
    start, end = (words.span.start, words.span.end) if words.span else (None, None)
    return {"start": start, "end": end, "text": words.text}


def _set_speakers(statement: Statement, value: Any, text: str, away: int) -> Statement:
    speakers = tuple(
        Speaker(str(one["name"]), one["kind"], *(_words(one.get(key), text, away) for key in ("role", "mention")))
        for one in value
        if one["kind"] in get_args(ActorKind)
    )
    return replace(statement, speakers=speakers)


def _set_content(statement: Statement, value: Any, text: str, away: int) -> Statement:
    spans = _spans(value, text, away)
    if not spans:
        return statement
    return replace(statement, content=spans, type=type_of(text, spans, quotations(text)))


def _set_cue(statement: Statement, value: Any, text: str, away: int) -> Statement:
    return replace(statement, cue=_spans(value, text, away))


def _set_source(statement: Statement, value: Any, text: str, away: int) -> Statement:
    return replace(statement, source=_spans(value, text, away))


def _set_when(statement: Statement, value: Any, text: str, away: int) -> Statement:
    when = When.of_date(value["date"], text=None, rule=RULE) if value else None
    return replace(statement, when=when, occasion=None)  # the others of its occasion keep their date


def _set_venue(statement: Statement, value: Any, text: str, away: int) -> Statement:
    return replace(statement, venue=_words(value, text, away), occasion=None)


def _set_addressee(statement: Statement, value: Any, text: str, away: int) -> Statement:
    return replace(statement, addressee=_words(value, text, away))


def _set_act(statement: Statement, value: Any, text: str, away: int) -> Statement:
    return replace(statement, act=_act(value)) if value in get_args(Act) else statement


def _set_negated(statement: Statement, value: Any, text: str, away: int) -> Statement:
    return replace(statement, negated=bool(value))


_SETTERS: dict[str, Callable[[Statement, Any, str, int], Statement]] = {
    "speakers": _set_speakers,
    "content": _set_content,
    "cue": _set_cue,
    "source": _set_source,
    "when": _set_when,
    "venue": _set_venue,
    "addressee": _set_addressee,
    "act": _set_act,
    "negated": _set_negated,
}


def _spans(value: Any, text: str, away: int) -> tuple[Span, ...]:
    """Spans as a change has them: null, one object, or several. Raises ValueError where one is not found."""
    given = [] if value is None else value if isinstance(value, list) else [value]
    return tuple(sorted(_found(one, text, away) for one in given))


def _found(value: Any, text: str, away: int) -> Span:
    start, end, words = value["start"], value["end"], value.get("text")
    moved = Span(start + away, end + away)
    if 0 <= moved.start < moved.end <= len(text) and words in (None, text[moved.start : moved.end]):
        return moved
    places = [] if words is None else _places(words, text)
    if not places:
        raise ValueError("what was decided is not in this text")
    return min(places, key=lambda place: abs(place.start - moved.start))


def _words(value: Any, text: str, away: int) -> Words | None:
    if value is None:
        return None
    if isinstance(value, str):
        return Words(value)
    if value.get("start") is None:
        return Words(str(value["text"]))
    try:
        return Words.at(_found(value, text, away), text)
    except ValueError:
        return Words(str(value["text"]))
