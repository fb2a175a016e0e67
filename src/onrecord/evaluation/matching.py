"""One-to-one matching of largest total weight."""

from collections.abc import Mapping

Pair = tuple[int, int]


def best_matching(weights: Mapping[Pair, float]) -> list[Pair]:
    """The pairs (first, second) of the matching with the largest sum of weights; only pairs with a weight match.

    Solved by the Hungarian method (Kuhn 1955, in the form of Jonker and Volgenant 1987) in each connected part."""
    pairs: list[Pair] = []
    for firsts, seconds in _parts(weights):
        if len(firsts) > len(seconds):
            turned = {(second, first): weight for (first, second), weight in weights.items()}
            chosen = [(first, second) for second, first in _assigned(seconds, firsts, turned)]
        else:
            chosen = _assigned(firsts, seconds, weights)
        pairs += [pair for pair in chosen if pair in weights]
    return sorted(pairs)


def _parts(weights: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """The connected parts of the graph: its firsts and its seconds, each in order."""
    parts: list[tuple[set[int], set[int]]] = []
    for first, second in sorted(weights):
        touched = [part for part in parts if first in part[0] or second in part[1]]
        joined: tuple[set[int], set[int]] = ({first}, {second})
        for part in touched:
            joined[0].update(part[0])
            joined[1].update(part[1])
            parts.remove(part)
        parts.append(joined)
    return [(sorted(firsts), sorted(seconds)) for firsts, seconds in parts]


def _assigned(rows: list[int], columns: list[int], weights: Mapping[Pair, float]) -> list[Pair]:
    """Every row with a column, rows at most as many as columns. Numbered from 1 inside; 0 stands for none."""
    cost = [[-weights.get((row, column), 0.0) for column in columns] for row in rows]
    of_row, of_column = [0.0] * (len(rows) + 1), [0.0] * (len(columns) + 1)
    owner = [0] * (len(columns) + 1)
    for row in range(1, len(rows) + 1):
        _give_a_column(row, cost, of_row, of_column, owner)
    return [(rows[row - 1], columns[column - 1]) for column, row in enumerate(owner) if row and column]


def _give_a_column(
    row: int, cost: list[list[float]], of_row: list[float], of_column: list[float], owner: list[int]
) -> None:
    """Find the cheapest way to give the row a column, moving other rows to other columns along it."""
    owner[0], at = row, 0
    least, used, came_from = [float("inf")] * len(owner), [False] * len(owner), [0] * len(owner)
    while True:
        used[at] = True
        delta, following = float("inf"), 0
        for column in range(1, len(owner)):
            if used[column]:
                continue
            price = cost[owner[at] - 1][column - 1] - of_row[owner[at]] - of_column[column]
            if price < least[column]:
                least[column], came_from[column] = price, at
            if least[column] < delta:
                delta, following = least[column], column
        for column in range(len(owner)):
            if used[column]:
                of_row[owner[column]] += delta
                of_column[column] -= delta
            else:
                least[column] -= delta
        at = following
        if owner[at] == 0:
            break
    while at:
        owner[at] = owner[came_from[at]]
        at = came_from[at]
