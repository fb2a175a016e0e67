"""A question: who stands where on it, since when and with whom, each with the statements that show it; and as a feed
what became known of it last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from onrecord.exports.charts import PositionsChart, figure
from onrecord.exports.feed import positions_atom
from onrecord.exports.views.networks import common_ground_json, matrix_json, network_json
from onrecord.exports.views.positions import (
    agreement_json,
    change_json,
    position_json,
    question_json,
    second_stance_json,
)
from onrecord.exports.views.standings import HEADINGS, standings_json
from onrecord.library import OpenRecord
from onrecord.positions.networks.common import CommonGround
from onrecord.positions.networks.matrix import Matrix
from onrecord.positions.networks.values import Node
from onrecord.positions.once import once_per_family
from onrecord.positions.standings import Group, Standing, Turned, standings, turns
from onrecord.positions.values import Position, Question
from onrecord.record.positions.values import ActorsAgree, Coded, QuestionCounts, SecondStance
from onrecord.web.deciding import may_decide
from onrecord.web.pages.questions.asked import NORMALISATIONS, Asked, Choice, Drawn, Known, Tied, Ties, at, drawable
from onrecord.web.pages.questions.worked import Netted, around, land, network_on, whole, within
from onrecord.web.records import Records
from onrecord.web.rendering import question_address, question_feed_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
FULL, LISTED = 5, 20
"""Actors of a group that stand with their words, and that stand at all; the files have all."""
ACTORS, QUESTIONS = 8, 5
"""Rows and columns of the matrix around a question."""
SILENT, AGREEING, TURNS, DOUBTFUL, DIFFERING = 40, 30, 20, 20, 10


@dataclass(frozen=True, slots=True)
class Found:
    """All that a question's page shows."""

    question: Question
    counts: QuestionCounts
    groups: dict[Group, tuple[Standing, ...]]
    turns: tuple[Turned, ...]
    positions: tuple[Position, ...]
    doubtful: tuple[Position, ...]
    second: Mapping[str, tuple[SecondStance, ...]]
    differing: tuple[Coded, ...]
    agreements: tuple[ActorsAgree, ...]
    matrix: Matrix
    silent: list[Node]
    net: Netted
    ground: list[CommonGround]

    def data(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "question": question_json(self.question, self.counts),
            "actors": standings_json(self.groups),
            "positions": [position_json(one) for one in self.positions],
            "doubtful": [position_json(one) for one in self.doubtful],
            "second": [
                {"statement": id_, **second_stance_json(one)} for id_, told in self.second.items() for one in told
            ],
            "changes": [{"actor": {"id": one.actor, "name": one.name}} | change_json(one.change) for one in self.turns],
            "agreements": [agreement_json(one) for one in self.agreements],
            "silent": [{"id": one.id, "name": one.name} for one in self.silent],
            "matrix": matrix_json(self.matrix),
            "network": network_json(self.net.network, self.net.camps, external_internal=self.net.index),
            "common_ground": [common_ground_json(one) for one in self.ground],
        }


@router.get("/question/{question_id:path}.atom", response_model=None, response_class=Response)
def feed(request: Request, question_id: str, records: Annotated[Records, Depends(records)]) -> Response:
    """The positions on a question that became known last, as an Atom feed, without those of which the model is not
    sure."""
    with records.reading() as record:
        question = record.question(question_id)
        found = record.new_positions(question.id)
    site = str(request.base_url).rstrip("/")
    content = positions_atom(
        question,
        found,
        site=site,
        address=site + question_feed_address(question.id),
        page=site + question_address(question.id),
    )
    return Response(content, media_type="application/atom+xml")


@router.page("/question/{question_id:path}", template="question.html")
def question(
    request: Request,
    question_id: str,
    records: Annotated[Records, Depends(records)],
    kept: Known,
    drawn: Drawn,
    asked: Choice,
    tie: Ties,
    actor: Annotated[str, Query(max_length=2000)] = "",
) -> Shown:
    """A question by its id: where every actor stands, changes of position, who agrees with whom, the network, and the
    common ground of camps. Words that only its text has stand for it."""
    tie, wrong = drawable(request, tie)
    with records.reading() as record:
        one = record.question(question_id)
        about = record.actor(actor) if actor else None
        every = record.positions(
            question=one.id, actor=about.id if about else None, limit=None, **asked.filters | {"doubtful": True}
        ).positions
        agreements = record.agreements(one.id, actor=about.id if about else None)
        second = record.second_opinions(one.id)
        differing = _differing(record, one) if second and not about else ()
        counts = record.question_counts().get(one.id, QuestionCounts())
        sure = tuple(position for position in every if asked.doubtful or not position.doubtful)
    net = network_on(drawn, one, sure, asked, tie, actor=about.id if about else None)
    made = whole(kept, asked, also=one)
    groups = standings(every)
    found = Found(
        one,
        counts,
        groups,
        turns(groups),
        sure,
        tuple(position for position in every if position.doubtful),
        second,
        differing,
        tuple(agree for agree in agreements if within(agree, asked)),
        around(made.matrix, one.id, actors=ACTORS, questions=QUESTIONS),
        made.silent(one.id),
        net,
        [ground for ground in land(kept, asked, also=one).common_ground if _meant(ground, one.id)],
    )
    values = _values(found, asked, tie) | {
        "texts": {each.id: each.text for each in made.questions},
        "about": about,
        "deciding": may_decide(request, records),
        "wrong": wrong,
        "path": question_address(one.id),
    }
    return Shown(values, found.data, 400 if wrong else 200)


def _values(found: Found, asked: Asked, tie: Tied) -> dict[str, Any]:
    """What the template is given."""
    told = once_per_family(found.positions)
    chart = PositionsChart.of_actors(told, title="Positions over time")
    return {
        "found": found,
        "headings": HEADINGS,
        "asked": asked,
        "tie": tie,
        "at": at,
        "normalisations": NORMALISATIONS,
        "chart": figure(chart, heading="Every position") if any(one.day for one in told) else None,
        "full": FULL,
        "listed": LISTED,
        "second": found.second,
        "most": {"silent": SILENT, "agreeing": AGREEING, "turns": TURNS, "doubtful": DOUBTFUL, "differing": DIFFERING},
    }


def _differing(record: OpenRecord, question: Question) -> tuple[Coded, ...]:
    """Statements that nobody decided about and of which a second reader says something else: the first to code."""
    first = record.to_code(question.id, "", limit=DIFFERING + 1).coded
    return tuple(one for one in first if one.differing)


def _meant(ground: CommonGround, question: str) -> bool:
    """Whether common ground has to do with a question: on it, or of camps that are opposed on it."""
    return ground.question.id == question or question in ground.opposed_on
