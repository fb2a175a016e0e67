"""The most memory that a server takes: `python -m benchmarks.serving --memory --record FILE`.

Users do all that takes memory, first one thing after another, then at once: pages, drawings and the whole record as a
file; long articles, in other languages too, are added; long drafts are checked; statements of all the record are judged
for questions."""

import json
import re
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.common import SHARED
from benchmarks.served import Memory, Server, watched
from onrecord.apart import IDLE

LONGEST = 60
"""Articles that are added one after another."""
BESIDE = 12
"""Articles that are added while all else goes on."""
QUESTIONS = (
    "Should taxes rise?",
    "Should the bridge be rebuilt?",
    "Should the ferry be free for schoolchildren?",
)
HEAVY = (
    "/charts",
    "/chart/outlets.png",
    "/matrix",
    "/network",
    "/common-ground",
    "/agreement",
    "/export.parquet",
    "/export.csv",
    "/export.jsonl",
)
FIRST_PART = 1_000_000
"""Bytes of a file after which it has shown what it takes."""
_OTHER_LANGUAGES = (
    "Die Hafenbrücke wird am Montag für mindestens einen Monat geschlossen, teilte die Stadt mit. „Wir haben keine "
    "Wahl“, sagte die Bürgermeisterin. ",
    "Le pont du port sera fermé lundi pour au moins un mois, a annoncé la ville dans un communiqué. ",
    "Мост в порту будет закрыт в понедельник как минимум на месяц, сообщила мэрия города. ",
)
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
Step = Callable[[], None]


def worst(server: Server, pages: Sequence[str]) -> dict[str, object]:
    """The most that is held in each step, and at rest."""
    user = _User(server, pages, texts())
    once = user.articles[:LONGEST]
    steps: dict[str, Sequence[Step]] = {
        "pages": [user.reads],
        "drawings and the whole record as files": [user.draws],
        f"{LONGEST} long articles, added": [lambda: user.adds(once)],
        "the longest of them, checked": [user.checks],
        "questions, judged": [lambda: user.asks(1)],
        "all of that at once": [
            user.reads,
            user.draws,
            lambda: user.adds(user.articles[LONGEST : LONGEST + BESIDE]),
            lambda: user.adds(user.articles[LONGEST + BESIDE : LONGEST + 2 * BESIDE]),
            user.checks,
            lambda: user.asks(2),
        ],
    }
    figures: dict[str, object] = {"at first": str(server.memory)}
    most, common = Memory(), 0
    for name, at_once in steps.items():
        began = time.monotonic()
        with watched(server) as held:
            _together(at_once)
        most = most.or_more(held[0])
        common = server.common
        figures[name] = f"at most {held[0]}, then {server.memory}; {time.monotonic() - began:.0f} s"
        print(f"{name}: {figures[name]}", file=sys.stderr)
    figures["most"] = str(most)
    figures["most, where nobody else uses the same libraries"] = most.both - common
    time.sleep(IDLE + 2)
    figures["at rest"] = str(server.memory)
    figures["not answered with a page"] = len(user.failed)
    for one in sorted(set(user.failed))[:10]:
        print("failed:", one, file=sys.stderr)
    return figures


def texts() -> list[str]:
    """The longest articles at hand first."""
    found = [
        json.loads(line)["text"]
        for name in ("data/polnear/train", "data/polnear/dev", "gold/articles", "gold_train/articles")
        for line in (SHARED / f"{name}.jsonl").read_text(encoding="utf8").splitlines()
    ]
    return sorted(found, key=len, reverse=True)


@dataclass
class _User:
    """Somebody who asks for much, through one more connection for each thing."""

    server: Server
    pages: Sequence[str]
    articles: Sequence[str]
    failed: list[str] = field(default_factory=list)

    def reads(self) -> None:
        """Pages of all kinds, by four at once."""
        _together([lambda at=at: self._gets(self.pages[at::4]) for at in range(4)])  # type: ignore[misc]

    def draws(self) -> None:
        """What takes more than a page."""
        self._gets(HEAVY)

    def adds(self, articles: Sequence[str]) -> None:
        """Articles, and now and then one in another language."""
        for number, text in enumerate(articles):
            if number % 7 == 3:
                self._posts("/api/add", f"{_OTHER_LANGUAGES[number % 3] * 12}{number} {time.time_ns()}")
            self._posts("/api/add", f"{text}\n\nThis is printing {time.time_ns()}.")

    def checks(self) -> None:
        """The longest articles, as drafts."""
        for text in self.articles[:3]:
            self._posts("/api/check", text)

    def asks(self, number: int) -> None:
        """Questions, until all statements are judged for them."""
        connection = self.server.connection()
        for question in QUESTIONS[:number]:
            connection.request("GET", "/questions")
            answer = connection.getresponse()
            token = _TOKEN.search(answer.read().decode())
            cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
            asked = {"form_token": token[1] if token else "", "text": f"{question[:-1]} in {time.time_ns()}?"}
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
            connection.request("POST", "/questions", urlencode(asked), headers)
            answer = connection.getresponse()
            answer.read()
            job = answer.getheader("location")
            state = "waiting"
            while state in ("waiting", "running"):
                time.sleep(0.5)
                connection.request("GET", f"{job}.json")
                progress = json.loads(connection.getresponse().read())
                state = progress.get("state", "lost")
            if state != "done":
                self.failed.append(f"{state}: {question} {progress.get('told')}")

    def _gets(self, pages: Sequence[str]) -> None:
        for page in pages:
            connection = self.server.connection()
            connection.request("GET", page)
            answer = connection.getresponse()
            answer.read(FIRST_PART)
            connection.close()
            self._note(answer.status, page)

    def _posts(self, address: str, text: str) -> None:
        connection = self.server.connection()
        connection.request("POST", address, json.dumps({"text": text}), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = json.loads(answer.read())
        connection.close()
        self._note(answer.status, f"{address} {content if answer.status != 200 else ''}")
        self.failed += [f"{address} {one}" for one in content.get("failures", [])]

    def _note(self, status: int, asked: str) -> None:
        if status != 200:
            self.failed.append(f"{status} {asked}")


def _together(steps: Sequence[Step]) -> None:
    threads = [threading.Thread(target=step) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
