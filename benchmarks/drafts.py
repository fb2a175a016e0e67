"""Drafts with one quotation each, checked against a record: `python -m benchmarks.drafts`.

The record is that of the gold articles and of PolNeAR dev, as our reader reads them. Each draft quotes a statement of
it: word for word, cut, edited, given to somebody else, moved to another day, or invented; what was done to it says
which verdict is right. The kinds of edit were written before the comparison that is measured. `--show KIND` prints the
drafts of one kind that were judged wrongly."""

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.attributions import DEV
from benchmarks.common import SHARED, report
from benchmarks.draft_edits import EDITS, Edit
from onrecord.english.quotation_marks import quotations
from onrecord.model import Loaded, Reading, Span, Statement
from onrecord.pipeline import statements
from onrecord.reading import Reader
from onrecord.record import Record, open_record
from onrecord.sources import load

SEED = 20310501
EACH = 45
"""Drafts of a kind; a kind of which the record holds fewer, such as numbers in quotations, has what there is."""
FEWEST_WORDS, MOST_WORDS = 6, 60
INVENTED = (
    "We counted the lanterns on the pier twice and found {n} of them broken",
    "The harbour wall was never meant to carry {n} lorries an hour",
    "My neighbours have kept bees on that roof for {n} summers without a complaint",
    "Nobody told the rowing club that the slipway would close for {n} weeks",
    "I would sooner paint the whole ferry myself than pay {n} crowns for a brush",
    "A library that shuts at noon teaches children to stay away for {n} years",
    "The orchard gives us {n} baskets of plums and not one decent apple",
    "They promised a tram to the quarry and delivered {n} benches",
)

