"""Adding to the record from the pages: what was given is opened and read, and only keeping it takes its turn."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.collect import Became, Done, add_all
from onrecord.model import ArticleKind, Failure, Loaded
from onrecord.sources import count_bytes, load
from onrecord.web.background.jobs import Job, Kept, Work
from onrecord.web.background.turns import Turns
from onrecord.web.errors import BadValue
from onrecord.web.reading import Networks
from onrecord.web.records import Records

LONGEST_TITLE = 80
"""Characters of a job's name."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be added: a text, addresses, files by their names; and what is said about all of them."""

    text: str | None = None
    addresses: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    published: str | None = None
    kind: ArticleKind | None = None
    allow_private: bool = False

    def loaded(self, networks: Networks) -> Iterator[Loaded | Failure]:
        """The articles, each as soon as it is opened. Raises PublishedNotATime."""
        if self.text:
            yield from networks.opened(_bytes(self.text), published=self.published, kind=self.kind)
        for name, content in self.files:
            yield from networks.opened(content, name=name, published=self.published, kind=self.kind)
        yield from load(self.addresses, published=self.published, kind=self.kind, allow_private=self.allow_private)

    @property
    def total(self) -> int | None:
        """How many articles that will be; None where only reading tells."""
        counts = [count_bytes(content, name=name) for name, content in self.files]
        counts += [count_bytes(_bytes(self.text))] if self.text else []
        return None if None in counts else sum(filter(None, counts)) + len(self.addresses)

    @property
    def title(self) -> str:
        """What a job that adds it is called."""
        names = [name for name, _ in self.files] + list(self.addresses)
        if self.text:
            names.insert(0, self.text.strip().partition("\n")[0].strip())
        first = names[0] if len(names[0]) <= LONGEST_TITLE else f"{names[0][: LONGEST_TITLE - 1].rstrip()}…"
        return first if len(names) == 1 else f"{first} and {len(names) - 1:,} more"

    @property
    def size(self) -> int:
        """The bytes that it holds, about."""
        return len(self.text or "") + sum(len(content) for _, content in self.files)


def given_of(pasted: str, files: tuple[tuple[str, bytes], ...] = ()) -> tuple[str | None, tuple[str, ...]]:
    """What was pasted, as a text or as addresses: as these where each line is one. Raises BadValue where neither
    that nor a file was given."""
    lines = [line.strip() for line in pasted.splitlines() if line.strip()]
    if not lines and not files:
        raise BadValue("There is nothing to add: paste the text of an article, or addresses, or choose files.")
    if lines and all(_is_address(line) for line in lines):
        return None, tuple(dict.fromkeys(lines))
    return pasted if lines else None, ()


def adding(given: Given, *, records: Records, networks: Networks) -> Work:
    """Adds what was given, article by article, until it is stopped; what was added by then stays."""

    def work(job: Job) -> None:
        job.change(total=given.total)
        turns = Turns(records, networks.line)
        for one in given.loaded(networks):
            if job.stopping.is_set():
                return
            add_one(one, turns=turns, networks=networks, job=job)
        job.change(total=job.progress.done)

    return work


def add_one(one: Loaded | Failure, *, turns: Turns, networks: Networks, job: Job) -> None:
    """Add what was opened, or note its failure, and count it."""
    done = Done()
    add_all([one], record=turns, done=done, tell=lambda became: job.keep(kept(became)), reader=networks.reader)
    for failure in done.failures:
        job.fail(failure)
    job.change(done=job.progress.done + 1)


def kept(became: Became) -> Kept:
    """What became of an article, to be listed."""
    version = became.article.latest
    headline = version.headline or " ".join(version.text[: LONGEST_TITLE * 4].split())[:LONGEST_TITLE]
    return Kept(became.what, became.article.id, headline, version.outlet, became.statements, became.reason)


def _is_address(line: str) -> bool:
    return line.lower().startswith(("http://", "https://")) and not any(one.isspace() for one in line)


def _bytes(text: str) -> bytes:
    return text.encode("utf8", "surrogatepass")
