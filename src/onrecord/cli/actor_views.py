"""Actors, printed."""

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.cli.output import console, printable, table, tell, write_json
from onrecord.exports.marked import counted
from onrecord.model import Failure
from onrecord.people.directory import Actor, Role
from onrecord.record import ActorPage, Appearing, Hit, Imported, Proposal, Record

_ROLES_SHOWN = 2
_ARTICLES_SHOWN = 10
_ALL = 1000


def write_actors(page: ActorPage, *, format_: str) -> None:
    """As a table, as one JSON object, or as one JSON object per line."""
    if format_ == "json":
        write_json({"actors": [appearing_json(one) for one in page.actors], "next": page.next}, indent=2)
    elif format_ == "jsonl":
        for one in page.actors:
            write_json(appearing_json(one))
    elif page.actors:
        shown = table({"Who": 4, "Roles": 5, "Seen": 4}, narrow="Id")
        for one in page.actors:
            shown.add_row(*(printable(cell) for cell in _cells(one)))
        console().print(shown)
    if not page.actors:
        tell("No actors found. Try fewer words, or add articles with `onrecord add INPUT`.")
    if page.next and format_ != "json":
        tell(f"There are more results: repeat the command with --after {page.next}")


def appearing_json(one: Appearing) -> dict[str, Any]:
    """An actor with how often it appears."""
    seen = {"statements": one.statements, "articles": one.articles, "first": one.first, "last": one.last}
    return actor_json(one.actor) | seen


def actor_json(actor: Actor) -> dict[str, Any]:
    """An actor, in the shape that `actors import` reads."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "names": list(actor.names),
        "roles": [_role_json(role) for role in actor.roles],
        "identifiers": dict(actor.identifiers),
    }


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
    values = [
        {"first": actor_json(one.first), "second": actor_json(one.second), "score": one.score, "reason": one.reason}
        for one in proposals
    ]
    if format_ == "json":
        write_json({"proposals": values}, indent=2)
    elif format_ == "jsonl":
        for value in values:
            write_json(value)
    elif proposals:
        shown = table({"One": 4, "Other": 4, "Why not joined": 4}, narrow="Alike")
        for one in proposals:
            cells = (_named(one.first), _named(one.second), one.reason, f"{one.score:.0%}")
            shown.add_row(*(printable(cell) for cell in cells))
        console().print(shown)
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


def _role_json(role: Role) -> dict[str, str | None]:
    return {
        "title": role.title,
        "organization": role.organization,
        "start": role.start.isoformat() if role.start else None,
        "end": role.end.isoformat() if role.end else None,
        "source": role.source,
    }


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
