"""The reference of the commands, docs/commands.md, made from the help texts.

python -m onrecord.cli.terminal.reference > docs/commands.md
"""

import sys

import click

from onrecord.cli import onrecord

HEAD = """# Commands

Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 failed (also if some of the
inputs failed), 2 wrong usage. `NO_COLOR` is respected. Generated from the help texts by
`python -m onrecord.cli.terminal.reference`.
"""
WIDTH = 100


def reference() -> str:
    """The page: a section for each command with its help."""
    context = click.Context(onrecord, info_name="onrecord", **onrecord.context_settings)
    return HEAD + _sections(onrecord, context)


def _sections(group: click.Group, context: click.Context) -> str:
    found = ((name, group.get_command(context, name)) for name in group.list_commands(context))
    return "".join(_section(name, command, context) for name, command in found if command is not None)


def _section(name: str, command: click.Command, parent: click.Context) -> str:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    page = f"\n## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    return page + (_sections(command, context) if isinstance(command, click.Group) else "")


if __name__ == "__main__":
    sys.stdout.write(reference())
