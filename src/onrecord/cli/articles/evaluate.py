"""`evaluate`: the reader on the user's own annotated articles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.terminal.options import format_option, weights_option

if TYPE_CHECKING:
    from onrecord.evaluation import Evaluation
    from onrecord.evaluation.attributions import Score
    from onrecord.evaluation.statements import Difference


@click.command()
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option("--show", is_flag=True, help="Also list what was missed and what was found wrongly.")
@weights_option
@format_option("table", "json", help="A table, or one JSON object.")
def evaluate(gold: tuple[str, ...], show: bool, weights: Path | None, format_: str) -> None:
    """Score the reader on articles that you annotated.

    GOLD is a file or folder: PolNeAR's JSON lines, brat (NAME.txt beside NAME.ann, with the types Source, Cue and
    Content), Citron's JSON, or what `onrecord read --format jsonl` printed, with corrections.

    \b
    Example:
      onrecord evaluate annotated/ --show
    """
    from onrecord.cli.terminal.output import tell, write_json
    from onrecord.evaluation import evaluate as measured
    from onrecord.evaluation import read_gold
    from onrecord.exports.marked import counted
    from onrecord.reading import WEIGHTS, Reader

    golds = list(read_gold(gold))
    found = measured(golds, reader=Reader(weights=weights or WEIGHTS))
    if format_ == "json":
        write_json(_as_json(found, show=show), indent=2)
        return
    _print(found, show=show)
    tell(f"Read {counted(found.articles, 'annotated article')}.")


def _as_json(found: "Evaluation", *, show: bool) -> dict[str, Any]:
    listed = {"differences": [_difference(one) for one in found.differences]} if show else {}
    return {
        "articles": found.articles,
        "attributions": {name: _score(score) for name, score in found.attributions.items()},
        "statements": {name: _score(score) for name, score in found.statements.items()},
        **listed,
    }


def _score(score: "Score") -> dict[str, float | int]:
    shares = {name: round(getattr(score, name), 4) for name in ("precision", "recall", "f1")}
    return {**shares, "gold": score.gold, "found": score.found}


def _difference(one: "Difference") -> dict[str, Any]:
    parts = {role: [span.of(one.text) for span in getattr(one.attribution, role)] for role in ("source", "cue")}
    content = [{"start": span.start, "end": span.end, "text": span.of(one.text)} for span in one.attribution.content]
    return {"kind": one.kind, "origin": one.origin, "content": content, **parts}


def _print(found: "Evaluation", *, show: bool) -> None:
    from rich import box
    from rich.table import Table

    from onrecord.cli.terminal.output import console, printable

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    shown.add_column("Per cent")
    for column in ("Precision", "Recall", "F1", "Gold", "Found"):
        shown.add_column(column, justify="right")
    for name, score in {**found.attributions, **found.statements}.items():
        shares = (f"{100 * share:.1f}" for share in (score.precision, score.recall, score.f1))
        shown.add_row(name, *shares, f"{score.gold:,}", f"{score.found:,}")
    on = console()
    on.print(shown)
    for one in found.differences if show else ():
        source, cue, content = (
            " … ".join(span.of(one.text) for span in getattr(one.attribution, role))
            for role in ("source", "cue", "content")
        )
        words = f"{one.kind}: [{source or 'no source'}] [{cue or 'no cue'}] {content}".replace("\n", " ")
        on.print(printable(words), soft_wrap=True)
