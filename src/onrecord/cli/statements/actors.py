"""`actors`: who speaks in the record, and which names are one person's."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from onrecord.actors.directory import Actor, Role
from onrecord.cli.terminal.options import (
    ListedByDefault,
    format_option,
    limit_option,
    note_option,
    record_option,
    who_option,
)
from onrecord.cli.terminal.output import console, print_table, printable, tell, tell_following, write_json, write_listed
from onrecord.exports.marked import counted
from onrecord.exports.views.actors import actor_json, appearing_json, proposal_json
from onrecord.model import Failure
from onrecord.record import ActorPage, Appearing, Hit, Imported, Proposal, Record


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
    """Decide that ACTOR and INTO are one actor, under the id of INTO.

    \b
    Example:
      onrecord actors merge 3f9a "Ana Brand" --who "Kim Park"
    """
    from onrecord.cli.terminal.output import open_to_write, taking_back, tell

    with open_to_write(record) as opened:
        decision = opened.merge(actor, into, who=who, note=note)
    tell(f"Merged. {taking_back(decision)}")


@actors.command()
@click.argument("actor")
@click.argument("statements", nargs=-1, metavar="[STATEMENT]...")
@click.option("--role", metavar="WORDS", help="Split off the statements that give the actor a role with these words.")
@click.option("--merged", is_flag=True, help="Undo the merge of ACTOR, given by its id, into another.")
@click.option("--from", "other", metavar="ACTOR", help="Keep ACTOR and this one apart: the pair is no longer proposed.")
@who_option
@note_option
@record_option
def split(actor: str, statements: tuple[str, ...], who: str, note: str | None, record: str, **how: Any) -> None:
    """Decide that one actor is really two.

    Some statements of ACTOR go to a new actor of the same name, or two actors are kept apart. STATEMENT is an id or its
    unique beginning, as listed by `onrecord who`.

    \b
    Example:
      onrecord actors split "Ana Brand" --role goalkeeper --who "Kim Park"
    """
    from onrecord.cli.terminal.output import open_to_write, taking_back, tell

    role, merged, other = how["role"], how["merged"], how["other"]
    if sum(map(bool, (statements, role, merged, other))) != 1:
        raise click.UsageError("Say what to split: give either statements, --role, --merged or --from.")
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
    tell(f"{f'Split. The new actor: {new}.' if new else 'They are kept apart.'} {taking_back(decision)}")


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

    from onrecord.actors.imports import read_actors
    from onrecord.cli.terminal.output import end, list_failures, open_to_write, tell

    failures = []
    with open_to_write(record) as opened:
        for file in files:
            found, failed = read_actors(file)
            failures += failed
            tell(f"{file}: {imported(opened.import_actors(found, dataset=dataset or Path(file).stem), failed)}")
    list_failures(failures)
    end(failed=bool(failures))


_ROLES_SHOWN = 2
_ARTICLES_SHOWN = 10
_ALL = 1000


def write_actors(page: ActorPage, *, format_: str) -> None:
    """As a table, as one JSON object, or as one JSON object per line."""
    values, columns = [appearing_json(one) for one in page.actors], {"Who": 4, "Roles": 5, "Seen": 4}
    write_listed(
        "actors",
        values,
        format_=format_,
        show=lambda: print_table(columns, "Id", map(_cells, page.actors)),
        next=page.next,
    )
    if not page.actors:
        tell("No actors found. Try fewer words, or add articles with `onrecord add INPUT`.")
    tell_following(page.next, format_=format_)


def write_actor(record: Record, actor: Actor, *, format_: str) -> None:
    """Everything known of an actor, with the articles it appears in."""
    hits = list(_hits(record, actor))
    articles = {hit.article_id: hit for hit in hits}
    if format_ == "json":
        write_json(actor_json(actor) | {"statements": len(hits), "articles": _articles_json(articles)}, indent=2)
        return
    on = console()
    on.print(printable(f"{actor.name} ({actor.kind})"), style="bold")
    for line in _lines(actor, statements=len(hits), articles=len(articles)):
        on.print(printable(line), soft_wrap=True)
    for hit in list(articles.values())[:_ARTICLES_SHOWN]:
        on.print(
            printable(
                f"  {_published(hit) or '          '}  {hit.headline or hit.article_id} ({hit.outlet or 'no outlet'})"
            ),
            soft_wrap=True,
        )
    if len(articles) > _ARTICLES_SHOWN:
        on.print(f"  … and {counted(len(articles) - _ARTICLES_SHOWN, 'article')} more: onrecord who {actor.id}")


def write_proposals(proposals: Sequence[Proposal], *, format_: str) -> None:
    """As a table, as one JSON object, or as one JSON object per line."""
    values, columns = [proposal_json(one) for one in proposals], {"One": 4, "Other": 4, "Why not joined": 4}
    rows = [(_named(one.first), _named(one.second), one.reason, f"{one.score:.0%}") for one in proposals]
    write_listed("proposals", values, format_=format_, show=lambda: print_table(columns, "Alike", rows))
    if not proposals:
        tell("No proposals: no two names are similar enough, or every pair has been decided.")


def imported(done: Imported, failed: Sequence[Failure]) -> str:
    """What an import did, in one sentence."""
    return (
        f"{counted(done.changed, 'actor')} new or changed, {done.unchanged:,} unchanged, {len(failed):,} failed; "
        f"{counted(done.joined, 'actor')} from articles joined to them."
    )


def _cells(one: Appearing) -> tuple[str, ...]:
    actor = one.actor
    also = ", ".join(name for name in actor.names if name != actor.name)
    days = " to ".join(dict.fromkeys(filter(None, (one.first, one.last))))
    seen = f"{counted(one.statements, 'statement')} in {counted(one.articles, 'article')}"
    roles = list(dict.fromkeys(_title(role) for role in reversed(actor.roles)))[:_ROLES_SHOWN]
    return f"{actor.name}\n{also}".strip(), "\n".join(roles), f"{seen}\n{days}".strip(), actor.id


def _named(actor: Actor) -> str:
    role = f", {_title(actor.roles[-1])}" if actor.roles else ""
    return f"{actor.name}{role}\n{actor.id}"


def _lines(actor: Actor, *, statements: int, articles: int) -> Iterator[str]:
    yield f"Id: {actor.id}"
    if len(actor.names) > 1:
        yield f"Names: {', '.join(actor.names)}"
    for role in actor.roles:
        told = "as seen in articles" if role.source == "article" else "imported"
        yield f"Role: {_title(role)}, {_days(role)} ({told})"
    for scheme, value in actor.identifiers.items():
        yield f"{scheme}: {value}"
    yield f"{counted(statements, 'statement')} in {counted(articles, 'article')}"


def _title(role: Role) -> str:
    return f"{role.title}, {role.organization}" if role.organization else role.title


def _days(role: Role) -> str:
    start, end = (day.isoformat() if day else "" for day in (role.start, role.end))
    return "no dates" if not start and not end else start if start == end else f"{start or '…'} to {end or '…'}"


def _hits(record: Record, actor: Actor) -> Iterator[Hit]:
    after = None
    while True:
        page = record.statements_of(actor.id, limit=_ALL, after=after)
        yield from page.hits
        if page.next is None:
            return
        after = page.next


def _articles_json(articles: dict[str, Hit]) -> list[dict[str, str | None]]:
    return [
        {
            "id": id_,
            "url": hit.url,
            "headline": hit.headline,
            "outlet": hit.outlet,
            "published": _published(hit) or None,
        }
        for id_, hit in articles.items()
    ]


def _published(hit: Hit) -> str | None:
    return hit.published.value[:10] if hit.published else None