FULL: tuple[str, ...] = (
    "“{quote},” {name} said{day}.",
    "{name} said{day}: “{quote}.”",
    "The question has divided the town for months.\n\n“{quote},” {name} told reporters{day}.",
    "{name} took questions at the harbour hall{day}. “{quote},” {last} said.",
    'In a long session of the council{day}, {name} said: "{quote}."',
    "Few expected an answer, but {name} gave one{day}: “{quote}.” The council meets again in June.",
    "According to {name}, “{quote}.”",
    "“{quote},” said {name}{day}. The so-called “ring road” was not mentioned.",
    "Much has been written about the ferry. {name} spoke of other things{day}. “{quote},” {last} told the committee.",
    "**Harbour notes**\n\n* “{quote},” {name} said{day}.\n* The pier opens on Sunday.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with one quotation; `expected` are the verdicts that are right. `warned`: or "shortened" with a
    warning."""

    kind: str
    text: str
    quote: str
    expected: frozenset[str]
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A statement to quote: the words of one pair of marks, or, where it is indirect, of its content."""

    quote: str
    name: str
    day: date | None
    article: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What drafts are made of: sources in marks and without, names to swap in, words to put in, and all words."""

    quoted: tuple[Source, ...]
    indirect: tuple[Source, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    text: str


def corpus(readings: Sequence[Reading]) -> Corpus:
    """The statements that can be quoted: those whose words stand once in all articles."""
    text = " ".join(_plain(reading.article.latest.text) for reading in readings)
    found = [(kind, source) for reading in readings for kind, source in _sources(reading)]
    once = [(kind, source) for kind, source in found if text.count(_plain(source.quote)) == 1]
    spoken = {word for _, source in once for word in re.findall(r"\b[a-z]{5,}\b", source.quote)}
    return Corpus(
        tuple(source for kind, source in once if kind == "quoted"),
        tuple(source for kind, source in once if kind == "indirect"),
        tuple(sorted({source.name for _, source in once})),
        tuple(sorted(spoken)),
        text,
    )


def drafts(of: Corpus, *, each: int = EACH, seed: int = SEED) -> list[Draft]:
    """About as many of each kind; the same for the same corpus and seed."""
    chance = random.Random(seed)
    made: list[Draft] = []
    for kind, edit in EDITS.items():
        made += _edited(kind, edit, of, chance=chance, each=each)
    for kind, make in (
        ("right day", _right_day),
        ("speaker swapped", _swapped),
        ("date changed", _other_day),
        ("indirect only", _indirect),
        ("invented", _invented),
    ):
        made += _taken(kind, make, of, chance=chance, each=each)
    return made


def _edited(kind: str, edit: Edit, of: Corpus, *, chance: random.Random, each: int) -> list[Draft]:
    made: list[Draft] = []
    for source in chance.sample(of.quoted, len(of.quoted)):
        quote = edit.apply(source.quote, chance, of.words)
        if quote is None or len(made) >= each or _stands_elsewhere(quote, source, of):
            continue
        made.append(Draft(kind, _text(quote, source.name, chance), quote, edit.expected, edit.warned))
    return made


def _taken(
    kind: str, make: Callable[[Source, Corpus, random.Random], Draft | None], of: Corpus, *, chance: random.Random,
    each: int,
) -> list[Draft]:  # fmt: skip
    pool = of.indirect if kind == "indirect only" else of.quoted
    found = (make(source, of, chance) for source in chance.sample(pool, len(pool)))
    return [replace(draft, kind=kind) for draft in found if draft][:each]


def _right_day(source: Source, of: Corpus, chance: random.Random) -> Draft | None:
    if source.day is None:
        return None
    text = _text(source.quote, source.name, chance, day=source.day)
    return Draft("", text, source.quote, frozenset({"verbatim"}))


def _other_day(source: Source, of: Corpus, chance: random.Random) -> Draft | None:
    if source.day is None:
        return None
    moved = source.day + timedelta(days=chance.choice((-400, -90, -31, -12, -5, 5, 12, 31, 90, 400)))
    text = _text(source.quote, source.name, chance, day=moved)
    return Draft("", text, source.quote, frozenset({"other date or occasion"}))


def _swapped(source: Source, of: Corpus, chance: random.Random) -> Draft | None:
    others = [name for name in of.names if not set(_words(name)) & set(_words(source.name))]
    text = _text(source.quote, chance.choice(others), chance)
    return Draft("", text, source.quote, frozenset({"other speaker"}))


def _indirect(source: Source, of: Corpus, chance: random.Random) -> Draft | None:
    text = _text(source.quote, source.name, chance)
    return Draft("", text, source.quote, frozenset({"found as indirect only"}))


def _invented(source: Source, of: Corpus, chance: random.Random) -> Draft | None:
    quote = chance.choice(INVENTED).format(n=chance.randint(3, 98))
    if chance.random() < 0.5:  # Words of the record in an order of chance: a harder one.
        words = chance.sample(of.words, 9)
        quote = f"The {words[0]} {words[1]} of every {words[2]} {words[3]} was {words[4]} by {words[5]} and {words[6]}"
    return Draft("", _text(quote, source.name, chance), quote, frozenset({"not on record"}))


def _text(quote: str, name: str, chance: random.Random, *, day: date | None = None) -> str:
    shapes = [shape for shape in FULL if day is None or "{day}" in shape]
    said = f" on {chance.choice((_american, _british))(day)}" if day else ""
    ended = re.sub(r"[,.;:\s–—-]+$", "", quote)
    text = chance.choice(shapes).format(quote=ended, name=name, last=name.split()[-1], day=said)
    return re.sub(r"([?!…])[,.](?=[”\"])", r"\1", text)


def _american(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _british(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _stands_elsewhere(quote: str, source: Source, of: Corpus) -> bool:
    """Whether the edit has made words that the record holds in another place."""
    plain = _plain(quote)
    return of.text.count(plain) > _plain(source.quote).count(plain)


def _sources(reading: Reading) -> Iterator[tuple[str, Source]]:
    text = reading.article.latest.text
    marked = quotations(text)
    for statement in reading.statements:
        name, day = _name(statement), _day(statement)
        if name is None or statement.kind != "said":
            continue
        if statement.type == "indirect":
            if len(statement.content) == 1 and _is_usable(words := statement.quote(text)):
                yield "indirect", Source(words, name, day, reading.article.id)
            continue
        for found in marked:
            inside = Span(found.start, found.end)
            if found.closed and any(part.overlaps(inside) for part in statement.content):
                words = text[found.start + 1 : found.end - 1].strip()
                if _is_usable(words):
                    yield "quoted", Source(words, name, day, reading.article.id)


def _is_usable(words: str) -> bool:
    return FEWEST_WORDS <= len(_words(words)) <= MOST_WORDS and not re.search(r"[\"“”\n\[…(]|\.\.\.|''|``", words)


def _name(statement: Statement) -> str | None:
    """The full name of the one person who speaks."""
    if len(statement.speakers) != 1 or statement.principals:
        return None
    (speaker,) = statement.speakers
    usable = speaker.kind == "person" and re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+){1,2}", speaker.name)
    return speaker.name if usable else None


def _day(statement: Statement) -> date | None:
    when = statement.when
    return when.start if when and when.start and when.start == when.end else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’]\w+)?", text)


def _plain(text: str) -> str:
    return " " + " ".join(word.casefold().replace("’", "'") for word in _words(text)) + " "


@contextmanager
def record_of(loaded: Sequence[Loaded], readings: Sequence[Reading]) -> Iterator[Record]:
    """A record of the readings that lasts as long as the block."""
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record", write=True) as record:
        with record.batch():
            for one, reading in zip(loaded, readings, strict=True):
                record.add_reading(one, reading, read_with="benchmark")
        yield record


def texts(shared: Path = SHARED) -> list[Loaded]:
    """The gold articles and those of PolNeAR dev."""
    gold = [one for one in load([str(shared / "gold" / "articles.jsonl")]) if isinstance(one, Loaded)]
    return gold + [_polnear(json.loads(line)) for line in DEV.read_text(encoding="utf8").splitlines()]


def _polnear(document: Mapping[str, str]) -> Loaded:
    from onrecord.sources.tables.jsonl import read_record

    day = re.search(r"_(\d{4}-\d\d-\d\d)_", document["doc"])
    fields = {
        "id": document["doc"],
        "text": document["text"],
        "outlet": document["doc"].partition("_")[0],
        "published": day[1] if day else None,
    }
    return read_record(json.dumps(fields, ensure_ascii=False).encode())


def judged(made: Sequence[Draft], record: Record, *, reader: Reader) -> list[tuple[Draft, str, bool]]:
    """Each draft with the verdict on its quotation and whether that came with a warning."""
    from onrecord.checking.drafts import check

    result: list[tuple[Draft, str, bool]] = []
    for draft in made:
        checked = check(draft.text, record=record, reader=reader)
        on_it = [one for one in checked.quotations if _plain(draft.quote) in _plain(one.quote) + _plain(draft.quote)]
        best = max(on_it, key=lambda one: len(one.quote), default=None)
        result.append((draft, best.verdict if best else "no verdict", bool(best and best.warnings)))
    return result


def is_right(draft: Draft, verdict: str, warned: bool) -> bool:
    """Whether the verdict is one of those expected."""
    return verdict in draft.expected or (draft.warned and verdict == "shortened" and warned)


def summary(results: Sequence[tuple[Draft, str, bool]]) -> dict[str, object]:
    """Right in per cent, altered quotations that passed, and the verdicts by kind."""
    right = [is_right(*result) for result in results]
    by_kind: dict[str, Counter[str]] = {}
    for draft, verdict, _ in results:
        by_kind.setdefault(draft.kind, Counter())[verdict] += 1
    altered = [verdict == "verbatim" for draft, verdict, _ in results if "altered" in draft.expected]
    return {
        "drafts": len(results),
        "verdict right %": round(100 * sum(right) / max(len(right), 1), 2),
        "altered": len(altered),
        "altered called verbatim": sum(altered),
        "altered not called verbatim %": round(100 - 100 * sum(altered) / max(len(altered), 1), 2),
        **{f"kind: {kind}": dict(counts.most_common()) for kind, counts in by_kind.items()},
    }


def measure(*, each: int = EACH, show: str | None = None) -> dict[str, object]:
    """The figures of the summary."""
    reader = Reader()
    loaded = texts()
    readings = list(statements((one.article for one in loaded), reader=reader))
    with record_of(loaded, readings) as record:
        results = judged(drafts(corpus(readings), each=each), record, reader=reader)
    for result in results:
        if show in (result[0].kind, "all") and not is_right(*result):
            print(f"{result[0].kind}: {result[1]}\n{result[0].text}\n", file=sys.stderr)
    return summary(results)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/drafts.json"))
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--show", metavar="KIND")
    arguments = parser.parse_args()
    report("drafts", measure(each=arguments.each, show=arguments.show), arguments.out)


if __name__ == "__main__":
    main()
