"""The command line: each command parses, calls and prints; everything heavy is imported by the one that needs it.

Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 failed (also if some of the
inputs failed), 2 wrong usage.
"""

from typing import Any

import click

from onrecord.cli.actors import actors
from onrecord.cli.check import check
from onrecord.cli.decisions import decide, decisions, undo
from onrecord.cli.evaluate import evaluate
from onrecord.cli.failures import failures
from onrecord.cli.families import conflicts, families
from onrecord.cli.headline import headline
from onrecord.cli.history import history
from onrecord.cli.keeping import export, schema, verify
from onrecord.cli.read import add, read
from onrecord.cli.reread import remove, reread
from onrecord.cli.search import search, show
from onrecord.cli.stats import stats
from onrecord.cli.watch import watch
from onrecord.cli.who import who
from onrecord.problems import Problem


class Commands(click.Group):
    """Commands whose problems are shown as a message instead of a traceback."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command. A Problem ends it with its message and exit status 1."""
        try:
            return super().invoke(context)
        except Problem as problem:
            raise click.ClickException(str(problem)) from problem


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "--version", package_name="onrecord", message="onrecord %(version)s")
def onrecord() -> None:
    """Read news coverage and keep a verifiable record of who said what, to whom, when and where.

    \b
    Example:
      onrecord add articles/
      onrecord search ferry --speaker mayor
    """


for _command in (
    read,
    add,
    watch,
    search,
    who,
    show,
    history,
    families,
    conflicts,
    check,
    headline,
    actors,
    decide,
    decisions,
    undo,
    failures,
    stats,
    verify,
    reread,
    remove,
    export,
    schema,
    evaluate,
):
    onrecord.add_command(_command)


def main() -> None:
    """The entry point of the `onrecord` program."""
    onrecord(prog_name="onrecord")
