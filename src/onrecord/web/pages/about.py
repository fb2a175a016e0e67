"""About this record: what it holds, what read it, and whether it was verified."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

from fastapi import Depends, Request

from onrecord.record.stats import Share
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records

router = Pages()


@router.page("/about", template="about.html")
def about(request: Request, records: Annotated[Records, Depends(records)]) -> Shown:
    """Counts of the record, by kind, type, outlet and reader, and the periods that they span."""
    with records.reading() as record:
        stats = record.stats()
    values = {"stats": stats, "file": records.path.name, "shares_rows": _rows}
    return Shown(values, lambda: asdict(stats))


def _rows(shares: Iterable[Share]) -> list[tuple[str, int, int]]:
    return [(one.name or "not known", one.articles, one.statements) for one in shares]
