import csv
import io
from dataclasses import replace
from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from lxml import etree

from onrecord.exports.graphs import GRAPH_ENDINGS, GRAPH_FORMATS
from onrecord.exports.graphs.gexf import gexf, gexf_over_time
from onrecord.exports.graphs.graphml import graphml
from onrecord.exports.graphs.lists import edges_csv, nodes_csv
from onrecord.exports.graphs.naming import number
from onrecord.exports.graphs.ucinet import dl_edges, dl_matrix
from onrecord.positions.networks.values import Edge, Network, Node

NAMES = ('Ana "A" <Ruiz> & Sons', "אנה\nרוּיז", "=Bo ]]> Ek\x00\ud83d", 'Ana "A" <Ruiz> & Sons', "Alone")
NODES = tuple(
    Node(f"id&{place}", name, "actor", "person" if place else None, positions=place, camp=place or None)
    for place, name in enumerate(NAMES)
)
ONE_MODE = Network(
    "subtract",
    NODES,
    (Edge("id&0", "id&1", 0.1 + 0.2, 3), Edge("id&0", "id&2", -2.0), Edge("id&1", "id&3", 1e-9)),
    normalisation="average activity",
    duplicates="document",
    since=date(2031, 1, 1),
    until=date(2031, 3, 31),
)
QUESTIONS = (Node("q1", "Should “it” stay?", "question"), Node("q2", "Or go?", "question"))
TWO_MODE = Network(
    "affiliation",
    (*NODES[:2], *QUESTIONS),
    (Edge("id&0", "q1", 1.0), Edge("id&1", "q1", -1.0), Edge("id&1", "q2", 2.5)),
    qualifier="subtract",
)
# What XML cannot hold is left out of it.
XML_NAMES = [name.replace("\x00", "").replace("\ud83d", "") for name in NAMES]


def test_graphml_is_read_back_with_all_that_is_known() -> None:
    graph = nx.parse_graphml("".join(graphml(ONE_MODE)))
    assert not graph.is_directed()
    assert [data["name"] for _, data in graph.nodes(data=True)] == XML_NAMES
    assert graph.nodes["n0"] == {"id": "id&0", "name": XML_NAMES[0], "mode": "actor", "positions": 0}
    assert graph.nodes["n2"]["camp"] == 2
    ids = nx.get_node_attributes(graph, "id")
    found = {(ids[one], ids[other]): (data["weight"], data["questions"]) for one, other, data in graph.edges(data=True)}
    assert found == {(edge.source, edge.target): (edge.weight, edge.questions) for edge in ONE_MODE.edges}
    assert graph.graph["duplicates"] == "document"
    assert graph.graph["since"] == "2031-01-01"


def test_gexf_has_nodes_edges_camps_and_signs() -> None:
    root = etree.fromstring("".join(gexf(ONE_MODE)).encode())
    assert root.get("version") == "1.3"
    nodes = root.findall(".//{*}node")
    assert [(one.get("id"), one.get("label")) for one in nodes] == [
        (node.id, name) for node, name in zip(NODES, XML_NAMES, strict=True)
    ]
    assert [one.get("value") for one in nodes[2].findall(".//{*}attvalue")] == ["actor", "person", "2", "2"]
    edges = root.findall(".//{*}edge")
    assert [float(one.get("weight", "")) for one in edges] == [edge.weight for edge in ONE_MODE.edges]
    assert [one.find("{*}color") is not None for one in edges] == [False, True, False]
    colours = {tuple(sorted(one.find("{*}color").items())) for one in nodes}  # type: ignore[union-attr]
    assert len(colours) == 5


def test_networkx_reads_our_gexf_as_the_version_before() -> None:
    # Its older releases know no 1.3; the elements used are the same.
    text = "".join(gexf(ONE_MODE)).replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
    text = text.replace('version="1.3"', 'version="1.2"')
    graph = nx.read_gexf(io.BytesIO(text.encode()))
    assert graph.edges["id&0", "id&2"]["weight"] == -2.0
    assert graph.nodes["id&1"]["label"] == NAMES[1]
    assert graph.nodes["id&4"]["camp"] == 4
    assert graph.nodes["id&4"]["viz"]["color"]["r"] == 204


def test_gexf_over_time_has_a_weight_for_each_window() -> None:
    months = [(date(2031, 1, 1), date(2031, 2, 28)), (date(2031, 2, 1), date(2031, 3, 31))]
    ties = [ONE_MODE.edges[:2], (Edge("id&0", "id&1", 7.0),)]
    series = [
        replace(ONE_MODE, since=since, until=until, edges=edges)
        for (since, until), edges in zip(months, ties, strict=True)
    ]
    root = etree.fromstring("".join(gexf_over_time(series)).encode())
    graph = root.find("{*}graph")
    assert graph is not None
    assert dict(graph.items()) == {
        "mode": "dynamic", "defaultedgetype": "undirected", "timeformat": "date", "timerepresentation": "interval",
        "start": "2031-01-01", "end": "2031-03-31",
    }  # fmt: skip
    first, second = root.findall(".//{*}edge")
    spells = [dict(one.items()) for one in first.findall(".//{*}spell")]
    assert spells == [{"start": "2031-01-01", "end": "2031-02-01"}, {"start": "2031-02-01", "end": "2031-03-31"}]
    weights = [one for one in first.findall(".//{*}attvalue") if one.get("for") == "weight"]
    assert [(one.get("value"), one.get("start")) for one in weights] == [
        ("0.30000000000000004", "2031-01-01"),
        ("7", "2031-02-01"),
    ]
    assert len(second.findall(".//{*}spell")) == 1
    with pytest.raises(ValueError, match="first and its last day"):
        list(gexf_over_time([TWO_MODE]))
    with pytest.raises(ValueError, match="no network"):
        list(gexf_over_time([]))


