"""Questions and positions as JSON and as comma-separated values: one object, or one row, for each position."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.exports.articles import when_json
from onrecord.exports.escaping import safe
from onrecord.positions.days import date_of
from onrecord.positions.learning import Learned
from onrecord.positions.summaries import Change, Summary, in_words
from onrecord.positions.values import LABELS, Position, Question
from onrecord.record.positions.values import ActorsAgree, Coded, Coding, QuestionCounts, SecondStance
from onrecord.record.second.values import SecondRead

COLUMNS = (
    "question_id", "question", "actor_id", "actor", "role", "stance", "day", "last_day", "when", "published",
    "outlet", "relayed", "act", "negated", "quote", "statement_id", "article_id", "family_id", "confidence",
    "proposed", "doubtful", "decided_by",
)  # fmt: skip


def question_json(question: Question, counts: QuestionCounts | None = None) -> dict[str, Any]:
    """A question and, where that is known, how much was judged and coded."""
    value: dict[str, Any] = {
        "id": question.id,
        "text": question.text,
        "description": question.description,
        "synonyms": list(question.synonyms),
        "seeds": list(question.seeds),
        "since": question.since.isoformat() if question.since else None,
        "closed": question.closed,
        "asked_by": question.asked_by,
        "asked_at": question.asked_at,
    }
    if counts is not None:
        value |= {
            "judged": counts.judged,
            "related": counts.related,
            "coded": counts.coded,
            "judged_at": counts.judged_at,
        }
    return value


def position_json(one: Position) -> dict[str, Any]:
    """A position. `day` and `last_day` are the first and the last day on which the utterance may have been or, where
    that is unknown, the day of publication."""
    return {
        "question": one.question,
        "actor": {"id": one.actor, "name": one.name, "role": one.role},
        "stance": one.stance,
        "day": one.days[0].isoformat() if one.days else None,
        "last_day": one.days[1].isoformat() if one.days else None,
        "when": when_json(one.when),
        "published": one.published.isoformat() if one.published else None,
        "outlet": one.outlet,
        "relayed": one.relayed,
        "act": one.act,
        "negated": one.negated,
        "quote": one.quote,
        "statement": one.statement,
        "article": one.article,
        "family": one.family,
        "confidence": one.confidence,
        "proposed": one.proposed,
        "doubtful": one.doubtful,
        "decided_by": list(one.decided_by),
    }


def summary_json(found: Summary) -> dict[str, Any]:
    """A summary, with its sentence as `words`; positions by the ids of their statements."""
    return {
        "kind": found.kind,
        "stance": found.stance,
        "words": in_words(found),
        "counts": dict(found.counts),
        "utterances": len(found.utterances),
        "statements": found.statements,
        "articles": found.articles,
        "relayed": found.relayed,
        "undated": found.undated,
        "decided": found.decided,
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "changed": date_of(found.changed) if found.changed else None,
        "changes": [change_json(one) for one in found.changes],
    }


def change_json(one: Change) -> dict[str, Any]:
    """A change of position, with both statements; `date` is that of the later one."""
    return {"date": date_of(one.days), "before": position_json(one.before), "after": position_json(one.after)}


def agreement_json(one: ActorsAgree) -> dict[str, Any]:
    """Who agrees or disagrees with whom, and the words that say so."""
    return {
        "actor": {"id": one.actor, "name": one.name},
        "relation": one.relation,
        "other": {"id": one.other, "name": one.other_name},
        "statement": one.statement,
        "article": one.article,
        "outlet": one.outlet,
        "published": one.day,
        "words": {"start": one.start, "end": one.end, "text": one.words},
        "questions": list(one.questions),
    }


def learned_json(found: Learned) -> dict[str, Any]:
    """What coders' decisions taught: macro F1 in percent of the model and of what was learned, and whether that is
    used."""
    return {"decisions": found.decisions, "before": found.before, "after": found.after, "used": found.used}


def coded_json(one: Coded) -> dict[str, Any]:
    """What was proposed of a statement and what coders made of it; labels by the ids of holders."""
    proposed = one.proposed
    return {
        "question": one.question,
        "statement": one.statement,
        "article": one.article,
        "quote": one.quote,
        "proposed": None
        if proposed is None
        else {
            "label": proposed.label,
            "scores": dict(zip(LABELS, proposed.scores, strict=True)),
            "relevance": proposed.relevance,
            "read_with": proposed.read_with,
            "at": proposed.at,
        },
        "holders": [
            {"id": held.actor, "name": held.name, "part": held.part, "role": held.role} for held in one.holders.values()
        ],
        "by": {who: _coding(coding) for who, coding in one.by.items()},
        "adjudicated": None if one.adjudicated is None else _coding(one.adjudicated),
        "holds": dict(one.holds),
        "second": [second_stance_json(told) for told in one.second],
    }


def second_stance_json(one: SecondStance) -> dict[str, Any]:
    """What a second reader says, with the words that show it."""
    return {"label": one.label, "words": one.shown_by, "read_with": one.read_with, "at": one.at}


def second_json(found: SecondRead) -> dict[str, Any]:
    """What asking a second reader did."""
    return {"asked": found.asked, "kept": found.kept, "differ": found.differ, "skipped": dict(found.skipped)}


def to_csv(positions: Iterable[Position], questions: Mapping[str, str]) -> Iterator[str]:
    """The lines of a table, its header first; `questions` are the texts by their ids."""
    yield _line(COLUMNS)
    for one in positions:
        values = position_json(one) | {
            "question_id": one.question,
            "question": questions.get(one.question),
            "actor_id": one.actor,
            "actor": one.name,
            "role": one.role,
            "when": one.when.date if one.when else None,
            "statement_id": one.statement,
            "article_id": one.article,
            "family_id": one.family,
            "decided_by": "; ".join(one.decided_by) or None,
        }
        yield _line(_cell(values[name]) for name in COLUMNS)


def _coding(one: Coding) -> dict[str, Any]:
    return {"who": one.who, "labels": dict(one.labels), "decision": one.decision, "at": one.at, "note": one.note}


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe(cell) for cell in cells])
    return line.getvalue()
