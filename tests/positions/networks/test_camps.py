"""Camps and polarisation, against numbers worked out by hand, and against networkx where there are no ties below 0."""

import networkx
import pytest

from onrecord.positions.networks.building import network
from onrecord.positions.networks.camps import Camps, external_internal, find_camps, modularity, with_camps
from onrecord.positions.networks.values import Edge, Network, Node
from tests.positions.made_positions import positions


def made(*edges: tuple[str, str, float], isolates: str = "") -> Network:
    names = sorted({end for first, second, _ in edges for end in (first, second)} | set(isolates))
    return Network("subtract", tuple(Node(one, one, "actor") for one in names), tuple(Edge(*one) for one in edges))


TRIANGLES = made(
    ("a", "b", 1), ("a", "c", 1), ("b", "c", 1), ("d", "e", 1), ("d", "f", 1), ("e", "f", 1), ("c", "d", 1),
    isolates="z",
)  # fmt: skip


def test_two_triangles_are_two_camps() -> None:
    # 7 ties; each camp has 3 within and strengths 2 + 2 + 3 = 7: Q = 2 · (6/14 - (7/14)²) = 5/14.
    found = find_camps(TRIANGLES)
    assert found.camps == (("a", "b", "c"), ("d", "e", "f"))
    assert found.modularity == pytest.approx(5 / 14)
    assert modularity(TRIANGLES, found.camps) == pytest.approx(5 / 14)
    assert (found.of("e"), found.of("z")) == (2, None)
    assert [one.camp for one in with_camps(TRIANGLES, found).nodes] == [1, 1, 1, 2, 2, 2, None]


def test_the_external_internal_index() -> None:
    # One tie between, six within: (1 - 6) / 7.
    assert external_internal(TRIANGLES, [{"a", "b", "c"}, {"d", "e", "f"}]) == pytest.approx(-5 / 7)
    assert external_internal(TRIANGLES, [set("abcdef")]) == -1
    assert external_internal(made(("a", "b", -1)), [{"a"}, {"b"}]) is None


def test_modularity_with_ties_of_conflict() -> None:
    # Agreement a-b 1 and c-d 1: 2w⁺ = 4; conflict a-c 1 and b-d 1: 2w⁻ = 4. With {a, b} and {c, d} apart, each camp has
    # 2 within (both directions); strengths 2 and 2: 2 - 2·2/4 + 2·2/4 = 2; Q = (2 + 2) / 8 = 1/2.
    square = made(("a", "b", 1), ("c", "d", 1), ("a", "c", -1), ("b", "d", -1))
    assert modularity(square, [{"a", "b"}, {"c", "d"}]) == pytest.approx(0.5)
    assert modularity(square, [set("abcd")]) == pytest.approx(0)
    found = find_camps(square)
    assert found.camps == (("a", "b"), ("c", "d"))
    assert found.modularity == pytest.approx(0.5)


def test_conflict_parts_those_whom_agreement_alone_would_join() -> None:
    # All four agree a little on everything else, but a and b contradict c and d.
    case = made(("a", "b", 3), ("c", "d", 3), ("b", "c", 2), ("a", "c", -2), ("a", "d", -2), ("b", "d", -2))
    assert find_camps(case).camps == (("a", "b"), ("c", "d"))


def test_who_only_contradicts_each_other_is_on_two_sides() -> None:
    assert find_camps(network(positions("Ann q1 +", "Bo q1 -"), "subtract")).camps == (("ann",), ("bo",))
    case = positions("Ann q1 +", "Bo q1 +", "Cy q1 -", "Di q1 -", "Ed q1 ?")
    assert find_camps(network(case, "subtract")).camps == (("ann", "bo"), ("cy", "di"))


def test_nothing_has_no_camps() -> None:
    assert find_camps(network([])) == Camps((), 0.0)
    assert modularity(network([]), []) == 0.0


def test_without_conflict_the_modularity_is_that_of_networkx() -> None:
    graph = networkx.les_miserables_graph()
    case = made(*((one, other, float(weight)) for one, other, weight in graph.edges(data="weight")))
    found = find_camps(case)
    assert found.modularity == pytest.approx(networkx.community.modularity(graph, found.camps, weight="weight"))
    # Published as about 0.56; Louvain's method alone finds it too.
    assert found.modularity > 0.55
    assert modularity(case, [{"Myriel", "Napoleon"}]) == pytest.approx(
        networkx.community.modularity(
            graph, [{"Myriel", "Napoleon"}, *({one} for one in graph if one not in ("Myriel", "Napoleon"))]
        )
    )


def test_camps_that_were_made_are_found() -> None:
    # Three camps of ten, each for its own two of six questions and against those of the next camp.
    lines = []
    for at in range(30):
        camp = at % 3
        lines += [f"A{at:02} q{camp}{some} +" for some in "ab"]
        lines += [f"A{at:02} q{(camp + 1) % 3}{some} -" for some in "ab"]
    found = find_camps(network(positions(*lines), "subtract"))
    assert [sorted({int(one[1:]) % 3 for one in camp}) for camp in found.camps] == [[0], [1], [2]]
    assert [len(one) for one in found.camps] == [10, 10, 10]
