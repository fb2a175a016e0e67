"""The library in two functions: `read` articles, and `open_record` to keep and search them.

    import onrecord

    onrecord.read("page.html").to_dataframe()
    with onrecord.open_record("ferry.record") as record:
        record.add("articles/")
        record.search("ferry", speaker="mayor")

Parameters have the names of the commands' options. Neither stops at inputs that cannot be read; see `failures` of
the result.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from onrecord.collect import Done, DoneAgain, add_all, read_all, reread_all
from onrecord.exports.table import hits_of, with_known
from onrecord.model import ArticleKind, Failure, Loaded
from onrecord.positions.values import Question, Stance
from onrecord.problems.record import AmbiguousActor
from onrecord.record.positions.values import PositionPage
from onrecord.record.searching.facets import Facets
from onrecord.record.searching.filters import (
    ActorFilters,
    FacetFilters,
    Filters,
    SearchFilters,
    as_when,
    check_word,
    chosen,
    with_days,
)
from onrecord.record.searching.saved import SavedSearch
from onrecord.record.sqlite import SQLiteRecord
from onrecord.record.values import Decision, Hit, Known, Page, Subject, Updating
from onrecord.results import Hits, ReadArticle, Readings, found, read_article
from onrecord.sources import to_load
from onrecord.sources.inputs import Given, Inputs
from onrecord.through import ReadBy

if TYPE_CHECKING:
    from onrecord.exports.table import Library
    from onrecord.families.similarity import Sentences


def read(
    inputs: Inputs,
    *,
    published: str | date | None = None,
    kind: ArticleKind | None = None,
    reader: ReadBy = None,
    processes: int | None = None,
    allow_private: bool = False,
) -> Readings:
    """The statements of articles: `read("page.html")`, `read(["a.txt", Path("folder")])`.

    An input is a file, a folder or an http(s) address, as a string or a Path; one is one, several are several.
    `published` is when all of them were published, over what they say themselves; days like "Thursday" are counted
    from it. `kind` is what all of them are: "article", "interview", "transcript" or "official" (a statement that
    its issuer publishes). `reader` is a folder with weights of your own, or a Reader, which saves loading it for
    every call and reads in this process alone. Otherwise `processes` is how many processes read; by default it is
    one per core, or this one alone for fewer than eight inputs.
    `allow_private` permits addresses that lead to this machine or its network.

    An input that cannot be read becomes one of the `failures` of the result, with its reason, and the others are still
    read; an article in another language has no statements but a `reason`. Everything is read before the function
    returns; for more than fits in memory, use `load` and `statements`, or a record.
    Raises PublishedNotATime if `published` is not a time; TypeError for an input that is neither a string nor a
    path; ValueError for another kind, or fewer than one process."""
    failures: list[Failure] = []
    given = to_load(inputs, published=published, kind=kind, allow_private=allow_private)
    found = read_all(given, failed=failures.append, reader=reader, processes=processes)
    readings = tuple(map(read_article, found))
    return Readings(readings, tuple(failures))


def open_record(
    path: str | Path,
    *,
    write: bool = True,
    updating: Updating = lambda what, done, total: None,
    sentences: "Sentences | None" = None,
) -> "OpenRecord":
    """The record in the file at `path`, for a `with` block; it is created if it does not exist.

    With `write=False` it is opened for reading only, and must exist. One process writes, any number read. If an earlier
    version of the program wrote the record, a writer first adds what is missing, which takes minutes for a million
    statements; `updating` is called with the progress. `sentences` embeds the words of statements in place of the
    network that comes with Onrecord, which is loaded in this process when it is first needed.
    Raises RecordMissing, NotARecord, RecordTooNew, RecordTooOld or RecordBusy."""
    return OpenRecord(Path(path), write=write, updating=updating, sentences=sentences)


class OpenRecord(SQLiteRecord):
    """A record that reads inputs itself and gives results that can be displayed; otherwise an
    `onrecord.record.Record`."""

    def __init__(self, path: Path, *, write: bool, updating: Updating, sentences: "Sentences | None") -> None:
        self._embeds_with = sentences  # what is missing is added at once
        super().__init__(path, write=write, updating=updating)

    def __repr__(self) -> str:
        return f"<OpenRecord: {self._path}>"

    def add(
        self,
        inputs: Inputs | Loaded | Failure | Iterable[str | Path | Loaded | Failure],
        *,
        published: str | date | None = None,
        kind: ArticleKind | None = None,
        reader: ReadBy = None,
        processes: int | None = None,
        again: bool = False,
        allow_private: bool = False,
    ) -> Done:
        """Read articles and keep them with the bytes that prove them; counts those added, changed, unchanged and
        failed.

        Inputs are those of `read`, or what `load` gave; `processes` as there. Inputs already in the record are not read
        again unless `again` is set; a changed article becomes a new version. Failed inputs are kept with their reason
        and listed in `failures` of the result.
        Raises PublishedNotATime or TypeError as `read` does; RecordReadOnly, RecordBusy or RecordFailed if the
        record cannot be written: what was added before stays."""
        done, given = Done(), _given(inputs, published=published, kind=kind, allow_private=allow_private)
        add_all(given, record=self, done=done, again=again, reader=reader, processes=processes)
        return done

    def reread(
        self,
        *,
        older_than: str | None = None,
        article: str | Iterable[str] = (),
        since: str | date | None = None,
        reader: ReadBy = None,
        processes: int | None = None,
        again: bool = False,
    ) -> DoneAgain:
        """Read again, from their stored texts, the versions that another reader read last; how many statements that
        changed.

        What is then shown, searched and compared is the new reading; earlier ones stay and are proved like before.
        `older_than` is the name of a reader of this record, or its beginning: only what those read that read here
        before it. `article` is one or several, by id or address; `since` the first day of publication. With `again`
        also what this reader has read already; `processes` as in `read`. What fails keeps its reading, and is told in
        `failures` of the result.
        Raises UnknownReader, UnknownId, AmbiguousId or ArticleRemoved; ValueError where `since` is not a time;
        RecordReadOnly, RecordBusy or RecordFailed where the record cannot be written: what was read before stays."""
        done, day = DoneAgain(), as_when(since)
        articles = (article,) if isinstance(article, str) else article
        first = day.start if day else None
        which: dict[str, Any] = {"older_than": older_than, "articles": articles, "since": first, "again": again}
        reread_all(self, done=done, reader=reader, processes=processes, **which)
        return done

    def search(self, words: str = "", **filters: Unpack[SearchFilters]) -> Hits:
        """Statements of the latest versions that contain every word, best first; without words, newest first.

        The filters are the options of `onrecord search`: `speaker`, `outlet`, `role`, `venue`, `to`, `since`, `until`,
        `when`, `type`, `kind`, `act`, `negated`, `in_` ("statements" or "articles"), `sort` ("relevance" or "date"),
        `limit` and `after`.
        Raises ValueError if a time, or a word such as that of an act, is not valid; TypeError for another filter;
        BadCursor if `after` is not the `next` of the same search."""
        return self._hits(super().search(words, **chosen(filters, SearchFilters)))

    def facets(self, words: str = "", **filters: Unpack[FacetFilters]) -> Facets:
        """How many hits of a search there are by actor, role, outlet, type, act, kind, venue, year and month.

        The filters are those of `search`, without `sort`, `limit` and `after`. Of more than 5,000 hits only some are
        counted; `complete` tells. Raises ValueError or TypeError as `search` does."""
        return super().facets(words, **chosen(filters, FacetFilters))

    def save_search(self, name: str, query: Mapping[str, Any], *, who: str) -> SavedSearch:
        """Keep a search under a name, over what was kept under it: `query` is what `search` is asked, in the same
        forms. Raises BadSearch for what it does not take; ValueError if a time is not valid."""
        return super().save_search(name, with_days(query), who=who)

    def who(self, name: str, *, pick: int | None = None, **filters: Unpack[Filters]) -> Hits:
        """What an actor said, newest first. `name` is a full or partial name, an id, or an identifier such as
        Wikidata's.

        If several actors may be meant, `pick` chooses one by its number, from 1; `meant` lists them. The filters are
        the options of `onrecord who`: `since`, `until`, `role`, `venue`, `to`, `limit` and `after`.
        Raises UnknownActor; AmbiguousActor if several may be meant and none is picked; ValueError if `pick` is too
        large, or a time is not valid; TypeError for another filter; BadCursor."""
        meant = self.meant(name)
        if pick is None and len(meant) > 1:
            raise AmbiguousActor(name, [f"{one.actors[0].name} ({one.actors[0].id})" for one in meant])
        number = 1 if pick is None else pick
        if not 1 <= number <= len(meant):
            raise ValueError(f"pick must be from 1 to {len(meant)} for {name!r}, not {pick}")
        asked = [one.id for one in meant[number - 1].actors]
        return self._hits(super().statements_of(asked, **chosen(filters, Filters)))

    def statements_of(self, id_or_name: str | Sequence[str], **filters: Unpack[ActorFilters]) -> Page:
        """The statements of the latest versions in which an actor, or one of several, is speaker or principal, or the
        one that `part` names, newest first.

        The filters are `since`, `until`, `role` (the actor's own in the statement), `venue`, `to`, `part` ("speaker" or
        "principal"), `act`, `negated`, `outlet`, `type`, `limit` and `after`, in the forms of `search`.
        Raises UnknownActor, AmbiguousActor or BadCursor; ValueError or TypeError as `search` does."""
        return super().statements_of(id_or_name, **chosen(filters, ActorFilters))

    def decisions(
        self,
        id_: str | None = None,
        *,
        subject: Subject | None = None,
        who: str | None = None,
        since: str | date | None = None,
    ) -> tuple[Decision, ...]:
        """What persons decided, the oldest first: all, or about a statement, an article or an actor, by id or name.

        `who` names the person, `since` the first day. Those that were taken back have the number of the decision that
        did so in `undone`. Raises UnknownId or AmbiguousId; ValueError where `since` is not a day, or there is no such
        subject."""
        check_word("subject", subject)
        first = as_when(since)
        return super().decisions(id_, subject=subject, who=who, since=first.start if first else None)

    def ask(
        self,
        text: str,
        *,
        description: str | None = None,
        synonyms: Iterable[str] = (),
        seeds: Iterable[str] = (),
        since: str | date | None = None,
        who: str,
    ) -> Question:
        """Follow a yes/no question; the same text again is the same question, to which synonyms and seeds (statements
        about it, by id) are added. `judge` then proposes where everybody stands, and `positions` tells it:

            question = record.ask("Should the ferry be replaced by a bridge?", synonyms=["crossing"], who="Kim Park")
            record.judge(question.id)
            record.positions(question=question.id).positions

        Raises BadQuestion, BadDecision where nobody is named, UnknownId or AmbiguousId; ValueError where `since` is not
        a day."""
        first = as_when(since)
        return super().ask(
            text,
            description=description,
            synonyms=synonyms,
            seeds=seeds,
            since=first.start if first else None,
            who=who,
        )

    def positions(
        self,
        *,
        question: str | None = None,
        actor: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        relayed: bool | None = None,
        stance: Stance | None = None,
        doubtful: bool = False,
        limit: int | None = 100,
        after: str | None = None,
    ) -> PositionPage:
        """Where actors stand: on a question (by its id, text, or words of it), or of an actor, by name or id. By
        question, the newest first; see `onrecord.positions.summaries` for what may be said of them in summary.

        The filters are the options of `onrecord positions`; without a `limit`, all are given. Raises UnknownQuestion,
        AmbiguousQuestion, UnknownActor, AmbiguousActor or BadCursor; ValueError where a day, the limit or the stance is
        not one."""
        check_word("stance", stance)
        days = with_days({"since": since, "until": until})
        return super().positions(
            question=question,
            actor=actor,
            since=days["since"],
            until=days["until"],
            relayed=relayed,
            stance=stance,
            doubtful=doubtful,
            limit=limit,
            after=after,
        )

    def article(self, id_or_prefix: str) -> ReadArticle:
        """The latest version of an article, by its id, address or the beginning of its id, with its statements.

        Raises UnknownId or AmbiguousId."""
        return next(read_article(*one) for one in with_known([super().article(id_or_prefix)], self))

    def readings(self) -> Iterator[ReadArticle]:
        """The latest version of every article, in the order they were added."""
        return (read_article(*one) for one in with_known(super().readings(), self))

    def to_dataframe(self, *, library: "Library | None" = None) -> Any:
        """All statements of the latest versions, one per row: see `Readings.to_dataframe`."""
        from onrecord.exports.table import to_dataframe

        return to_dataframe(self._all(), library=library)

    def to_parquet(self, path: str | Path) -> None:
        """The same table as a file, some rows at a time: see `Readings.to_parquet`."""
        from onrecord.exports.table import write_parquet

        write_parquet(self._all(), Path(path))

    def _all(self) -> Iterator[tuple[Hit, Known]]:
        return self.known(hit for reading in super().readings() for hit in hits_of(reading))

    def _hits(self, page: Page) -> Hits:
        return Hits(tuple(found(*one) for one in self.known(page.hits)), page.next)


def _given(inputs: Any, **manner: Any) -> Iterator[Given]:
    """The inputs, as they are opened where they are not yet. Raises what `load` does, before anything is read."""
    if isinstance(inputs, (Loaded, Failure)):
        return iter((inputs,))
    if isinstance(inputs, (str, os.PathLike, bytes)) or not isinstance(inputs, Iterable):
        return to_load(inputs, **manner)  # type: ignore[arg-type]
    to_load((), **manner)
    given = iter(inputs)
    return (result for one in given for result in _opened(one, **manner))


def _opened(one: Any, **manner: Any) -> Iterable[Given]:
    return (one,) if isinstance(one, (Loaded, Failure)) else to_load((one,), **manner)
