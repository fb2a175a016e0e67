"""Which statements are compared: those that may report one utterance, told from words, speaker and day alone.

Which are compared depends on the set of statements only, never on the order in which they came. Statements of one
article are compared whatever they say. Across articles three ways lead to a comparison:

- a run of words that both have: within `REACH_DAYS` days whoever speaks, `SURE_RUNS` where two persons by name speak;
  at any distance where one side names nobody, `SURE_RUNS` if both have a day;
- a run of words of one speaker at any distance, where that speaker did not say it on a day between: what is said every
  month would else be compared with all that was ever said of it;
- within `TOPIC_DAYS` days one speaker and several words of content in common, or, whoever speaks, two of the words
  that tell most of what the paragraphs and their speakers are about: what a newspaper gives to a minister, another
  gives to an agency.

Runs are found by local minima of hashes (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003), a MinHash of each
stretch of words instead of one of the whole: a cut quotation has few of the words of the whole, but whole stretches.
Statements of which one copies the other, the paragraph around it included, are one `original`; only one of them is
compared.

What very many statements of one article have in common, a sentence that five hundred people sign, tells little about
two of them: only the first `MOST_HOLDERS` of the article are found by it, so that two such articles are not compared
each with each. What the speaker said is such a thing of its own: they are still found by their speakers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import combinations

from snowballstemmer import stemmer

from onrecord.actors.names import proposing_key
from onrecord.actors.same_speaker import are_persons, voices
from onrecord.english.countries import folded
from onrecord.english.tokens import indexed_words
from onrecord.families.reports import Report
from onrecord.families.tokens import plain_words
from onrecord.model import ActorKind, Statement

REACH_DAYS = 31
"""Days between two reports that equal words bring together, whoever speaks. News follows what is said by days."""
TOPIC_DAYS = 3
"""The same for one speaker's statements without such words: told in other words by articles further apart, they are two
utterances (`comparison.NEWS`)."""
SURE_RUNS = 2
"""Runs that two persons must have in common, or nobody and somebody of other months: a whole sentence, as two persons
have by mistake of an article, not a phrase that many use."""
GRAM = 4
"""Words whose hash is one place of a run."""
WINDOW = 4
"""Places of which the least is kept. Any common run of GRAM + WINDOW - 1 = 7 words is found, and a shorter statement
by all of its words."""
COMMON_WORDS = 2
"""Stems that two statements of one speaker must share across articles, of which `COMMON_SHARE` of the shorter's."""
COMMON_SHARE = 0.3
TELLING = 10
"""Stems of a paragraph and its speakers that tell most of what it is about: the rarest."""
UNLISTED = 80
"""Tenths of bits that a stem tells that is in hardly any text."""
MOST_HOLDERS = 40
"""Statements of one article, the first ones, that are found by one thing they have in common."""
LEAST_COPIED = 12
"""Words of a paragraph from which an equal one is a copy: two people write '"No comment," the mayor said.'"""

UNDATED = 0
"""The day of a report without one, among the days by which keys are kept."""
_KEY_BITS, _MONTHS = 40, 64
"""Bits of a hash in the key of a month, and months until they begin anew; days tell those of one key apart."""
_SAID = 1 << 46
"""In keys at any distance. All are below 2 ** 47, which SQLite keeps in 6 bytes."""
_NOBODY = ""
"""In the keys of runs, a speaker that is not named."""
_LITTLE = frozenset(
    """a an the and or but nor of to in on at for from by with as into over after before about out up down off than is
    are was were be been being am it its this that these those he she they we you i his her their our your my me him
    them us who whom whose which what when where how why no not do does did done doing have has had having will would
    can could should may might must shall there here if then so such very just also only more most some any all each
    both because while during between against under again further once too own same other""".split()
)
_STEM = stemmer("english")


@dataclass(frozen=True, slots=True)
class Outline:
    """What decides, beside common words, whether two reports are compared: article, day, who speaks, whether these are
    persons by name, and how many stems of words of content there are."""

    article_id: str
    day: int | None
    speakers: frozenset[str]
    persons: bool
    stem_count: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """A report's outline, the hashes of its runs, its stems, and the telling ones of its paragraph in pairs."""

    outline: Outline
    runs: frozenset[int]
    stems: frozenset[str]
    pairs: frozenset[str]


def sketch(report: Report) -> Sketch:
    """The sketch of a report."""
    words = plain_words(report.quote)
    day = report.published.toordinal() if report.published else None
    stems = stems_of(words)
    outline = Outline(report.article_id, day, speaker_keys(report.statement), are_persons(report.statement), len(stems))
    return Sketch(outline, runs(words), stems, _telling_pairs(report))


