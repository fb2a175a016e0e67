"""Families: one utterance as several articles report it; and where these reports contradict each other."""

from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request

from onrecord.exports.views.families import conflict_json, family_json, summary_json
from onrecord.families.grouping import ConflictKind
from onrecord.web.records import Records
from onrecord.web.rendering import family_address
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_LISTED = 20
_SHOWN, _CONFLICTS_SHOWN = 40, 12
"""Distinct reports, and conflicts, that a page shows; the JSON has all."""
_AMONG = 20_000
"""Statements with the words that are looked at, some 30 ms."""
KINDS: dict[ConflictKind, str] = {
    "speaker": "given to another speaker",
    "date": "dated otherwise",
    "negation": "“not” came or went",
    "number": "another figure",
    "modality": "“must” for “should”",
    "certainty": "“will” for “may”",
    "quantity": "“every” for “some”",
    "cut": "a cut that changes the meaning",
}
Words = Annotated[str | None, Query(max_length=500)]
After = Annotated[str | None, Query(max_length=500)]


@router.page("/families", template="families.html")
def families(
    request: Request, records: Annotated[Records, Depends(records)], words: Words = None, after: After = None
) -> Shown:
    """Utterances that are reported more than once, those in the most articles first; with `words` only those of which a
    report has all of them. `after` is the `next` of the same list."""
    with records.reading() as record:
        page = record.families(words or None, limit=_LISTED, after=after or None, among=_AMONG)
    values = {"page": page, "words": words or "", "after": after, "among": _AMONG}
    return Shown(
        values,
        lambda: {
            "families": [summary_json(one) for one in page.families],
            "narrowed": page.narrowed,
            "next": page.next,
        },
    )


@router.page("/family/{family_id:path}", template="family.html")
def family(request: Request, family_id: str, records: Annotated[Records, Depends(records)]) -> Shown:
    """One utterance across outlets: its distinct reports, their copies, and where it was said again. `family_id` is the
    id of a family, or of a statement in it."""
    with records.reading() as record:
        found = record.family(family_id)
        conflicts = tuple(record.conflicts(family=found.reports[0].statement.id)) if found.reports[0].statement else ()
    reports = found.reports
    values = {
        "family": found,
        "members": found.members[:_SHOWN],
        "conflicts": conflicts[:_CONFLICTS_SHOWN],
        "conflict_count": len(conflicts),
        "articles": len({hit.article_id for hit in reports}),
        "outlets": len({hit.outlet for hit in reports} - {None}),
        "path": family_address(found.id),
    }
    return Shown(values, lambda: family_json(found) | {"conflicts": [conflict_json(one) for one in conflicts]})


@router.page("/conflicts", template="conflicts.html")
def conflicts(
    request: Request,
    records: Annotated[Records, Depends(records)],
    words: Words = None,
    kind: ConflictKind | Literal[""] | None = None,
    after: After = None,
) -> Shown:
    """Contradictions between reports of one utterance, of one `kind` or all, in families with all `words`, or in all.
    `after` is the `next` of the same list; a page may have none and go on."""
    with records.reading() as record:
        page = record.conflict_page(words or None, kind=kind or None, limit=_LISTED, after=after or None, among=_AMONG)
    values: dict[str, Any] = {
        "page": page,
        "words": words or "",
        "kind": kind,
        "after": after,
        "kinds": KINDS,
        "among": _AMONG,
    }
    return Shown(
        values,
        lambda: {
            "conflicts": [conflict_json(one) for one in page.conflicts],
            "families": page.families,
            "narrowed": page.narrowed,
            "next": page.next,
        },
    )
