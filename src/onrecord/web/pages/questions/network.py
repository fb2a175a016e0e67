"""The network of all open questions: who agrees with whom, and who disagrees."""

from fastapi import Request

from onrecord.exports.views.networks import network_json
from onrecord.exports.views.positions import agreement_json
from onrecord.web.pages.questions.asked import NORMALISATIONS, Choice, Drawn, Known, Ties, at, drawable
from onrecord.web.pages.questions.worked import tied_network, whole, within
from onrecord.web.routing import Pages, Shown

router = Pages()
MEMBERS, AGREEING = 30, 30


@router.page("/network", template="network.html")
def network(request: Request, kept: Known, drawn: Drawn, asked: Choice, tie: Ties) -> Shown:
    """A network from the positions on all open questions, with the camps of its actors. Kinds, normalisations and
    rules for duplicates are those of Discourse Network Analyzer. Raises NoSuchNormalisation."""
    tie, wrong = drawable(request, tie)
    made, found = whole(kept, asked), tied_network(kept, drawn, asked, tie)
    agreements = [one for one in kept.of("agreements", lambda record: record.agreements()) if within(one, asked)]
    values = {
        "found": found,
        "names": {one.id: one.name for one in found.network.nodes},
        "members": MEMBERS,
        "asked": asked,
        "tie": tie,
        "wrong": wrong,
        "normalisations": NORMALISATIONS,
        "at": at,
        "questions": made.questions,
        "texts": {one.id: one.text for one in made.questions},
        "agreements": agreements,
        "most": AGREEING,
    }
    return Shown(
        values,
        lambda: (
            network_json(found.network, found.camps, external_internal=found.index)
            | {"agreements": [agreement_json(one) for one in agreements]}
        ),
        400 if wrong else 200,
    )