def related(one: Sketch, other: Sketch) -> bool:
    """Whether the two are compared; of one speaker, more than `REACH_DAYS` apart, only if the speaker said none of the
    `said_keys` that they have in common on each day between."""
    return may_relate(
        one.outline,
        other.outline,
        common_runs=len(one.runs & other.runs),
        common_stems=len(one.stems & other.stems),
        common_pairs=len(one.pairs & other.pairs),
    )


def may_relate(one: Outline, other: Outline, *, common_runs: int, common_stems: int, common_pairs: int) -> bool:
    """Whether two reports with so much in common are compared; see `related`."""
    if one.article_id == other.article_id:
        return True
    same_speaker = not one.speakers.isdisjoint(other.speakers)
    of_nobody = not one.speakers or not other.speakers
    near = _within(one.day, other.day, REACH_DAYS)
    far_of_nobody = of_nobody and not near and None not in (one.day, other.day)
    two_persons = one.persons and other.persons and not same_speaker
    least_runs = SURE_RUNS if two_persons or far_of_nobody else 1
    if common_runs >= least_runs and (same_speaker or of_nobody or near):
        return True
    if not _within(one.day, other.day, TOPIC_DAYS):
        return False
    least = COMMON_SHARE * min(one.stem_count, other.stem_count)
    return common_pairs > 0 or (same_speaker and common_stems >= max(COMMON_WORDS, least))


@dataclass(frozen=True, slots=True)
class Traces:
    """What a report is found by in other articles, in hashes: its runs; these as `said` by each of its speakers; its
    topics, which are stems that a speaker said; and its pairs."""

    outline: Outline
    runs: frozenset[int]
    said: frozenset[int]
    topics: frozenset[int]
    pairs: frozenset[int]

    def parts(self) -> tuple[frozenset[int], ...]:
        """Each kind of them."""
        return self.runs, self.said, self.topics, self.pairs


def traces(found: Sketch) -> Traces:
    """All that a report may be found by."""
    return Traces(found.outline, found.runs, said_keys(found), _topics(found), frozenset(_hashes(found.pairs)))


def last_holders(reports: Iterable[tuple[str, Traces]]) -> dict[int, str]:
    """Of the reports of one article, in reading order and each with its rank: the rank of the last one that is found by
    what more than `MOST_HOLDERS` of them have in common."""
    holders: Counter[int] = Counter()
    last: dict[int, str] = {}
    for rank, one in reports:
        every = frozenset[int]().union(*one.parts())
        holders.update(every)
        last.update((trace, rank) for trace in every if holders[trace] == MOST_HOLDERS)
    return {trace: rank for trace, rank in last.items() if holders[trace] > MOST_HOLDERS}


def without_crowd(one: Traces, rank: str, last: Mapping[int, str]) -> Traces:
    """The traces of a report without those that enough reports before it in its article have."""
    kept = (frozenset([trace for trace in part if rank <= last.get(trace, rank)]) for part in one.parts())
    return Traces(one.outline, *kept)


@dataclass(frozen=True, slots=True)
class Asked:
    """Keys by which all that a report may be compared with in other articles is found: what has one of the runs in
    common with it, or was `said`, from the first of the `run_days` to the last; what was `said` on an unknown day, on
    the last day before and on the first day after that have it, if the report has a day; what was said `anywhen`; and
    what has two of the topics or one of the pairs from the first of the `topic_days` to the last."""

    runs: frozenset[int]
    run_days: tuple[int, int]
    said: frozenset[int]
    anywhen: frozenset[int]
    topics: frozenset[int]
    pairs: frozenset[int]
    topic_days: tuple[int, int]

    @property
    def every(self) -> frozenset[int]:
        """All of them."""
        return self.runs | self.said | self.anywhen | self.topics | self.pairs


def asked_keys(found: Traces) -> Asked:
    """What is looked for with a report."""
    outline = found.outline
    run_days, topic_days = _reach(outline.day, REACH_DAYS), _reach(outline.day, TOPIC_DAYS)
    months: Iterable[int] = _months(run_days)
    if not outline.speakers:
        run_days, months = (UNDATED, date.max.toordinal()), range(_MONTHS)
    of_nobody = _said(found.runs, {_NOBODY})
    return Asked(
        runs=_of_months(found.runs, months),
        run_days=run_days,
        said=found.said,
        anywhen=of_nobody if outline.day is not None else found.said | of_nobody,
        topics=_of_months(found.topics, _months(topic_days)),
        pairs=_of_months(found.pairs, _months(topic_days)),
        topic_days=topic_days,
    )


def said_keys(found: Sketch) -> frozenset[int]:
    """A report's runs as said by each of its speakers; none where nobody is named."""
    return _said(found.runs, found.outline.speakers)


def indexed_keys(found: Traces) -> frozenset[int]:
    """The keys under which a report is found again: its runs, its topics and its pairs, each in the month of the
    report, and its runs as said by each of its speakers, or by nobody."""
    day = indexed_day(found)
    near = _of_months(found.runs | found.topics | found.pairs, _months((day, day)))
    return near | (found.said if found.outline.speakers else _said(found.runs, {_NOBODY}))


