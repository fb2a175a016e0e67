"""What coders' decisions teach, told on the pages: looked at again with every 20 decisions, and when somebody asks.

Proposals that are corrected by it stand in the record. How much better they are is kept in memory, by the question, and
found again from the decisions."""

import threading

from onrecord.library import OpenRecord
from onrecord.positions.learning import LEAST, Learned


class Learning:
    """What was learned last, by the question's id."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[str, Learned | None] = {}

    def told(self, question: str) -> Learned | None:
        """What was learned last on a question; None where that was nothing, or nobody looked."""
        with self._lock:
            return self._last.get(question)

    def looked(self, question: str) -> bool:
        """Whether it was looked at."""
        with self._lock:
            return question in self._last

    def look(self, record: OpenRecord, question: str) -> None:
        """See what the decisions on a question, by its id, teach now, and correct the proposals by it."""
        found = record.learn(question)
        with self._lock:
            self._last[question] = found

    def after(self, record: OpenRecord, question: str) -> None:
        """The same if it is time for it: with every 20 statements."""
        count = sum(1 for _ in record.codings(question))
        if count and not count % LEAST:
            self.look(record, question)
