"""Charts of the whole record, and every chart that a page shows as a file."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Literal, get_args

from fastapi import Depends, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.exports.charts import Chart, figure, png, standalone, to_csv
from onrecord.exports.record_charts import ActorChart, RecordChart, actor_chart, record_chart
from onrecord.exports.views.actors import overview_json
from onrecord.web.records import Records
from onrecord.web.routing import Pages, Shown, records

router = Pages()
_FORMS: Mapping[str, tuple[str, Callable[[Chart], str | bytes]]] = {
    "svg": ("image/svg+xml", standalone),
    "png": ("image/png", png),
    "csv": ("text/csv; charset=utf-8", to_csv),
}
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


@router.page("/charts", template="charts.html")
def charts(request: Request, records: Annotated[Records, Depends(records)]) -> Shown:
    """Statements over time by kind and by act, and by outlet."""
    with records.reading() as record:
        overview = record.overview()
    drawn = [(name, figure(record_chart(overview, name))) for name in get_args(RecordChart)]
    return Shown({"overview": overview, "charts": drawn}, lambda: overview_json(overview))


@router.get("/chart/{name}.{form}", response_model=None, include_in_schema=False)
def chart(
    records: Annotated[Records, Depends(records)],
    name: ActorChart,
    form: Literal["svg", "png", "csv"],
    actor: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """A chart of an actor, or of the record, as a drawing, a picture or a table. Raises NoFont, UnknownActor or
    AmbiguousActor."""
    drawn, of = _chart(records, name, actor, whole=form == "csv")
    kind, write = _FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="{of}-{name}.{form}"'}
    return Response(write(drawn), media_type=kind, headers=headers)


def _chart(records: Records, name: ActorChart, actor: str, *, whole: bool) -> tuple[Chart, str]:
    """The chart, and a name for its file."""
    with records.reading() as record:
        if actor:
            profile = record.profile(actor)
            named = _UNSAFE.sub("-", profile.actor.name).strip("-").lower() or "actor"
            return actor_chart(profile, name, whole=whole), named
        overview = record.overview()
    if name not in get_args(RecordChart):
        raise HTTPException(404)
    of_record: RecordChart = name  # type: ignore[assignment]
    return record_chart(overview, of_record, whole=whole), "record"
