"""The stages in order: article → attributions → speakers and occasions → statements."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from onrecord.actors.directory import Directory
from onrecord.english.acts import with_act
from onrecord.model import Article, Attribution, Reading, Statement, Version, statement_id
from onrecord.occasions import Circumstances, circumstances, numbered
from onrecord.people import Resolved, resolve
from onrecord.people.headlines import headline_attribution
from onrecord.problems import ApartEnded, StageFailed
from onrecord.reading import Reader, unread_because
from onrecord.reading.calibration import statement_confidence
from onrecord.reading.decoding import Found
from onrecord.reading.rules import attributions
from onrecord.reading.words import Signs
from onrecord.stages import one_by_one, stage

Failed = Callable[[Article, StageFailed | ApartEnded], object]
"""Told of an article at which a stage failed, and how."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A reader in another process: its name, and the reading of an article by all stages there, which raises
    StageFailed, or ApartEnded."""

    name: str
    read: Callable[[Article, Directory | None], Reading]


def statements(
    articles: Iterable[Article],
    *,
    reader: Reader | Elsewhere,
    directory: Directory | None = None,
    failed: Failed | None = None,
) -> Iterator[Reading]:
    """Each article with the statements of its latest version, in reading order.

    `directory` says who held an office on the day of an article that names nobody. An article in a language that the
    reader was not trained on has no statements but a reason. If a stage fails at an article, in whatever way, that
    article is passed to `failed` with the problem, and the others continue; without `failed`, StageFailed is raised.
    Raises TypeError for what is not an Article: of what `load` gives, that is the `article`."""
    for article, read in _reads(map(_article, articles), reader, directory):
        try:
            reading = read()
        except (StageFailed, ApartEnded) as problem:
            if failed is None:
                raise
            failed(article, problem)
            continue
        yield reading


def _article(one: Article) -> Article:
    if not isinstance(one, Article):
        advice = "Give its `article`." if hasattr(one, "article") else "`load` gives those of files and addresses."
        raise TypeError(f"A {type(one).__name__} is not an Article. {advice}")
    return one


def resolved(
    version: Version, found: list[Attribution], *, signs: Signs | None = None, directory: Directory | None = None
) -> tuple[Statement, ...]:
    """The statements of a version from what the reader found in it, and said of its words (`signs`; without them, all
    that was found is taken for statements).

    What was said stays, even where nobody can tell who "they" are, with the low confidence of its speaker. Raises
    StageFailed."""
    with stage("the rules"):
        found = attributions(version, found, headline=headline_attribution(version), signs=signs)
    with stage("finding the speakers"):
        people = resolve(version, found, directory=directory)
    with stage("finding the occasions"):
        around = circumstances(version, found, speakers=[one.speakers for one in people])
    with stage("putting statements together"):
        made = (_statement(version, *parts) for parts in zip(found, people, around, strict=True))
        return numbered(list(made))


def _reads(
    articles: Iterable[Article], reader: Reader | Elsewhere, directory: Directory | None
) -> Iterator[tuple[Article, Callable[[], Reading]]]:
    if isinstance(reader, Elsewhere):
        for article in articles:
            yield article, partial(reader.read, article, directory)
    else:
        for article, found in one_by_one("reading", reader.read, articles):
            yield article, partial(_read, article, found, directory=directory, read_with=reader.name)


def _read(article: Article, found: Found | StageFailed, *, directory: Directory | None, read_with: str) -> Reading:
    if isinstance(found, StageFailed):
        raise found
    reason = unread_because(article.latest)
    told = () if reason else resolved(article.latest, found.attributions, signs=found.signs, directory=directory)
    return Reading(article, told, reason, read_with)


def _statement(version: Version, attribution: Attribution, people: Resolved, around: Circumstances) -> Statement:
    statement = Statement(
        id=statement_id(version.text_sha256, attribution.content, attribution.source),
        content=attribution.content,
        source=attribution.source,
        cue=attribution.cue,
        kind=attribution.kind,
        type=attribution.type,
        speakers=people.speakers,
        principals=people.principals,
        addressee=around.addressee,
        venue=around.venue,
        when=around.when,
        confidence=round(statement_confidence(attribution.confidence, people.certainty), 4),
    )
    return with_act(statement, version.text)
