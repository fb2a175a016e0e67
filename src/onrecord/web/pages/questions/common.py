"""Common ground: the questions on which opposed camps agree, with their statements side by side."""

from fastapi import Request

from onrecord.exports.views.networks import bridge_json, camps_json, common_ground_json
from onrecord.exports.views.positions import question_json
from onrecord.web.pages.questions.asked import Choice, Known, at
from onrecord.web.pages.questions.worked import Whole, land, whole
from onrecord.web.routing import Pages, Shown

router = Pages()
MEMBERS, VOICES, BRIDGES, GROUNDS = 30, 6, 20, 40
"""Members of a camp, those of a side with their words, and so on; the JSON has all."""


@router.page("/common-ground", template="common-ground.html")
def common_ground(request: Request, kept: Known, asked: Choice) -> Shown:
    """Questions on which opposed camps agree: with the evidence of both sides, and the actors who agree across camps.
    Silence is no agreement."""
    made, found = whole(kept, asked), land(kept, asked)
    values = {
        "made": found,
        "questions": made.questions,
        "texts": {one.id: one.text for one in made.questions},
        "names": {one.id: one.name for one in found.matrix.actors},
        "why": _without(made, len(found.camps.camps)),
        "members": MEMBERS,
        "voices": VOICES,
        "most": {"bridges": BRIDGES, "grounds": GROUNDS},
        "asked": asked,
        "at": at,
    }
    return Shown(
        values,
        lambda: {
            "questions": [question_json(one) for one in made.questions],
            **camps_json(found.camps, external_internal=found.external_internal),
            "common_ground": [common_ground_json(one) for one in found.common_ground],
            "bridges": [bridge_json(one) for one in found.bridges],
        },
    )


def _without(made: Whole, camps: int) -> str:
    """Why there is none, where there is none."""
    if len(made.questions) < 2:
        return "Camps that agree on one question are not opposed on it. Ask a second question."
    if not made.positions:
        return "Nobody is on record about an open question yet. Judge statements for the questions, or add articles."
    if camps < 2:
        return (
            "All actors are in one camp, so nobody is opposed. Code the doubtful positions, or ask a question that "
            "divides them."
        )
    return "No two camps that are opposed on one question are on record with the same stance on another."
