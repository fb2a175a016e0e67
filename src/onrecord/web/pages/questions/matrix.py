"""The matrix: who stands where on all open questions, a page of rows and columns at a time."""

from math import ceil
from typing import Annotated, Literal

from fastapi import Query, Request

from onrecord.exports.views.networks import matrix_json
from onrecord.positions.networks.matrix import Matrix
from onrecord.positions.networks.values import Node
from onrecord.web.pages.questions.asked import Choice, Known, at
from onrecord.web.pages.questions.worked import land, part, whole
from onrecord.web.routing import Pages, Shown

router = Pages()
ROWS, COLUMNS = 20, 8
_PLACE = 10_000
Order = Literal["number", "name", "camp"]
Place = Annotated[int, Query(ge=1, le=_PLACE)]


@router.page("/matrix", template="matrix.html")
def matrix(
    request: Request,
    kept: Known,
    asked: Choice,
    order: Annotated[Order, Query(description="The order of rows: by positions, by name, or camp by camp.")] = "number",
    page: Annotated[int, Query(ge=1, le=_PLACE, description="Which 20 actors, from 1.")] = 1,
    columns: Annotated[int, Query(ge=1, le=_PLACE, description="Which 8 questions, from 1.")] = 1,
) -> Shown:
    """Actors by open questions, with the evidence of every cell; who is not on record about a question has none. Forty
    actors and twelve questions at a time, those with the most positions first."""
    made = whole(kept, asked)
    found = land(kept, asked).matrix if order == "camp" else made.matrix
    rows, heads = ordered(found, order)
    shown = part(found, _some(rows, page, ROWS), _some(heads, columns, COLUMNS))
    pages = {"rows": max(1, ceil(len(rows) / ROWS)), "columns": max(1, ceil(len(heads) / COLUMNS))}
    values = {
        "matrix": shown,
        "whole": found,
        "asked": asked,
        "order": order,
        "page": page,
        "columns": columns,
        "pages": pages,
        "each": {"rows": ROWS, "columns": COLUMNS},
        "at": at,
        "questions": made.questions,
    }
    about = {"actors_of": len(rows), "questions_of": len(heads), "pages": pages["rows"], "columns": pages["columns"]}
    return Shown(values, lambda: matrix_json(shown) | about)


def ordered(found: Matrix, order: Order) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Rows in an order, and the columns with the most positions first."""
    heads = tuple(sorted(found.questions, key=lambda one: -one.positions))
    if order == "name":
        return tuple(sorted(found.actors, key=lambda one: (one.name.lower(), one.id))), heads
    return found.actors, heads  # which stand by number, or camp by camp


def _some(nodes: tuple[Node, ...], page: int, most: int) -> tuple[Node, ...]:
    return nodes[(page - 1) * most : page * most]
