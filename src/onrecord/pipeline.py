"""The stages in order: article → attributions → speakers and occasions → statements."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model import Article, Attribution, Reading, Span, Statement, Version, statement_id
from onrecord.occasions import Occasion, occasions
from onrecord.occasions.headers import dated
from onrecord.people import Resolved, resolve, with_headline
from onrecord.people.directory import Directory
from onrecord.reading import Reader, conventional, unread_because, with_layout
from onrecord.reading.calibration import LEAST_STATEMENT_CONFIDENCE, SURE_QUOTATION, statement_confidence
from onrecord.reading.primary import with_primary


def statements(articles: Iterable[Article], *, reader: Reader, directory: Directory | None = None) -> Iterator[Reading]:
    """Each article with the statements of its latest version, in reading order.

    `directory` tells who held an office on the day of an article that names nobody. An article in a language the
    reader was not trained on has no statements and a reason."""
    for article, attributions in reader.read(articles):
        reason = unread_because(article.latest)
        yield Reading(article, () if reason else resolved(article.latest, attributions, directory=directory), reason)


def resolved(
    version: Version, attributions: list[Attribution], *, directory: Directory | None = None
) -> tuple[Statement, ...]:
    """The statements of a version from its attributions; those that are more likely wrong than right are left out.

    Words in quotation marks that a verb of speech gives to somebody were said, even where nobody can tell who "they"
    are: they stay, with the low confidence of their speaker."""
    attributions = with_layout(version.text, conventional(version.text, with_headline(version, attributions)))
    attributions = with_primary(version, attributions)
    people = resolve(version, attributions, directory=directory)
    around = occasions(version, attributions)
    whens = dated(version, attributions, [occasion.when for occasion in around])
    around = [replace(occasion, when=when) for occasion, when in zip(around, whens, strict=True)]
    found = [_statement(version, *parts) for parts in zip(attributions, people, around, strict=True)]
    return tuple(
        statement
        for statement, attribution in zip(found, attributions, strict=True)
        if statement.confidence >= LEAST_STATEMENT_CONFIDENCE or _surely_said(attribution)
    )


def _surely_said(attribution: Attribution) -> bool:
    """Whether the words themselves were surely uttered, whoever said them: a quotation with a source and a cue, or the
    answer of an interview, which has neither."""
    quoted = attribution.type == "direct" and attribution.kind == "said"
    whole = bool(attribution.cue) == bool(attribution.source)
    return quoted and whole and attribution.confidence >= SURE_QUOTATION


def _statement(version: Version, attribution: Attribution, people: Resolved, around: Occasion) -> Statement:
    def words(span: Span | None) -> str | None:
        return span.of(version.text) if span else None

    return Statement(
        id=statement_id(version.text_sha256, attribution.content, attribution.source),
        content=attribution.content,
        source=attribution.source,
        cue=attribution.cue,
        kind=attribution.kind,
        type=attribution.type,
        speaker=people.speaker,
        principal=people.principal,
        addressee=words(around.addressee),
        venue=words(around.venue),
        when=around.when,
        confidence=round(statement_confidence(attribution.confidence, people.certainty), 4),
    )
