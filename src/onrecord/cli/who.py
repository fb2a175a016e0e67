"""`who`: an actor's statements over time."""

from typing import Any

import click

from onrecord.cli.options import (
    format_option,
    limit_option,
    out_option,
    record_option,
    since_option,
    until_option,
)


@click.command()
@click.argument("name", nargs=-1, required=True)
@record_option
@since_option("Only from this date on: the date of the utterance or, if unknown, of publication.")
@until_option("Only up to and including this date.")
@click.option("--role", metavar="WORDS", help="Only statements whose speaker is given a role with these words.")
@click.option("--venue", metavar="WORDS", help="Only statements made at a venue or in a medium with these words.")
@click.option("--to", metavar="WORDS", help="Only statements made to an addressee with these words.")
@click.option(
    "--pick",
    type=click.IntRange(1),
    metavar="N",
    help="Which of the actors that NAME may mean, by its number in the list.",
)
@limit_option(20)
@click.option("--after", metavar="NEXT", help="Continue an earlier result: the `next` value that it gave.")
@format_option(
    "table",
    "json",
    "jsonl",
    "csv",
    "parquet",
    help="A table for the screen, one JSON object with actor, hits and next, one hit per line, or a table for a "
    "program.",
)
@out_option()
def who(name: tuple[str, ...], record: str, format_: str, out: str, pick: int | None, **choice: Any) -> None:
    """Show what an actor said over time, and who reported it.

    Each statement with role, day, place and addressee, newest first. NAME is a full or partial name, an id, or an
    identifier such as Wikidata's. Statements under the actor's other names are included, and so are those in which
    somebody speaks on the actor's behalf. If NAME may mean several actors, they are listed by number of statements;
    --pick chooses one.

    \b
    Example:
      onrecord who Ana Brand --since 2031-05-01 --venue parliament
    """
    from onrecord.cli.output import end
    from onrecord.cli.who_views import write_choice, write_who
    from onrecord.record import open_record

    wanted = " ".join(name)
    with open_record(record, write=False) as opened:
        meant = opened.meant(wanted)
        if pick is None and len(meant) > 1:
            write_choice(wanted, meant, format_=format_)
            end(failed=True)
        if pick is not None and pick > len(meant):
            raise click.BadParameter(f"{wanted!r} may mean {len(meant):,}, not {pick:,}.", param_hint="--pick")
        one = meant[(pick or 1) - 1]
        page = opened.statements_of([actor.id for actor in one.actors], **choice)
        write_who(one, page, format_=format_, out=out, record=opened)
