"""`actors`: who speaks in the record, and which names are one person's."""

from typing import Any

import click

from onrecord.cli.options import format_option, limit_option, note_option, record_option, who_option


class ListedByDefault(click.Group):
    """A group that takes what is not one of its commands for the words of `list`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """As click does, with `list` before words and options of its own."""
        if not args or (args[0] not in self.commands and args[0] not in context.help_option_names):
            args = ["list", *args]
        return super().parse_args(context, args)


@click.group(cls=ListedByDefault, subcommand_metavar="[list] [WORDS]... | COMMAND ...")
def actors() -> None:
    """Show, join and divide actors: who speaks in the record.

    Actors are persons, organizations and countries, across articles. Names are joined without asking only where that
    is safe; the rest is proposed. Every merge and split is kept with who decided it, and can be taken back.

    \b
    Example:
      onrecord actors Brand
      onrecord actors merge "A. Brand" "Ana Brand" --who "Kim Park"
    """


@actors.command("list")
@click.argument("words", nargs=-1)
@record_option
@limit_option(50)
@click.option("--after", metavar="NEXT", help="Go on where an earlier list ended: the `next` that it gave.")
@format_option("table", "json", "jsonl", help="A table, one JSON object with actors and next, or one actor per line.")
def list_(words: tuple[str, ...], record: str, format_: str, limit: int, after: str | None) -> None:
    """List actors, those with most statements first.

    With WORDS, only actors of whom one name contains every word.

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
@format_option("text", "json", help="Lines, or one JSON object.")
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
@note_option
@record_option
def merge(actor: str, into: str, who: str, note: str | None, record: str) -> None:
    """Decide that ACTOR is INTO: one actor under the id of INTO.

    \b
    Example:
      onrecord actors merge 3f9a "Ana Brand" --who "Kim Park"
    """
    from onrecord.cli.decisions import taking_back
    from onrecord.cli.output import tell
    from onrecord.cli.progress import open_to_write

    with open_to_write(record) as opened:
        decision = opened.merge(actor, into, who=who, note=note)
    tell(f"Merged. {taking_back(decision)}")


@actors.command()
@click.argument("actor")
@click.argument("statements", nargs=-1, metavar="[STATEMENT]...")
@click.option("--role", metavar="WORDS", help="Split off the statements that give a role with these words.")
@click.option("--merged", is_flag=True, help="Take back the merge of ACTOR, by its id, into another.")
@click.option("--from", "other", metavar="ACTOR", help="Keep ACTOR and this one apart: they are no longer proposed.")
@who_option
@note_option
@record_option
def split(actor: str, statements: tuple[str, ...], who: str, note: str | None, record: str, **how: Any) -> None:
    """Decide that what was taken for one actor is two.

    Some statements of ACTOR become those of another of the same name, or two actors stay apart. STATEMENT is an id or
    its unique beginning, as `onrecord who` lists them.

    \b
    Example:
      onrecord actors split "Ana Brand" --role goalkeeper --who "Kim Park"
    """
    from onrecord.cli.decisions import taking_back
    from onrecord.cli.output import tell
    from onrecord.cli.progress import open_to_write

    role, merged, other = how["role"], how["merged"], how["other"]
    if sum(map(bool, (statements, role, merged, other))) != 1:
        raise click.UsageError("Say what to split: statements, --role, --merged or --from, one of them.")
    with open_to_write(record) as opened:
        if merged or other:
            decision = (
                opened.keep_apart(actor, other, who=who, note=note)
                if other
                else opened.separate(actor, who=who, note=note)
            )
        else:
            decision = opened.split(actor, statements=statements, role=role, who=who, note=note)
    new = (decision.change or {}).get("split_into")
    tell(f"{f'Split. The new actor: {new}.' if new else 'They are two.'} {taking_back(decision)}")


@actors.command()
@record_option
@limit_option(50)
@format_option("table", "json", "jsonl", help="A table, one JSON object with proposals, or one per line.")
def proposals(record: str, limit: int, format_: str) -> None:
    """List pairs that may be one actor, the likeliest first.

    A surname met alone, a nickname, another spelling, the same name in another role. `merge` joins a pair, `split
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
@click.option("--dataset", metavar="NAME", help="What the file is called in the record; its own name by default.")
@record_option
def import_(files: tuple[str, ...], dataset: str | None, record: str) -> None:
    """Import actors with their names, dated offices and identifiers.

    FILE is CSV (columns name, and as far as known id, kind, names, title, organization, start, end, wikidata; one row
    per office), JSON lines or JSON (name, names, roles, identifiers), or what public collections of legislators and
    office-holders publish as JSON lines, JSON or YAML. Importing a file again replaces what it said before.

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
