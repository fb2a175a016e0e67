"""Decisions as JSON, and in words.

Articles as a person left them, in the form in which the reader is trained and evaluated.

One object for each article about which somebody decided: PolNeAR's form, with `reviewed` beside it, and in each
attribution what the statement says besides: speakers, act, time, venue, addressee. Rejected statements are left out,
edited ones have what the edits set, the others stand as they were read. An article is reviewed where every statement
was decided about, or the article itself was accepted; only then do missing attributions mean that there are none.
What holds is the latest decision; beside it, `verdicts` has the latest of every person who decided, whether or not they
saw what others did, with the statement as that person leaves it. `rejected` lists those of the statements left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from onrecord.exports.articles import statement_json, to_json
from onrecord.exports.marked import lead, who
from onrecord.model import Reading, Statement
from onrecord.problems.record import AmbiguousActor, ArticleRemoved, UnknownActor, UnknownId, UnknownQuestion
from onrecord.record import Decision, Record, Reviewed

_VERDICTS = {"accept": "accepted", "reject": "rejected", "edit": "edited"}


def decision_json(decision: Decision) -> dict[str, Any]:
    """All that is kept of a decision. `undone` is the number of the one that took it back, or null."""
    kept = asdict(decision)
    return {"number": kept.pop("number"), "subject": kept.pop("subject"), "id": kept.pop("subject_id"), **kept}


def told(decision: Decision, *, names: Mapping[str, str] | None = None, own: str | None = None) -> str:
    """What was decided, in a line. `names` are those of actors, and the texts of questions, by their ids; `own` is the
    statement that it is told beside."""
    change = decision.change or {}
    match decision.subject, decision.verdict:
        case _, "undo":
            return f"took back decision {decision.subject_id}"
        case "actor", _:
            return _of_actor(decision.subject_id, change, names or {})
        case "family", _:
            return _of_family(decision.subject_id, change)
        case "position", _:
            return _of_position(decision, change, names or {}, own)
        case "question", _:
            return f"changed {_question(decision.subject_id, names or {})}: {_changed(change)}"
    said = f"{_VERDICTS[decision.verdict]} {decision.subject} {decision.subject_id}"
    return f"{said}: {'; '.join(_set(key, value) for key, value in change.items())}" if change else said


def words_of(record: Record, decision: Decision, *, longest: int = 100) -> str | None:
    """What was decided about: who said or denied what, an article's headline, an actor's name as it is now; None for
    what is not in the record any more."""
    try:
        match decision.subject:
            case "statement" | "family":
                words = _spoken(record, decision.subject_id)
            case "article":
                words = record.article(decision.subject_id).article.latest.headline or "an article without a headline"
            case "actor":
                words = record.actor(decision.subject_id).name
            case "position":
                words = _spoken(record, decision.subject_id.split("/")[1])
            case "question":
                words = record.question(decision.subject_id).text
            case _:
                return None
    except (UnknownId, ArticleRemoved, UnknownActor, AmbiguousActor, UnknownQuestion):
        return None
    return words if len(words) <= longest else words[:longest] + "…"


def names_in(record: Record, decisions: Iterable[Decision]) -> dict[str, str]:
    """The texts of the questions that decisions speak of, and the names of those whom they call holders, by id."""
    found: dict[str, str] = {}
    for one in decisions:
        if one.subject not in ("question", "position"):
            continue
        question, _, rest = one.subject_id.partition("/")
        with suppress(UnknownQuestion):
            found.setdefault(question, record.question(question).text)
        for actor in (*rest.split("/")[1:], *(one.change or {}).get("holders", ())):
            with suppress(UnknownActor, AmbiguousActor):
                found.setdefault(actor, record.actor(actor).name)
    return found


def _spoken(record: Record, statement_id: str) -> str:
    """Who did what with which words, which alone may be what was denied."""
    reading, statement = record.statement(statement_id)
    text = reading.article.latest.text
    return f"{who(statement.speakers)}: {lead(statement, text)}{statement.quote(text)}"


def _of_actor(id_: str, change: Mapping[str, Any], names: Mapping[str, str]) -> str:
    def named(one: str) -> str:
        return names.get(one, one)

    match change:
        case {"merged_into": str(into)}:
            return f"merged actor {named(id_)} into {named(into)}"
        case {"merged_into": None}:
            return f"separated actor {named(id_)}"
        case {"apart_from": str(other)}:
            return f"kept actor {named(id_)} and {named(other)} apart"
        case {"split_into": str(new), "statements": list(statements)}:
            count = f"{len(statements)} statement{'' if len(statements) == 1 else 's'}"
            # Of the same name it has its id to tell it by.
            return f"split {count} of actor {named(id_)} off as {new}"
    return f"edited actor {named(id_)}"


def _of_family(id_: str, change: Mapping[str, Any]) -> str:
    match change:
        case {"joined_with": [str(other)]}:
            return f"joined statement {id_} and {other}"
        case {"apart_from": list()}:
            return f"split statement {id_} off its family"
        case {"undecided_with": list()}:
            return f"took back what was decided about the family of statement {id_}"
    return f"edited the family of statement {id_}"


def _of_position(decision: Decision, change: Mapping[str, Any], names: Mapping[str, str], own: str | None) -> str:
    question, statement, *alone = decision.subject_id.split("/")
    position = "its position" if statement == own else f"the position of statement {statement}"
    about = f"{position} on {_question(question, names)}"
    about += "".join(f" for {names.get(one, one)}" for one in alone)
    deed = "adjudicated" if change.get("adjudicates") else (_VERDICTS | {"edit": "coded"})[decision.verdict]
    told = [f"stance {change['stance']}"] if change.get("stance") else []
    holders = [names.get(one, one) for one in change.get("holders", ())]
    told += [f"held by {', '.join(holders)}"] if holders else []
    return f"{deed} {about}{': ' if told else ''}{'; '.join(told)}"


def _question(id_: str, names: Mapping[str, str]) -> str:
    return f"“{names[id_]}”" if id_ in names else f"question {id_}"


def _changed(change: Mapping[str, Any]) -> str:
    told = {key: value for key, value in change.items() if key != "closed"}
    state = [] if "closed" not in change else ["closed" if change["closed"] else "open"]
    given = [f"{key} {', '.join(value) if isinstance(value, list) else value or 'none'}" for key, value in told.items()]
    return "; ".join((*state, *given))


def _set(key: str, value: Any) -> str:
    match value:
        case None | []:
            return f"{key} none"
        case True | False:
            return key if value else f"not {key}"
        case [*several]:
            between = " … " if key == "content" else ", "
            return f"{key} {between.join(_words(one) for one in several)}"
    return f"{key} {_words(value)}"


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(next((value[key] for key in ("name", "text", "date") if value.get(key)), dict(value)))
    return str(value)


_ROLES = ("source", "cue", "content")
_TOLD = ("id", "kind", "type", "act", "negated", "speakers", "principals", "when", "venue", "addressee")


def to_corrections(record: Record) -> Iterator[dict[str, Any]]:
    """The articles of a record with decisions, in the order in which they were added."""
    accepted = {one.subject_id for one in record.decisions(subject="article") if one.undone is None}
    reviews: defaultdict[str, list[Reviewed]] = defaultdict(list)
    for one in record.reviews(by=1):
        reviews[one.article_id].append(one)
    for id_ in record.articles_decided_about():
        reading = record.article(id_)
        decided = [one for one in reading.statements if one.decision]
        is_reviewed = id_ in accepted or len(decided) == len(reading.statements)
        found = _article(reading, reviews.get(id_, ()), reviewed=is_reviewed)
        if decided or id_ in accepted or found["rejected"]:  # not only in an earlier version
            yield found


def _article(reading: Reading, reviews: Iterable[Reviewed], *, reviewed: bool) -> dict[str, Any]:
    facts = to_json(reading)
    verdicts = {one.statement.id: _verdicts(one) for one in reviews}
    standing = {one.id for one in reading.statements}
    return {
        "doc": reading.article.id,
        "publisher": facts["outlet"],
        "published": facts["published"],
        "headline": facts["headline"],
        "text_len": len(facts["text"]),
        "text": facts["text"],
        "reviewed": reviewed,
        "attributions": [
            _attribution(one, facts["text"]) | {"verdicts": verdicts.get(one.id, [])} for one in reading.statements
        ],
        "rejected": [
            {"id": one.statement.id, **_spans(one.statement), "verdicts": verdicts[one.statement.id]}
            for one in reviews
            if one.statement.id not in standing and one.text == facts["text"]
        ],
    }


def _attribution(statement: Statement, text: str) -> dict[str, Any]:
    told: Mapping[str, Any] = statement_json(statement, text)
    return _spans(statement) | {key: told[key] for key in _TOLD} | {"decision": told.get("decision")}


def _spans(statement: Statement) -> dict[str, Any]:
    return {role: [[span.start, span.end] for span in getattr(statement, role)] for role in _ROLES}


def _verdicts(one: Reviewed) -> list[dict[str, Any]]:
    """The latest verdict of each person, in the order in which they were given."""
    return [
        {
            "who": name,
            "verdict": review.decision.verdict,
            "number": review.decision.number,
            "at": review.decision.at,
            "note": review.decision.note,
            "statement": statement_json(review.statement, one.text) if review.statement else None,
        }
        for name, review in sorted(one.by.items(), key=lambda item: item[1].decision.number)
    ]
