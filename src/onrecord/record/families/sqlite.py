"""The functions about families, over the connection of a SQLite record."""

import gc
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.model import Reading
from onrecord.record.families.queries import WITHOUT_KEYS
from onrecord.record.values import Decision

if TYPE_CHECKING:
    from onrecord.families.grouping import ConflictKind
    from onrecord.families.similarity import Sentences
    from onrecord.record.families.comparing import Comparer
    from onrecord.record.families.foreseen import Foreseen
    from onrecord.record.families.reports import Meanings, Reports
    from onrecord.record.values import ConflictPage, Family, FamilyConflict, FamilyMark, FamilyPage

# What compares words is imported by the methods that need it, so that search starts at once.

_CACHE = "PRAGMA cache_size = -1048576"
"""Pages kept while many versions are compared: up to 1 GB. Several indexes are read and written all over."""
_HELD = 64
"""Megabytes of the file that a writer keeps by itself."""


class FamilyMethods:
    """A FamilyRecord for a class that has a connection and gives out transactions."""

    _connection: sqlite3.Connection
    _embeds_with: "Sentences | None" = None
    """What was given to embed with; without it, that which comes along, in this process."""

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _counted(self, query: str) -> int:
        raise NotImplementedError

    def _asked(self, count: Callable[[sqlite3.Connection], int]) -> int:
        raise NotImplementedError

    def _steps(self, what: str, total: int) -> Callable[[], object]:
        raise NotImplementedError

    def family(self, id_or_statement: str) -> "Family":
        """One family."""
        from onrecord.record.families import load_family

        with self._reading() as connection:
            return load_family(connection, self._reports, id_or_statement)

    def families(
        self, words: str | None = None, *, limit: int = 20, after: str | None = None, among: int | None = None
    ) -> "FamilyPage":
        """Families, a page at a time."""
        from onrecord.record.families import list_families

        with self._reading() as connection:
            return list_families(connection, self._reports, words, limit=limit, after=after, among=among)

    def family_marks(self, reading: Reading) -> "Mapping[str, FamilyMark]":
        """The families of a version's statements."""
        from onrecord.record.families import family_marks

        with self._reading() as connection:
            return family_marks(connection, self._reports, reading)

    def conflicts(
        self, words: str | None = None, *, family: str | None = None, kind: "ConflictKind | None" = None
    ) -> "Iterator[FamilyConflict]":
        """Contradictions within families."""
        from onrecord.record.families import all_conflicts, check_kind, family_conflicts

        check_kind(kind)
        with self._reading() as connection:
            if family is not None:
                found = family_conflicts(connection, self._reports, family)
                yield from (one for one in found if kind in (None, one.kind))
            else:
                yield from all_conflicts(connection, self._reports, words, kind=kind)

    def conflict_page(
        self,
        words: str | None = None,
        *,
        kind: "ConflictKind | None" = None,
        limit: int = 20,
        after: str | None = None,
        among: int | None = None,
    ) -> "ConflictPage":
        """Contradictions, a page at a time."""
        from onrecord.record.families import check_kind, some_conflicts

        check_kind(kind)
        with self._reading() as connection:
            return some_conflicts(connection, self._reports, words, kind=kind, limit=limit, after=after, among=among)

    def recent_conflicts(self, *, limit: int = 10) -> "tuple[FamilyConflict, ...]":
        """Contradictions of the families that statements joined last."""
        from onrecord.record.families import recent_conflicts

        with self._reading() as connection:
            return recent_conflicts(connection, self._reports, limit=limit)

    def join_statements(self, statement: str, other: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that two are one utterance."""
        from onrecord.record.families import deciding

        with self._writing() as connection:
            return deciding.join(connection, statement, other, who=who, note=note)

    def split_statement(self, statement: str, *, who: str, note: str | None = None) -> Decision:
        """Decide that one is another utterance."""
        from onrecord.record.families import deciding

        with self._writing() as connection:
            return deciding.split(connection, statement, who=who, note=note)

    @cached_property
    def _reports(self) -> "Reports":
        from onrecord.record.families.reports import Reports

        return Reports(self._connection)

    @cached_property
    def _comparer(self) -> "Comparer":
        from onrecord.families.comparison import is_possible, judge
        from onrecord.families.features import texts
        from onrecord.record.families.comparing import Comparer

        return Comparer(
            self._connection,
            self._reports,
            possible=is_possible,
            judge=judge,
            texts=texts,
            meanings=self._meanings,
        )

    @cached_property
    def _meanings(self) -> "Meanings":
        from onrecord.record.families.reports import Meanings

        return Meanings(self._connection, self._sentences)

    def hold(self, megabytes: int) -> None:
        """Keep at most so much of the file in memory, where a writer by itself keeps up to 64, and of its reports the
        same share."""
        self._connection.execute(f"PRAGMA cache_size = {-1024 * int(megabytes)}")
        self._reports.hold(megabytes / _HELD)

    def _sentences(self) -> "Sentences":
        return self._embeds_with or _sentences()

    def foresee(self, foreseen: "Foreseen") -> None:
        """Take what was worked out about the next addition."""
        self._reports.foreseen = foreseen.sketches
        self._meanings.foresee(foreseen.meanings, foreseen.embedded_with)
        self._comparer.foresee(
            foreseen.sketches, foreseen.told if foreseen.embedded_with == self._sentences().name else {}
        )

    def _forget(self) -> None:
        """Drop what was loaded: what was undone gives its sequences to other rows."""
        if "_reports" in self.__dict__:
            self._reports.forget()
        if "_comparer" in self.__dict__:
            self._comparer.forget()

    def _compare_added(self, step: Callable[[], object] = lambda: None) -> None:
        """Within the transaction of an addition."""
        from onrecord.record.families.adding import AT_ONCE, compare_versions

        compare_versions(self._connection, self._reports, comparer=self._comparer, most=AT_ONCE, step=step)

    def _compare_again(self, versions: set[int]) -> None:
        """Within the transaction of a decision."""
        from onrecord.record.families.adding import compare_again

        compare_again(self._connection, self._reports, versions, comparer=self._comparer)

    def _compare_all(self) -> None:
        """Compare the versions of a record that was made before there were families, or make the keys of one whose
        keys were others; get ready for further versions."""
        from onrecord.record.families.adding import make_keys, uncompared_count

        _ = self._comparer
        if originals := self._counted(WITHOUT_KEYS):
            with self._writing() as connection:
                make_keys(connection, self._reports, step=self._steps("index", originals))
        if not (readings := self._asked(uncompared_count)):
            return
        step = self._steps("families", readings)
        self._connection.execute(_CACHE)
        try:
            while self._asked(uncompared_count):
                with self._writing():
                    self._compare_added(step)
                # What is kept for the next ones is no garbage: it would be gone through again and again.
                gc.freeze()
        finally:
            gc.unfreeze()


def _sentences() -> "Sentences":
    from onrecord.families.similarity import shipped_sentences

    return shipped_sentences()
