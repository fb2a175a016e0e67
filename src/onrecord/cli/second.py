"""The language model that commands ask as second reader."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.second.server import LanguageModel

KEY = "ONRECORD_LLM_KEY"


def language_model(llm: str | None, model: str | None) -> "LanguageModel | None":
    """The one that --llm and --model name; None where they name none."""
    if not llm and not model:
        return None
    if not llm or not model:
        raise click.UsageError("--llm URL and --model NAME go together: give both, or neither.")
    from onrecord.second.server import LanguageModel

    return LanguageModel(llm, model, key=os.environ.get(KEY))


@contextmanager
def counted_steps() -> Iterator[Callable[[int, int], None]]:
    """A function that is told how many of how many were asked; a bar shows it."""
    from onrecord.cli.terminal.output import counting

    with counting("Asking the second reader") as (begin, step):

        def told(done: int, total: int) -> None:
            if done == 1:
                begin(total)
            step()

        yield told