def indexed_day(found: Traces) -> int:
    """The day under which its keys stand."""
    return UNDATED if found.outline.day is None else found.outline.day


def original_key(report: Report) -> bytes:
    """16 bytes that only copies have in common: statements of the same words, in the same paragraph, by one speaker."""
    paragraph, length = _paragraph(report.paragraph)
    around = paragraph if length >= LEAST_COPIED else f"{report.article_id}|{report.statement.id}"
    speakers = " ".join(sorted(speaker_keys(report.statement)))
    parts = f"{around}\n{' '.join(_plain_words(report.quote))}\n{speakers}"
    return blake2b(parts.encode("utf8", "surrogatepass"), digest_size=16).digest()


def speaker_keys(statement: Statement) -> frozenset[str]:
    """What all names of each speaker, and of whom the statement is made for, have in common: surname, initials, or
    the words of a description."""
    keys = (_speaker_key(one.name, one.kind) for one in voices(statement))
    return frozenset(key for key in keys if key)


def runs(words: Sequence[str]) -> frozenset[int]:
    """Hashes of the stretches by which a run of words is found again."""
    grams = [" ".join(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]
    if not grams and len(words) > 1:
        grams = [" ".join(words)]
    keys = _hashes(grams)
    return frozenset(min(keys[at : at + WINDOW]) for at in range(max(1, len(keys) - WINDOW + 1)) if keys)


def _telling_pairs(report: Report) -> frozenset[str]:
    """The telling stems of its paragraph and its speakers, two by two."""
    names = " ".join(one.name for one in voices(report.statement))
    return frozenset(f"{one}&{other}" for one, other in combinations(_telling(report.paragraph, names), 2))


@lru_cache(maxsize=1024)
def _telling(paragraph: str, names: str) -> tuple[str, ...]:
    stems = stems_of(plain_words(paragraph)) | stems_of(plain_words(names))
    return tuple(sorted(sorted(stems, key=lambda word: (-weight((word,)), word))[:TELLING]))


def weight(stems: Iterable[str]) -> int:
    """How telling some stems are together, in tenths of bits."""
    known = _rarities()
    return sum(known.get(word, UNLISTED) for word in stems)


@cache
def _rarities() -> dict[str, int]:
    """How telling a stem is: the rarer, the more. Source: training/families.py."""
    lines = files("onrecord.families").joinpath("weights", "stems.txt").read_text(encoding="utf8").splitlines()
    return {word: int(told) for word, told in (line.split("\t") for line in lines)}


@lru_cache(maxsize=256)
def _paragraph(text: str) -> tuple[str, int]:
    """Its words, and how many: one paragraph may hold a thousand statements."""
    words = _plain_words(text)
    return " ".join(words), len(words)


def _plain_words(text: str) -> list[str]:
    return indexed_words(text.casefold())


@lru_cache(maxsize=65536)
def _speaker_key(name: str, kind: ActorKind) -> str:
    return proposing_key(name, kind) or folded(name)


def _topics(found: Sketch) -> frozenset[int]:
    return frozenset(_hashes(f"{speaker}|{stem}" for speaker in found.outline.speakers for stem in found.stems))


def _said(found: Iterable[int], speakers: Iterable[str]) -> frozenset[int]:
    hashes = _hashes(f"{run}|{speaker}" for speaker in speakers for run in found)
    return frozenset([_SAID | key % _SAID for key in hashes])


def _of_months(keys: Iterable[int], months: Iterable[int]) -> frozenset[int]:
    # The month first, so that what is added and looked for together stands together in the index.
    bases = [month << _KEY_BITS for month in months]
    return frozenset([base | key % (1 << _KEY_BITS) for base in bases for key in keys])


def _months(days: tuple[int, int]) -> Iterable[int]:
    return [month % _MONTHS for month in range(days[0] // REACH_DAYS, days[1] // REACH_DAYS + 1)]


def _within(one: int | None, other: int | None, days: int) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= days


def _reach(day: int | None, days: int) -> tuple[int, int]:
    # What has no day is near its like.
    return (UNDATED, UNDATED) if day is None else (day - days, day + days)


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of words of content."""
    return frozenset(stem(word) for word in words if word not in _LITTLE and len(word) > 1)


@lru_cache(maxsize=262144)
def stem(word: str) -> str:
    """What the forms of a word have in common."""
    return str(_STEM.stemWord(word))


def _hashes(texts: Iterable[str]) -> list[int]:
    # 48 bits; two runs of ten million that meet by chance cost a comparison.
    from_bytes = int.from_bytes
    return [from_bytes(blake2b(text.encode("utf8", "surrogatepass"), digest_size=6).digest(), "big") for text in texts]
