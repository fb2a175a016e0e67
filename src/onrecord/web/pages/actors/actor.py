"""An actor: when, where and in which roles it speaks, with whom, in which words, and who it is one with."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Annotated, Any, Literal, get_args

from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.articles import hit_json, statement_json
from onrecord.exports.charts import figure
from onrecord.exports.record_charts import ActorChart, actor_chart
from onrecord.exports.views.actors import choice_json, identifier_address, profile_json, proposal_json
from onrecord.exports.views.decisions import told
from onrecord.exports.views.position_views import (
    NOWHERE,
    Stands,
    stands_json,
    stands_of,
)
from onrecord.library import OpenRecord
from onrecord.model import Act, When
from onrecord.problems.record import AmbiguousActor, UnknownActor
from onrecord.record.actors.profile import Profile
from onrecord.record.values import Decision, Hit, Known, Page
from onrecord.web.access.visitors import visitor
from onrecord.web.deciding import may_decide, may_undo
from onrecord.web.errors import BadValue
from onrecord.web.kept import Kept
from onrecord.web.records import Records
from onrecord.web.rendering import actor_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_LISTED = 20
_REFUSALS = 4
"""Statements that an actor denies or refuses, shown apart; the list has all."""
_PROPOSED = 5
_DECIDED = 50
_OFTEN = 300
"""Statements of an actor from which on its positions are kept until the record changes."""
_AGREEING = 20
_IN_FULL, _UTTERED = 3, 5
"""Questions of which the utterances show at once, and so many of each; the pages of the questions have all."""
_BY: Mapping[str, ActorChart] = {"act": "timeline", "kind": "kinds", "each": "acts"}
"""The charts of statements over time, by what the columns are divided into."""
_BARS: tuple[ActorChart, ...] = ("outlets", "venues")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
REFUSING: tuple[Act, ...] = ("denies", "refuses")
_ALWAYS: dict[str, Any] = {
    "acts": get_args(Act),
    "refusing": REFUSING,
    "questions_in_full": _IN_FULL,
    "utterances_shown": _UTTERED,
}
"""What the template is given of every actor."""
Words = Annotated[str, Query(max_length=500)]


@router.page("/actor/{actor_id:path}", template="actor.html")
def actor(
    request: Request,
    actor_id: str,
    records: Annotated[Records, Depends(records)],
    part: Literal["speaker", "principal", ""] = "",
    act: Annotated[list[Act | Literal[""]] | None, Query()] = None,
    role: Words = "",
    venue: Words = "",
    to: Words = "",
    outlet: Words = "",
    since: Words = "",
    until: Words = "",
    by: Literal["act", "kind", "each"] = "act",
    after: Annotated[str, Query(max_length=2000)] = "",
) -> Shown | Response:
    """An actor by its id, with its statements, newest first: all, or as `part` (speaker, or principal: somebody whose
    words others relay), with some acts, in a role, at a venue, to somebody, in an outlet, said from `since` to `until`
    or, where that is not known, published then. `after` is the `next` of the same list. A name leads to the actor, or
    to the choice of those whom it may mean."""
    acts = [one for one in act or () if one]
    asked: dict[str, Any] = {"part": part, "act": acts, "role": role, "venue": venue, "to": to, "outlet": outlet}
    days = {"since": since, "until": until}
    filters = {name: value for name, value in (asked | _bounds(since, until)).items() if value}
    with records.reading() as record:
        if chosen := _chosen(record, actor_id, request):
            return chosen
        profile = record.profile(actor_id)
        page = record.statements_of(id_ := profile.actor.id, **filters, limit=_LISTED, after=after or None)
        known = list(record.known(page.hits))
        plain = not filters and not after
        refusals = record.statements_of(id_, act=REFUSING, limit=_REFUSALS) if plain else Page(())
        refused = list(record.known(refusals.hits))
        proposals = list(islice(record.proposals(of=id_), _PROPOSED))
        decided = profile.decisions[-_DECIDED:]
        stands = _stands(request, record, profile) if plain else NOWHERE
        names = _names(record, profile, decided)
    values = _drawn(profile, by) | {
        "one": profile,
        "asked": {name: value for name, value in (asked | days).items() if value},
        "known": known,
        "next": page.next,
        "after": after,
        "plain": plain,
        "refused": refused,
        "refusals_next": refusals.next,
        "proposals": proposals,
        "positions": stands.positions,
        **_agreeing(stands),
        "texts": stands.texts,
        "decided": [(one, told(one, names=names), may_undo(one, visitor(request))) for one in reversed(decided)],
        "deciding": may_decide(request, records),
    }
    return Shown(
        values,
        lambda: (
            profile_json(profile)
            | (stands_json(stands) if plain else {})
            | {"proposals": [proposal_json(one) for one in proposals], "hits": _hits(known), "next": page.next}
        ),
    )


def _agreeing(stands: Stands) -> dict[str, Any]:
    return {"agreements": stands.agreements[:_AGREEING], "agreeing": len(stands.agreements)}


def _drawn(profile: Profile, by: str) -> dict[str, Any]:
    """The charts of an actor, the identifiers with where they lead, and what is the same for all."""
    bars = [(name, figure(actor_chart(profile, name))) for name in _BARS if getattr(profile, name)]
    told = [(name, text, identifier_address(name, text)) for name, text in profile.actor.identifiers.items()]
    timeline = figure(actor_chart(profile, _BY[by]))
    return _ALWAYS | {"by": by, "timeline": timeline, "drawn": _BY[by], "bars": bars, "identifiers": told}


def _stands(request: Request, record: OpenRecord, profile: Profile) -> Stands:
    """Where the actor stands. Of an actor with 30,000 statements and 3,000 positions it takes a third of a second."""
    id_ = profile.actor.id
    if profile.complete and profile.statements < _OFTEN:
        return stands_of(record, id_)
    kept: Kept = request.app.state.standing
    return kept.of(id_, lambda other: stands_of(other, id_))


def _chosen(record: OpenRecord, wanted: str, request: Request) -> Shown | Response | None:
    """Where a name leads; None where `wanted` is the id of an actor. Raises UnknownActor."""
    try:
        found = record.actor(wanted)
    except AmbiguousActor:
        pass
    else:
        if found.id == wanted:
            return None
    meant = record.meant(wanted)
    if len(meant) == 1 and len(meant[0].actors) == 1:
        suffix = ".json" if request.url.path.endswith(".json") else ""
        target = actor_address(meant[0].actors[0].id) + suffix
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(target + query, status_code=307)
    choice = [(one, other) for one in meant for other in one.actors]
    return Shown({"wanted": wanted, "choice": choice}, lambda: {"name": wanted, "choice": choice_json(meant)}, 300)


def _names(record: OpenRecord, profile: Profile, decisions: Iterable[Decision]) -> dict[str, str]:
    """The names of the actors that decisions speak of, by their ids."""
    names = {one.id: one.name for one in profile.merged} | {profile.actor.id: profile.actor.name}
    for one in decisions:
        change = one.change or {}
        for id_ in (one.subject_id, *(change.get(key) for key in ("merged_into", "apart_from", "split_into"))):
            if isinstance(id_, str) and id_ not in names:
                try:
                    names[id_] = record.actor(id_).name
                except (UnknownActor, AmbiguousActor):
                    names[id_] = id_
    return names


def _hits(known: Iterable[tuple[Hit, Known]]) -> list[dict[str, Any]]:
    return [
        hit_json(hit) | {"statement": hit.statement and statement_json(hit.statement, hit.text, known=one)}
        for hit, one in known
    ]


def _bounds(since: str, until: str) -> dict[str, date | None]:
    """The first and the last day that are asked for. Raises BadValue."""
    first, last = _when(since), _when(until)
    return {"since": first.start if first else None, "until": last.end if last else None}


def _when(text: str) -> When | None:
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return When.of_date(text, text=None, rule="asked for")
    except ValueError:  # such as a 13th month
        pass
    raise BadValue(f"{text!r} is not a day. Write it as 2024, 2024-03 or 2024-03-01.")
