"""Networks in the files of programs that draw and compute them.

GraphML (yEd, visone, igraph, NetworkX), GEXF (Gephi), UCINET's DL, and lists of edges and nodes as CSV. Each format is
a function from a network to the text of a file, piece by piece. Ids are those of the record, so that what is computed
elsewhere finds its way back.
"""

from collections.abc import Callable, Iterator, Mapping

from onrecord.exports.graphs.gexf import gexf
from onrecord.exports.graphs.graphml import graphml
from onrecord.exports.graphs.lists import edges_csv, nodes_csv
from onrecord.exports.graphs.ucinet import dl_edges, dl_matrix
from onrecord.positions.networks.values import Network

GRAPH_FORMATS: Mapping[str, Callable[[Network], Iterator[str]]] = {
    "graphml": graphml,
    "gexf": gexf,
    "dl": dl_matrix,
    "dl-edges": dl_edges,
    "edges": edges_csv,
    "nodes": nodes_csv,
}
"""By the name under which `--format` has them."""
GRAPH_ENDINGS: Mapping[str, str] = {".graphml": "graphml", ".gexf": "gexf", ".dl": "dl", ".csv": "edges"}
"""The format that the ending of a file means."""

__all__ = ["GRAPH_ENDINGS", "GRAPH_FORMATS"]
