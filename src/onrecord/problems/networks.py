"""Errors of networks: what they are asked and cannot be."""

from collections.abc import Iterable

from onrecord.problems import Problem


class NetworkProblem(Problem):
    """A network cannot be made as asked."""


class NoSuchNormalisation(NetworkProblem):
    """The kind of network is never normalised so."""

    def __init__(self, kind: str, normalisation: str, possible: Iterable[str]) -> None:
        names = ", ".join(f"“{one}”" for one in possible)
        super().__init__(
            f"{'An' if kind == 'affiliation' else 'A'} {kind} network cannot be normalised by “{normalisation}”, which "
            f"is for networks of {'one mode' if kind == 'affiliation' else 'two modes'}. Choose {names}."
        )


class BadWindow(NetworkProblem):
    """A time window that cannot be."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"The time window cannot be used: {wrong}.")
