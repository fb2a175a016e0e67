"""What every format of networks says alike: numbers, how a network was made, labels that stand apart."""

from collections.abc import Iterable, Iterator

from onrecord.positions.networks.values import Network


def number(weight: float) -> str:
    """A weight: without a point where it is whole, and with as many digits as give the same number again."""
    return str(int(weight)) if weight == int(weight) and abs(weight) < 1e15 else repr(float(weight))


def made_by(network: Network) -> Iterator[tuple[str, str]]:
    """How the network was made, by the names of its fields; what is not known is left out."""
    told = {
        "kind": network.kind,
        "over": network.over,
        "normalisation": network.normalisation,
        "duplicates": network.duplicates,
        "qualifier": network.qualifier,
        "since": network.since.isoformat() if network.since else None,
        "until": network.until.isoformat() if network.until else None,
    }
    return ((name, value) for name, value in told.items() if value)


def apart(labels: Iterable[str]) -> list[str]:
    """The labels, with a number behind those that were there already: two actors may have one name."""
    found: dict[str, None] = {}
    for label in labels:
        told, times = label, 1
        while told in found:
            times += 1
            told = f"{label} ({times})"
        found[told] = None
    return list(found)
