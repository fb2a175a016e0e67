"""`who`: an actor's statements over time."""

from collections.abc import Sequence
from typing import Any

import click
from rich.text import Text

from onrecord.actors.directory import Actor
from onrecord.cli.terminal.options import (
    Number,
    format_option,
    limit_option,
    out_option,
    record_option,
    since_option,
    until_option,
)
from onrecord.cli.terminal.output import (
    ID_LENGTH,
    console,
    print_table,
    printable,
    table,
    tell,
    tell_following,
    write_found,
    write_listed,
)
from onrecord.cli.terminal.readings import led, short_when, where_and_to_whom
from onrecord.exports.articles import hit_json
from onrecord.exports.marked import counted, names
from onrecord.exports.marked import who as speakers_told
from onrecord.exports.views.actors import actor_json, choice_json
from onrecord.model import Statement
from onrecord.record import Hit, Meant, Page, Record


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
    type=Number(1),
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
    from onrecord.cli.terminal.output import end
    from onrecord.record import open_record

    wanted = " ".join(name)
    with open_record(record, write=False) as opened:
        meant = opened.meant(wanted)
        if pick is None and len(meant) > 1:
            write_choice(wanted, meant, format_=format_)
            end(failed=True)
        if pick is not None and pick > len(meant):
            upto = f"give a number from 1 to {len(meant):,}" if len(meant) > 1 else "leave --pick out"
            raise click.BadParameter(
                f"{wanted!r} may mean {counted(len(meant), 'actor')}: {upto}.", param_hint="--pick"
            )
        one = meant[(pick or 1) - 1]
        page = opened.statements_of([actor.id for actor in one.actors], **choice)
        write_who(one, page, format_=format_, out=out, record=opened)


_DAY = len("2024-03-01")


def write_choice(wanted: str, meant: Sequence[Meant], *, format_: str) -> None:
    """Those whom a name may mean, with their numbers: as a table, as one JSON object, or as one a line."""
    columns = {"N": 1, "Who": 6, "Role": 6, "Statements": 3}
    rows = [
        (f"{number}", _title(one), one.role or "", f"{one.statements:,}", one.actors[0].id[:ID_LENGTH])
        for number, one in enumerate(meant, start=1)
    ]
    write_listed(
        "choice",
        choice_json(meant),
        format_=format_,
        show=lambda: print_table(columns, "Id", rows),
        name=wanted,
    )
    tell(f"{printable(wanted)!r} may mean more than one actor: repeat the command with --pick N, or give an id.")


def write_who(one: Meant, page: Page, *, format_: str, out: str, record: Record) -> None:
    """As a table under the actor's name, as one JSON object, as one JSON object a line, or as a table for a program."""
    actor = one.actors[0]
    if format_ == "table" and page.hits:
        _print_table(one, page)
    elif format_ != "table":
        same = {"same_name": [actor_json(other) for other in one.actors[1:]]} if len(one.actors) > 1 else {}
        whole = {"actor": actor_json(actor), **same, "hits": [hit_json(hit) for hit in page.hits]}
        write_found(page, whole, format_=format_, out=out, record=record)
    if not page.hits:
        tell(f"{printable(actor.name)} is in the record, but no statement matches. Leave out a filter.")
    tell_following(page.next, format_=format_)


def _title(one: Meant) -> str:
    more = len(one.actors) - 1
    return f"{one.actors[0].name}, with {counted(more, 'other')} of the same name" if more else one.actors[0].name


def _print_table(one: Meant, page: Page) -> None:
    on, actor = console(), one.actors[0]
    on.print(Text.assemble((printable(_title(one)), "bold"), printable(f" ({actor.id})")))
    shown = table({"When": 2, "As": 3, "What": 6, "Where, to whom": 3, "Outlet": 3}, narrow="Id")
    shown.columns[0].ratio, shown.columns[0].width = None, _DAY  # a day is never broken
    for hit in page.hits:
        if hit.statement is not None:
            shown.add_row(*_cells(one.actors, hit, hit.statement))
    on.print(shown)


def _cells(actors: Sequence[Actor], hit: Hit, statement: Statement) -> tuple[Text, ...]:
    day = hit.published.value[:10] if hit.published else ""
    around = "\n".join(where_and_to_whom(statement))
    reported = "\n".join(filter(None, (hit.outlet, day)))
    before = (short_when(statement.when), _part(actors, statement))
    after = (around, reported, statement.id[:ID_LENGTH])
    return (
        *(Text(printable(cell)) for cell in before),
        Text.assemble(led(statement, hit.text), printable(hit.quote)),
        *(Text(printable(cell)) for cell in after),
    )


def _part(actors: Sequence[Actor], statement: Statement) -> str:
    """The role given and who spoke as well, or through whom the actor spoke."""
    own = next((one for one in statement.speakers if any(actor.called(one.name) for actor in actors)), None)
    if own is None and statement.principals and statement.speakers:
        return f"through {speakers_told(statement.speakers)}"
    if own is None and len(statement.speakers) == 1:  # a name that a person decided is the actor's
        own = statement.speakers[0]
    others = [one for one in statement.speakers if one != own]
    role = own.role.text if own and own.role else None
    return "\n".join(filter(None, (role, f"with {names(others)}" if others else None)))
