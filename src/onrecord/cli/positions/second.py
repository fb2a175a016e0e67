"""`second-opinion`, and the language model that commands ask as second reader."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.terminal.options import language_model_options, limit_option, record_option

if TYPE_CHECKING:
    from onrecord.second.server import LanguageModel

KEY = "ONRECORD_LLM_KEY"


@click.command()
@language_model_options("Ask about statements that are less certain than this;")
@click.option("--article", metavar="ID", help="Only about the statements of this article: its id or address.")
@limit_option(200, "How many statements to ask about, the least certain first.", most=100_000)
@record_option
def second_opinion(llm: str | None, model: str | None, record: str, **choice: Any) -> None:
    """Ask a language model who said doubtful statements, and when.

    Nothing that was read changes. A name is kept only if the article has it, a day only if it has the words that tell
    it; if they differ from what was read, you decide on the review pages. For stances, see `onrecord ask --llm`.

    \b
    Example:
      onrecord second-opinion --llm http://localhost:11434 --model qwen3:8b
    """
    from onrecord.cli.positions.views import tell_second
    from onrecord.cli.terminal.output import open_to_write

    asked = language_model(llm, model)
    if asked is None:
        raise click.UsageError("Say which language model to ask: --llm URL --model NAME.")
    with open_to_write(record) as opened, counted_steps() as step:
        found = opened.second_readings(model=asked, step=step, **choice)
    tell_second(found, "Review what it reads otherwise: onrecord serve, then /review?stage=second")


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
