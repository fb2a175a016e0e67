"""What coders' decisions teach, told on the pages: looked at with every 20 coded statements, and when somebody asks.

Proposals that are corrected by it stand in the record. How much better they are is kept in memory, by the question, and
found again from the decisions. It takes seconds, so that coding goes on meanwhile: beside the pages, and through a
connection of its own."""

import logging
import threading

from onrecord.library import OpenRecord
from onrecord.positions.learning import LEAST, Learned
from onrecord.problems import Problem
from onrecord.web.records import Records

_log = logging.getLogger("onrecord.web")


class Learning:
    """What was learned last, by the question's id."""

    def __init__(self, records: Records) -> None:
        self._records, self._turn = records, threading.Lock()
        self._last: dict[str, Learned | None] = {}
        self._going: dict[str, threading.Thread] = {}

    def told(self, question: str) -> Learned | None:
        """What was learned last on a question; None where that was nothing, or nobody looked."""
        return self._last.get(question)

    def looked(self, question: str) -> bool:
        """Whether it was looked at."""
        return question in self._last

    def going(self, question: str) -> bool:
        """Whether it is being looked at."""
        return question in self._going

    def look(self, question: str) -> None:
        """See what the decisions on a question, by its id, teach now, and correct the proposals by it."""
        with self._turn, self._records.opened() as record:
            self._last[question] = record.learn(question)

    def after(self, record: OpenRecord, question: str) -> None:
        """The same, beside the pages, if it is time for it: with every 20 coded statements."""
        count = sum(1 for _ in record.codings(question))
        if count and not count % LEAST and question not in self._going:
            name = f"onrecord learning {question}"
            self._going[question] = threading.Thread(target=self._beside, args=(question,), name=name, daemon=True)
            self._going[question].start()

    def close(self) -> None:
        """Wait for what is being looked at."""
        for thread in list(self._going.values()):
            thread.join()

    def _beside(self, question: str) -> None:
        try:
            self.look(question)
        except Problem as problem:
            _log.warning("Nothing was learned about question %s: %s", question, problem)
        finally:
            self._going.pop(question, None)
