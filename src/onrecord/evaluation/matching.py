"""One-to-one matching of largest total weight."""

from collections.abc import Mapping

Pair = tuple[int, int]


def best_matching(weights: Mapping[Pair, float]) -> list[Pair]:
    """The pairs (first, second) of the matching with the largest sum of weights; only pairs with a weight match.

    Solved by the Hungarian method (Kuhn 1955, in the form of Jonker and Volgenant 1987) in each connected part."""
    pairs: list[Pair] = []
    for part in _parts(weights):
        firsts, seconds = (sorted({pair[side] for pair in part}) for side in (0, 1))
        if len(firsts) > len(seconds):
            turned = {(second, first): weight for (first, second), weight in part.items()}
            chosen = [(first, second) for second, first in _assigned(seconds, firsts, turned)]
        else:
            chosen = _assigned(firsts, seconds, part)
        pairs += [pair for pair in chosen if pair in part]
    return sorted(pairs)


def _parts(weights: Mapping[Pair, float]) -> list[dict[Pair, float]]:
    """The connected parts of the graph, each with its weights."""
    beside: dict[tuple[int, int], list[Pair]] = {}  # of each first (0, number) and second (1, number)
    for first, second in weights:
        for end in ((0, first), (1, second)):
            beside.setdefault(end, []).append((first, second))
    parts: list[dict[Pair, float]] = []
    seen: set[tuple[int, int]] = set()
    for end in beside:
        part: dict[Pair, float] = {}
        waiting = [end]
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            for first, second in beside[at]:
                part[first, second] = weights[first, second]
                waiting += [(0, first), (1, second)]
        if part:
            parts.append(part)
    return parts


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