def test_the_matrix_of_ucinet() -> None:
    head, labels, rows = _dl("".join(dl_matrix(ONE_MODE)))
    assert head == "dl n = 5, format = fullmatrix"
    assert labels == {
        "labels": ["Ana 'A' <Ruiz> & Sons", "אנה רוּיז", "=Bo ]]> Ek", "Ana 'A' <Ruiz> & Sons (2)", "Alone"]
    }
    matrix = [[float(cell) for cell in row] for row in rows]
    assert matrix[0] == [0, 0.1 + 0.2, -2, 0, 0]
    assert matrix == [list(row) for row in zip(*matrix, strict=True)]  # symmetric
    assert matrix[4] == [0, 0, 0, 0, 0]


def test_the_matrix_of_two_modes_has_actors_in_rows() -> None:
    head, labels, rows = _dl("".join(dl_matrix(TWO_MODE)))
    assert head == "dl nr = 2, nc = 2, format = fullmatrix"
    assert labels == {
        "row labels": ["Ana 'A' <Ruiz> & Sons", "אנה רוּיז"],
        "column labels": ["Should 'it' stay?", "Or go?"],
    }
    assert rows == [["1", "0"], ["-1", "2.5"]]


def test_the_edges_of_ucinet_go_both_ways() -> None:
    head, _, rows = _dl("".join(dl_edges(ONE_MODE)))
    assert head == "dl n = 5, format = edgelist1"
    assert rows[2:4] == [["1", "3", "-2"], ["3", "1", "-2"]]
    assert len(rows) == 6
    head, labels, rows = _dl("".join(dl_edges(TWO_MODE)))
    assert head == "dl nr = 2, nc = 2, format = edgelist2"
    assert rows == [["1", "1", "1"], ["2", "1", "-1"], ["2", "2", "2.5"]]
    assert list(labels) == ["row labels", "column labels"]


def test_labels_that_ucinet_takes_for_the_same_stand_apart() -> None:
    names = ("Ana", "ANA", "x" * 300, "x" * 301, "straße", "STRASSE")
    network = replace(ONE_MODE, nodes=tuple(Node(name, name, "actor") for name in names), edges=())
    _, labels, _ = _dl("".join(dl_matrix(network)))
    assert labels["labels"][:2] == ["Ana", "ANA (2)"]
    assert labels["labels"][5] == "STRASSE (2)"
    assert max(map(len, labels["labels"])) <= 255
    assert len({label.upper() for label in labels["labels"]}) == len(names)


def test_edges_and_nodes_as_csv() -> None:
    edges = list(csv.DictReader(io.StringIO("".join(edges_csv(ONE_MODE)), newline="")))
    assert [float(one["weight"]) for one in edges] == [edge.weight for edge in ONE_MODE.edges]
    assert edges[0]["source"] == NAMES[0]
    assert edges[0]["target"] == NAMES[1]
    # A name that a spreadsheet would run as a formula.
    assert edges[1]["target"] == f"'{NAMES[2]}"
    assert (edges[1]["source_id"], edges[1]["target_id"]) == ("id&0", "id&2")
    nodes = list(csv.DictReader(io.StringIO("".join(nodes_csv(TWO_MODE)), newline="")))
    assert [one["name"] for one in nodes] == [node.name for node in TWO_MODE.nodes]
    assert [one["mode"] for one in nodes] == ["actor", "actor", "question", "question"]


@pytest.mark.parametrize(
    ("weight", "told"), [(3.0, "3"), (-2.0, "-2"), (0.25, "0.25"), (1 / 3, "0.3333333333333333"), (0.0, "0")]
)
def test_numbers_come_back_as_they_were(weight: float, told: str) -> None:
    assert number(weight) == told
    assert float(told) == weight


@pytest.mark.parametrize("name", sorted(GRAPH_FORMATS))
def test_a_network_of_nobody_is_a_file_of_its_format(name: str) -> None:
    empty = Network("congruence", (), ())
    text = "".join(GRAPH_FORMATS[name](empty))
    assert text
    if name in ("graphml", "gexf"):
        assert etree.fromstring(text.encode()) is not None


def test_every_ending_has_its_format() -> None:
    assert set(GRAPH_ENDINGS.values()) <= set(GRAPH_FORMATS)


def _dl(text: str) -> tuple[str, dict[str, list[str]], list[list[str]]]:
    """The first line, the labels by what they are of, and the rows of the data, as UCINET takes them apart."""
    head, *lines = text.splitlines()
    marks = [place for place, line in enumerate(lines) if line.endswith(":") and not line.startswith('"')]
    parts = {
        lines[start].removesuffix(":"): [line.split('"')[1] for line in lines[start + 1 : end]]
        for start, end in pairwise(marks)
    }
    return head, parts, [line.split() for line in lines[marks[-1] + 1 :]]
