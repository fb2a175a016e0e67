"""Make the weights for stance: `python -m training.stance`.

First the network learns from sets of claims and views (Perspectrum, IBM's claim stances, VAST), then from positions in
news that were judged by hand (`stance_labels_*.jsonl` and their like), both as low-rank additions to the sentence
encoder that ships. The last layer is fitted on questions that the network of their fold has not learned from; what
ships has learned from all. Nothing of gold/positions.json is learned from. An hour or two on two cores; steps whose
checkpoint is there are not made again."""

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from onrecord.positions.stance import LAST, WEIGHTS, LastLayer, StanceReader
from training import stance_last
from training.stance_card import write_card
from training.stance_data import Example, ibm, opposed, perspectrum, told_by_cues, turned, vast
from training.stance_grammar import made
from training.stance_labels import FOLDER, labelled
from training.stance_network import Row, StanceNetwork, export, rows_of, save, tokenizer, train

FOLDS = 5
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


FIRST, SECOND = Settings(), Settings(epochs=3, rate=4e-4, turned=0.1)


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


def split(labels: Sequence[Example], fold: int) -> tuple[list[Example], list[Example]]:
    """What is learned from, and the questions of one fold."""
    groups = sorted({one.group for one in labels})
    random.Random(7).shuffle(groups)
    held = {group for place, group in enumerate(groups) if place % FOLDS == fold}
    return [one for one in labels if one.group not in held], [one for one in labels if one.group in held]


def last_layer(network: StanceNetwork, held: Sequence[Example], *, strength: float = stance_last.STRENGTH) -> LastLayer:
    """The last layer behind a network, by questions that it has not learned from."""
    with TemporaryDirectory() as folder:
        weights = Path(folder)
        export(network, weights)
        stance_last.write(LastLayer((0.0,) * 5, {}), weights / LAST)
        reader = StanceReader(weights=weights)
        numbers = [reader.numbers(one.question, [one.utterance])[0] for one in held]
    return stance_last.fit(numbers, [one.labels[0] for one in held], strength=strength)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, default=FOLDER, help="folder of the positions judged by hand")
    parser.add_argument("--checkpoints", type=Path, default=Path("out/training/stance"))
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--step", choices=("first", "fold", "whole", "last", "all"), default="all")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    checkpoints: Path = arguments.checkpoints
    first, fold, whole = (checkpoints / f"{name}.pt" for name in ("first", "fold", "whole"))
    labels = labelled(arguments.labels)
    rest, held = split(labels, 0)
    steps = ("first", "fold", "whole", "last") if arguments.step == "all" else (arguments.step,)
    if "first" in steps:
        learned(lambda chance: first_examples(FIRST, chance), FIRST, begin=None, out=first)
    if "fold" in steps:
        learned(lambda chance: second_examples(rest, SECOND, chance), SECOND, begin=first, out=fold)
    if "whole" in steps:
        learned(lambda chance: second_examples(labels, SECOND, chance), SECOND, begin=first, out=whole)
    if "last" in steps:
        layer = last_layer(StanceNetwork().restore(torch.load(fold)), held)
        export(StanceNetwork().restore(torch.load(whole)), arguments.out)
        stance_last.write(layer, arguments.out / LAST)
        write_card(arguments.out, labels)


if __name__ == "__main__":
    main()
