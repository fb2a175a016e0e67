"""The network of all open questions: who agrees with whom, and who disagrees."""

from fastapi import Request

from onrecord.exports.charts import NetworkChart, figure
from onrecord.exports.networks import network_json
from onrecord.positions.networks.values import Kind, Network, Over
from onrecord.web.pages.questions.asked import NORMALISATIONS, Choice, Known, Ties, at
from onrecord.web.pages.questions.worked import tied_network, whole
from onrecord.web.routing import Pages, Shown

router = Pages()
MEMBERS = 30
_TITLES: dict[Kind, str] = {
    "affiliation": "Who stands where",
    "congruence": "Who agrees with whom",
    "conflict": "Who disagrees with whom",
    "subtract": "Who agrees and who disagrees",
}


@router.page("/network", template="network.html")
def network(request: Request, kept: Known, asked: Choice, tie: Ties) -> Shown:
    """A network from the positions on all open questions, with the camps of its actors. Kinds, normalisations and
    rules for duplicates are those of Discourse Network Analyzer. Raises NoSuchNormalisation."""
    made = whole(kept, asked)
    found, camps, index = tied_network(kept, asked, tie)
    values = {
        "network": found,
        "drawn": figure(titled(found), heading="Every tie") if found.nodes else None,
        "camps": camps,
        "index": index,
        "names": {one.id: one.name for one in found.nodes},
        "members": MEMBERS,
        "asked": asked,
        "tie": tie,
        "normalisations": NORMALISATIONS,
        "at": at,
        "questions": made.questions,
    }
    return Shown(values, lambda: network_json(found, camps, external_internal=index))


def title(kind: Kind, over: Over) -> str:
    """What a drawing of a network is called."""
    return "Which questions go together" if over == "questions" and kind != "affiliation" else _TITLES[kind]


def titled(found: Network) -> NetworkChart:
    """The drawing of a network."""
    return NetworkChart(title(found.kind, found.over), found)
