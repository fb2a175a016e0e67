"""`actors`: who speaks in the record, and which names are one person's."""

from typing import Any

import click

from onrecord.cli.options import format_option, limit_option, record_option, who_option


class ListedByDefault(click.Group):
    """A group that takes what is not one of its commands for the words of `list`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """As click does, with `list` before words and options of its own."""
        if not args or (args[0] not in self.commands and args[0] not in context.help_option_names):
            args = ["list", *args]
        return super().parse_args(context, args)


@click.group(cls=ListedByDefault, subcommand_metavar="[list] [WORDS]... | COMMAND ...")
def actors() -> None:
    """Show, merge and split actors: those who speak in the record.

    Actors are people, organizations and countries, across articles. Names are joined automatically only if that is
    safe; all other pairs are proposed. Every merge and split is kept with the name of whoever decided it, and can be
    undone.

    \b
    Example:
      onrecord actors Brand
      onrecord actors merge "A. Brand" "Ana Brand" --who "Kim Park"
    """


@actors.command("list")
@click.argument("words", nargs=-1)
@record_option
@limit_option(50)
@click.option("--after", metavar="NEXT", help="Continue an earlier list: the `next` value that it gave.")
@format_option("table", "json", "jsonl", help="A table, one JSON object with actors and next, or one actor per line.")
def list_(words: tuple[str, ...], record: str, format_: str, limit: int, after: str | None) -> None:
    """List actors, those with the most statements first.

    With WORDS, only actors with a name that contains all of them.

    \b
    Example:
      onrecord actors list harbour office
    """
    from onrecord.cli.actor_views import write_actors
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        write_actors(opened.actors(" ".join(words) or None, limit=limit, after=after), format_=format_)


@actors.command()
@click.argument("actor")
@record_option
@format_option("text", "json", help="Text, or one JSON object.")
def show(actor: str, record: str, format_: str) -> None:
    """Show an actor: names, dated roles, identifiers and articles.

    ACTOR is an id, its unique beginning, an identifier such as Wikidata's, or a name.

    \b
    Example:
      onrecord actors show "Ana Brand"
    """
    from onrecord.cli.actor_views import write_actor
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        write_actor(opened, opened.actor(actor), format_=format_)


@actors.command()
@click.argument("actor")
@click.argument("into")
@who_option
@record_option
def merge(actor: str, into: str, who: str, record: str) -> None:
    """Decide that ACTOR and INTO are one actor, under the id of INTO.

    \b
    Example:
      onrecord actors merge 3f9a "Ana Brand" --who "Kim Park"
    """
    from onrecord.cli.output import tell
    from onrecord.cli.progress import open_to_write

    with open_to_write(record) as opened:
        decision = opened.merge(actor, into, who=who)
    tell(f"Merged. To undo: onrecord actors split {decision.subject_id} --merged --who NAME")


@actors.command()
@click.argument("actor")
@click.argument("statements", nargs=-1, metavar="[STATEMENT]...")
@click.option("--role", metavar="WORDS", help="Split off the statements that give the actor a role with these words.")
@click.option("--merged", is_flag=True, help="Undo the merge of ACTOR, given by its id, into another.")
@click.option("--from", "other", metavar="ACTOR", help="Keep ACTOR and this one apart: the pair is no longer proposed.")
@who_option
@record_option
def split(actor: str, statements: tuple[str, ...], who: str, record: str, **how: Any) -> None:
    """Decide that one actor is really two.

    Some statements of ACTOR go to a new actor of the same name, or two actors are kept apart. STATEMENT is an id or its
    unique beginning, as listed by `onrecord who`.

    \b
    Example:
      onrecord actors split "Ana Brand" --role goalkeeper --who "Kim Park"
    """
    from onrecord.cli.output import tell
    from onrecord.cli.progress import open_to_write

    role, merged, other = how["role"], how["merged"], how["other"]
    if sum(map(bool, (statements, role, merged, other))) != 1:
        raise click.UsageError("Say what to split: give either statements, --role, --merged or --from.")
    with open_to_write(record) as opened:
        if merged or other:
            decision = opened.keep_apart(actor, other, who=who) if other else opened.separate(actor, who=who)
        else:
            decision = opened.split(actor, statements=statements, role=role, who=who)
    new = (decision.change or {}).get("split_into")
    tell(f"Split. The new actor: {new}" if new else "They are kept apart.")


@actors.command()
@record_option
@limit_option(50)
@format_option("table", "json", "jsonl", help="A table, one JSON object with proposals, or one per line.")
def proposals(record: str, limit: int, format_: str) -> None:
    """List pairs that may be one actor, most likely first.

    A surname on its own, a nickname, another spelling, the same name in another role. `merge` joins a pair; `split
    --from` keeps it apart.

    \b
    Example:
      onrecord actors proposals --limit 10
    """
    from itertools import islice

    from onrecord.cli.actor_views import write_proposals
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        write_proposals(list(islice(opened.proposals(), limit)), format_=format_)


@actors.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--dataset", metavar="NAME", help="The name of the data set in the record; by default the file's name.")
@record_option
def import_(files: tuple[str, ...], dataset: str | None, record: str) -> None:
    """Import actors with their names, dated offices and identifiers.

    FILE is CSV (columns name and, where known, id, kind, names, title, organization, start, end, wikidata; one row per
    office), JSON lines or JSON (name, names, roles, identifiers), or a file of legislators or office-holders as public
    collections publish them, in JSON lines, JSON or YAML. Importing a file again replaces what it said before.

    \b
    Example:
      onrecord actors import ministers.csv
    """
    from pathlib import Path

    from onrecord.cli.actor_views import imported
    from onrecord.cli.output import end, list_failures, tell
    from onrecord.cli.progress import open_to_write
    from onrecord.people.directory_import import read_actors

    failures = []
    with open_to_write(record) as opened:
        for file in files:
            found, failed = read_actors(file)
            failures += failed
            tell(f"{file}: {imported(opened.import_actors(found, dataset=dataset or Path(file).stem), failed)}")
    list_failures(failures)
    end(failed=bool(failures))
