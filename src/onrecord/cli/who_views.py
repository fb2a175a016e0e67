"""An actor's statements, printed."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from onrecord.cli.actor_views import actor_json
from onrecord.cli.hits import ID_LENGTH
from onrecord.cli.output import console, printable, table, tell, write_json
from onrecord.cli.readings import led, short_when
from onrecord.exports.hits import hit_json
from onrecord.exports.marked import counted
from onrecord.model import Statement
from onrecord.people.directory import Actor
from onrecord.record import Hit, Meant, Page

_DAY = len("2024-03-01")


def write_choice(wanted: str, meant: Sequence[Meant], *, format_: str) -> None:
    """Those whom a name may mean, with their numbers: as a table, as one JSON object, or as one a line."""
    if format_ == "json":
        write_json({"name": wanted, "choice": _choice_json(meant)}, indent=2)
    elif format_ == "jsonl":
        for value in _choice_json(meant):
            write_json(value)
    else:
        shown = table({"N": 1, "Who": 6, "Role": 6, "Statements": 3}, narrow="Id")
        for number, one in enumerate(meant, start=1):
            cells = (f"{number}", _title(one), one.role or "", f"{one.statements:,}", one.actors[0].id[:ID_LENGTH])
            shown.add_row(*(Text(printable(cell)) for cell in cells))
        console().print(shown)
    tell(f"{printable(wanted)!r} may mean more than one actor: repeat the command with --pick N, or give an id.")


def write_who(one: Meant, page: Page, *, format_: str) -> None:
    """As a table under the actor's name, as one JSON object, or as one JSON object per line."""
    actor = one.actors[0]
    if format_ == "json":
        hits = [hit_json(hit) for hit in page.hits]
        same = {"same_name": [actor_json(other) for other in one.actors[1:]]} if len(one.actors) > 1 else {}
        write_json({"actor": actor_json(actor), **same, "hits": hits, "next": page.next}, indent=2)
    elif format_ == "jsonl":
        for hit in page.hits:
            write_json(hit_json(hit))
    elif page.hits:
        _print_table(one, page)
    if not page.hits:
        tell(f"{printable(actor.name)} is in the record, but no statement matches. Leave out a filter.")
    if page.next and format_ != "json":
        tell(f"There are more results: repeat the command with --after {page.next}")


def _choice_json(meant: Sequence[Meant]) -> list[dict[str, Any]]:
    return [
        {
            "pick": number,
            "id": one.actors[0].id,
            "name": one.actors[0].name,
            "kind": one.actors[0].kind,
            "role": one.role,
            "statements": one.statements,
            "articles": one.articles,
            "ids": [actor.id for actor in one.actors],
        }
        for number, one in enumerate(meant, start=1)
    ]


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
            shown.add_row(*_cells(actor, hit, hit.statement))
    on.print(shown)


def _cells(actor: Actor, hit: Hit, statement: Statement) -> tuple[Text, ...]:
    day = hit.published.value[:10] if hit.published else ""
    addressee = f"to {statement.addressee}" if statement.addressee else None
    around = "\n".join(filter(None, (statement.venue, addressee)))
    reported = "\n".join(filter(None, (hit.outlet, day)))
    before = (short_when(statement.when), _part(actor, statement))
    after = (around, reported, statement.id[:ID_LENGTH])
    return (
        *(Text(printable(cell)) for cell in before),
        Text.assemble(led(statement, hit.text), printable(hit.quote)),
        *(Text(printable(cell)) for cell in after),
    )


def _part(actor: Actor, statement: Statement) -> str:
    """The role given, or through whom the actor spoke."""
    speaker, principal = statement.speaker, statement.principal
    spoke = speaker is not None and any(actor.called(one.strip()) for one in speaker.name.split(";"))
    if speaker is not None and not spoke and principal is not None:
        return f"through {speaker.name}" + (f", {speaker.role}" if speaker.role else "")
    return (speaker.role if speaker else None) or ""
