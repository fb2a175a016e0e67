"""The command line: each command parses, calls and prints; each is imported when it is asked for.

Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 failed (also if some of the
inputs failed), 2 wrong usage.
"""

import io
import sys
from errno import EPIPE
from importlib import import_module
from keyword import iskeyword
from os import fsdecode
from typing import Any

import click

from onrecord.problems import Problem

COMMANDS = {
    "read": ("articles.read", "Read articles and print their statements."),
    "add": ("articles.read", "Read articles and keep them in the record."),
    "watch": ("articles.watch", "Watch feeds: add new articles and re-read recent ones."),
    "search": ("statements.search", "Search statements, or whole articles."),
    "who": ("statements.who", "Show what an actor said over time, and who reported it."),
    "show": ("statements.search", "Show an article with its statements marked."),
    "history": ("articles.history", "Show what changed in an article, version by version."),
    "families": ("statements.families", "Show, join and split families: reports of one utterance."),
    "conflicts": ("statements.families", "List contradictions between reports of one utterance."),
    "check": ("statements.check", "Look up every quotation in a draft."),
    "headline": ("articles.headline", "Check headlines against the statements under them."),
    "actors": ("statements.actors", "Show, merge and split actors: those who speak in the record."),
    "ask": ("positions.positions", "Ask who stands where on a question."),
    "positions": ("positions.positions", "List positions over time, with summaries and changes."),
    "code": ("positions.positions", "Code the position that a statement shows on a question."),
    "decide": ("statements.decisions", "Accept, reject or edit a statement."),
    "decisions": ("statements.decisions", "List decisions, the oldest first."),
    "undo": ("statements.decisions", "Take a decision back, by its number."),
    "agreement": ("statements.decisions", "Measure how far reviewers agree."),
    "network": ("positions.networks", "Show who agrees with whom, and who disagrees."),
    "common-ground": ("positions.networks", "Find questions on which opposed camps agree."),
    "second-opinion": ("positions.second", "Ask a language model who said doubtful statements, and when."),
    "failures": ("articles.failures", "List inputs that were not read, and why."),
    "stats": ("record.stats", "Count what the record holds."),
    "verify": ("record.keeping", "Prove the record from its stored bytes."),
    "reread": ("articles.reread", "Re-read articles that another reader read."),
    "remove": ("articles.reread", "Remove an article from the record for good."),
    "export": ("record.exchange", "Write the record in a format of other programs."),
    "import": ("record.exchange", "Import codings from Discourse Network Analyzer."),
    "serve": ("record.serve", "Show the record in a browser: add, search, read, check drafts, review."),
    "schema": ("record.keeping", "Print the JSON Schema of an article and its statements."),
    "users": ("record.users", "Manage users of a record served to others, and their tokens."),
    "evaluate": ("articles.evaluate", "Score the reader on articles that you annotated."),
}
"""Each command with the module that has it and the first sentence of its help: `--help` imports none of them."""


class Commands(click.Group):
    """Commands that are imported when they are run, and whose problems are a message instead of a traceback."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name; None if there is none."""
        if name not in COMMANDS:
            return None
        # `import` is no name that Python takes.
        module = import_module(f"onrecord.cli.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, f"{name}_" if iskeyword(name) else name.replace("-", "_"))
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for. One that does not exist is told what was probably meant."""
        if args[0] == "help":
            return self.resolve_command(context, [*args[1:2], "--help"])
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from onrecord.cli.terminal.meant import meant

            context.fail(f"There is no command {args[0]!r}.{meant(args[0], COMMANDS)}")
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands in `--help`."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in sorted(COMMANDS.items())])

    def invoke(self, context: click.Context) -> Any:
        """Run the command. A Problem, or a file that the system refuses, ends it with a message and exit status 1;
        Ctrl-C, where the command has nothing to say about it, with the status of what was stopped."""
        try:
            return super().invoke(context)
        except Problem as problem:
            from onrecord.cli.terminal.output import wrapped

            raise click.ClickException(wrapped(str(problem))) from problem
        except KeyboardInterrupt:
            from onrecord.cli.terminal.output import end_stopped

            end_stopped("Stopped.")
        except OSError as error:
            if error.errno == EPIPE or error.filename is None:  # `| head`, which click knows; or not about a file
                raise
            name = fsdecode(error.filename)
            raise click.ClickException(f"{name}: {error.strerror}. Check its permissions and the disk.") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "--version", package_name="onrecord", message="onrecord %(version)s")
def onrecord() -> None:
    """Read news coverage and keep a verifiable record of who said what, to whom, when and where.

    \b
    Example:
      onrecord add articles/
      onrecord search ferry --speaker mayor
    """


def main() -> None:
    """The entry point of the `onrecord` program."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in ("strict", "surrogateescape"):
        # Articles and names of files have letters that not every terminal can show.
        sys.stdout.reconfigure(errors="backslashreplace" if sys.stdout.encoding == "utf-8" else "replace")
    onrecord(prog_name="onrecord")
