"""A report made by hand."""

from collections.abc import Sequence
from datetime import date

from onrecord.families.reports import Report
from onrecord.model import ActorKind, Span, Speaker, Statement, StatementType, When, Words


def report(
    quote: str,
    name: str = "first",
    *,
    speaker: str | Sequence[str] | None = "Maria Holt",
    kind: ActorKind = "person",
    type: StatementType = "direct",  # noqa: A002 - the field's name
    article: str | None = None,
    published: date | None = date(2024, 3, 1),
    when: date | None = None,
    venue: str | None = None,
    addressee: str | None = None,
    paragraph: str = "",
    start: int = 0,
    principal: Speaker | None = None,
) -> Report:
    """A report of an article of its own, unless one is named."""
    names = (speaker,) if isinstance(speaker, str) else tuple(speaker or ())
    statement = Statement(
        id=name,
        content=(Span(start, start + len(quote)),),
        type=type,
        speakers=tuple(Speaker(one, kind) for one in names),
        principals=(principal,) if principal else (),
        addressee=Words(addressee) if addressee else None,
        venue=Words(venue) if venue else None,
        when=When(when, when, None, "given") if when else None,
    )
    return Report(
        article_id=article or f"article of {name}",
        outlet=None,
        published=published,
        statement=statement,
        quote=quote,
        paragraph=paragraph or quote,
    )
