"""The stages in order: article → attributions → speakers and occasions → statements."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from onrecord.english.acts import with_act
from onrecord.model import Article, Attribution, Reading, Statement, Version, statement_id
from onrecord.occasions import Circumstances, circumstances, numbered
from onrecord.people import Resolved, resolve, with_headline
from onrecord.people.directory import Directory
from onrecord.problems import StageFailed
from onrecord.reading import Reader, conventional, unread_because, with_layout
from onrecord.reading.calibration import LEAST_STATEMENT_CONFIDENCE, SURE_QUOTATION, statement_confidence
from onrecord.reading.primary import with_primary
from onrecord.stages import stage

Failed = Callable[[Article, StageFailed], object]
"""Told of an article at which a stage failed, and how."""


def statements(
    articles: Iterable[Article], *, reader: Reader, directory: Directory | None = None, failed: Failed | None = None
) -> Iterator[Reading]:
    """Each article with the statements of its latest version, in reading order.

    `directory` says who held an office on the day of an article that names nobody. An article in a language that the
    reader was not trained on has no statements but a reason. If a stage fails at an article, in whatever way, that
    article is passed to `failed` and the others continue; without `failed`, StageFailed is raised."""
    for article, found in _attributed(articles, reader=reader):
        try:
            reading = _read(article, found, directory=directory, read_with=reader.name)
        except StageFailed as problem:
            if failed is None:
                raise
            failed(article, problem)
            continue
        yield reading


def resolved(
    version: Version, attributions: list[Attribution], *, directory: Directory | None = None
) -> tuple[Statement, ...]:
    """The statements of a version from its attributions; those that are more likely wrong than right are left out.

    Words in quotation marks that a verb of speech gives to somebody were said, even where nobody can tell who "they"
    are: they stay, with the low confidence of their speaker. Raises StageFailed."""
    with stage("the rules of layout"):
        attributions = conventional(version.text, with_headline(version, attributions))
        attributions = with_layout(version.text, attributions, blocks=version.blocks)
        attributions = with_primary(version, attributions)
    with stage("finding the speakers"):
        people = resolve(version, attributions, directory=directory)
    with stage("finding the occasions"):
        around = circumstances(version, attributions)
    with stage("putting statements together"):
        found = [_statement(version, *parts) for parts in zip(attributions, people, around, strict=True)]
        return numbered(
            [
                statement
                for statement, attribution in zip(found, attributions, strict=True)
                if statement.confidence >= LEAST_STATEMENT_CONFIDENCE or _surely_said(attribution)
            ]
        )


def _surely_said(attribution: Attribution) -> bool:
    """Whether the words themselves were surely uttered, whoever said them: a quotation with a source and a cue, or the
    answer of an interview, which has neither."""
    quoted = attribution.type == "direct" and attribution.kind == "said"
    whole = bool(attribution.cue) == bool(attribution.source)
    return quoted and whole and attribution.confidence >= SURE_QUOTATION


def _read(
    article: Article, found: list[Attribution] | StageFailed, *, directory: Directory | None, read_with: str
) -> Reading:
    if isinstance(found, StageFailed):
        raise found
    reason = unread_because(article.latest)
    told = () if reason else resolved(article.latest, found, directory=directory)
    return Reading(article, told, reason, read_with)


def _attributed(
    articles: Iterable[Article], *, reader: Reader
) -> Iterator[tuple[Article, list[Attribution] | StageFailed]]:
    """Each article with its attributions, or with how reading it failed.

    The reader takes several articles together. Where it fails, those it had taken are read one by one, so that the
    one to blame does not take its neighbours with it."""
    source = _Source(articles)
    while True:
        try:
            with stage("reading"):
                for article, attributions in reader.read(source):
                    source.taken.popleft()
                    yield article, attributions
                return
        except StageFailed:
            source.check()
            if not source.taken:  # no article is to blame, so that all would fail
                raise
        while source.taken:
            article = source.taken.popleft()
            yield article, _attributions(article, reader)


def _attributions(article: Article, reader: Reader) -> list[Attribution] | StageFailed:
    try:
        with stage("reading"):
            return next(iter(reader.read([article])))[1]
    except StageFailed as problem:
        return problem


class _Source:
    """Articles as the reader takes them, and which it has taken and not yet given back."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = iter(articles)
        self._error: Exception | None = None
        self.taken = deque[Article]()

    def __iter__(self) -> Iterator[Article]:
        return self

    def __next__(self) -> Article:
        try:
            article = next(self._articles)
        except StopIteration:
            raise
        except Exception as error:
            # Not the reader's fault, nor one article's: `check` raises it where the reader has let go.
            self._error = error
            raise
        self.taken.append(article)
        return article

    def check(self) -> None:
        """Raise what the articles themselves raised."""
        if self._error is not None:
            raise self._error


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
