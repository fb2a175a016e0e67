"""Make the weights for stance: `python -m training.stance`.

First the network learns from sets of claims and views (Perspectrum, IBM's claim stances, VAST), then from positions in
news that were judged by hand (`stance_labels_*.jsonl` and their like), both as low-rank additions to the sentence
encoder that ships. Two networks learn the second step; their mean ships. Its scores are softened by articles that
neither has learned from. Nothing of gold/positions.json is learned from. Some hours on two cores; networks whose
checkpoint is there are not made again."""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from onrecord.model import sha256
from onrecord.positions.stance import CALIBRATION, WEIGHTS, StanceReader
from training import stance_calibration
from training.stance_card import write_card
from training.stance_data import Example, ibm, opposed, perspectrum, told_by_cues, turned, vast
from training.stance_grammar import made
from training.stance_labels import FOLDER, labelled
from training.stance_network import Row, StanceNetwork, export, mean_of, rows_of, save, tokenizer, train

PARTS = 10
OF_MEAN = 56
"""Rank of the additions that ship."""
TESTED = frozenset(
    {"This house would permit the use of performance enhancing drugs in professional sports"}
    | {"This house would reintroduce national service"}
)
"""Topics of IBM's set that Perspectrum's dev and test parts have too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train."""

    epochs: int = 4
    rate: float = 5e-4
    turned: float = 0.3
    """Share of the questions that are reversed, where that is easily done."""
    of_vast: int = 3000
    """Comments of VAST in an epoch of the first step."""
    mixed: float = 0.1
    """Share of the first step's examples that come again in the second."""
    by_cues: int = 200
    """Claims told by made cues, in an epoch of the second step."""
    pairs: int = 0
    """Pairs of utterances on one question, in an epoch of the second step."""
    most_hidden: float = 0.0
    """Largest share of a pair's pieces that is hidden."""
    made: int = 0
    """Examples of the grammar, in an epoch of the second step."""
    no_context: float = 0.15
    """Share of the utterances whose paragraph is left out."""
    most_seconds: float = 1e9
    """Time after which training ends, its rate by then at rest."""


FIRST = Settings()
SECOND = Settings(epochs=6, rate=4e-4, turned=0.1, mixed=0.15, made=800, most_hidden=0.15)


def first_examples(settings: Settings, chance: random.Random) -> list[Example]:
    """An epoch of claims and views."""
    found = [*perspectrum("train", chance), *(one for one in ibm(chance) if one.group not in TESTED)]
    found += chance.sample(list(vast(held=False, chance=chance)), settings.of_vast)
    return [_turned(one, settings, chance) for one in found]


def second_examples(labels: Sequence[Example], settings: Settings, chance: random.Random) -> list[Example]:
    """An epoch of positions in news, with some of the first step."""
    found = [_turned(one, settings, chance) for one in labels]
    earlier = [*perspectrum("train", chance), *(one for one in ibm(chance) if one.group not in TESTED)]
    found += [_turned(one, FIRST, chance) for one in chance.sample(earlier, int(settings.mixed * len(earlier)))]
    found += opposed([*labels, *perspectrum("train", chance, beside=False)], settings.pairs, chance)
    return [*found, *told_by_cues(settings.by_cues, chance), *made(settings.made, chance)]


def _turned(example: Example, settings: Settings, chance: random.Random) -> Example:
    return (turned(example, chance) if chance.random() < settings.turned else None) or example


def learned(
    examples: Callable[[random.Random], Sequence[Example]],
    settings: Settings,
    *,
    begin: Path | None,
    out: Path,
    after: Callable[[int, StanceNetwork], None] | None = None,
    seed: int = 1,
) -> StanceNetwork:
    """A network that learned from these examples, each epoch's made anew; kept as `out`, and taken from there."""
    network = StanceNetwork()
    if out.is_file():
        return network.restore(torch.load(out))
    if begin:
        network.restore(torch.load(begin))
    cutter = tokenizer()

    def rows(epoch: int) -> list[Row]:
        chance = random.Random(100 * seed + epoch)
        found = [(one, chance.random() >= settings.no_context) for one in examples(chance)]
        return [row for one, context in found for row in rows_of([one], cutter, context=context)]

    train(
        network,
        rows,
        epochs=settings.epochs,
        rate=settings.rate,
        seed=seed,
        after=after,
        most_hidden=settings.most_hidden,
        most_seconds=settings.most_seconds,
    )
    save(network, out)
    return network


def split(labels: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """What the network learns from, and by what its scores are softened: other articles, one in PARTS, by their names,
    so that it stays what it is when there are more."""
    held = {one.group for one in labels if int(sha256(one.group.encode()), 16) % PARTS == 0}
    return [one for one in labels if one.group not in held], [one for one in labels if one.group in held]


def calibrated(folder: Path, held: Sequence[Example]) -> None:
    """Write beside the network's weights how far its scores are softened, by articles that it has not learned from."""
    stance_calibration.write(1.0, folder / CALIBRATION)
    logits = StanceReader(weights=folder).logits([(one.question, one.utterance) for one in held])
    found = stance_calibration.temperature(logits, [one.labels[0] for one in held])
    stance_calibration.write(found, folder / CALIBRATION)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, default=FOLDER, help="folder of the positions judged by hand")
    parser.add_argument("--checkpoints", type=Path, default=Path("out/training/stance"))
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--only", choices=("first", "1", "2"), help="only this network, so that two processes share")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    checkpoints: Path = arguments.checkpoints
    first = checkpoints / "first.pt"
    labels = labelled(arguments.labels)
    rest, held = split(labels)
    if arguments.only in (None, "first"):
        learned(lambda chance: first_examples(FIRST, chance), FIRST, begin=None, out=first)
    several = [
        learned(
            lambda chance: second_examples(rest, SECOND, chance),
            SECOND,
            begin=first,
            out=checkpoints / f"second-{seed}.pt",
            seed=seed,
        )
        for seed in (1, 2)
        if arguments.only in (None, str(seed))
    ]
    if arguments.only is None:
        export(mean_of(several, OF_MEAN), arguments.out)
        calibrated(arguments.out, held)
        write_card(arguments.out, labels)


if __name__ == "__main__":
    main()
