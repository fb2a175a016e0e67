"""A made-up world of news: words as frequent as those of a language, persons of whom a few speak most, outlets, roles,
venues, ten years of days; as articles with their statements."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from onrecord.model import (
    Act,
    Article,
    Block,
    Loaded,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
    Version,
    When,
    Words,
    sha256,
    statement_id,
)

SEED = 20310502
STATEMENTS_IN_ONE = 10
WORDS, PERSONS, OUTLETS, VENUES = 40_000, 6_000, 120, 400
FIRST_DAY, DAYS = date(2021, 1, 1), 3650
ACTS: tuple[tuple[Act, float], ...] = (
    ("states", 0.72), ("denies", 0.04), ("asks", 0.03), ("urges", 0.07), ("promises", 0.04), ("refuses", 0.02),
    ("accuses", 0.03), ("agrees", 0.03), ("disagrees", 0.02),
)  # fmt: skip
TOLD_AGAIN = 0.04
"""Share of statements that are reported a second time, in another article, with one word changed."""
CHANGED = 50
"""Every so many articles have a second version."""
_SYLLABLES = ("ba", "ren", "to", "li", "mar", "ko", "sen", "da", "vi", "hol", "ne", "gar", "pe", "us", "stro", "ti")
_ROLES = ("minister", "spokesman", "senator", "director", "chairwoman", "analyst", "mayor", "governor", "economist")
_FIELDS = ("finance", "trade", "health", "defence", "justice", "energy", "police", "labour", "transport", "culture")


@dataclass(slots=True)
class World:
    """What articles are made from."""

    dice: random.Random = field(default_factory=lambda: random.Random(SEED))
    words: list[str] = field(init=False)
    persons: list[tuple[str, str]] = field(init=False)
    waiting: list[tuple[tuple[str, str], list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        dice = self.dice
        self.words = sorted({"".join(dice.choices(_SYLLABLES, k=dice.randint(1, 4))) for _ in range(WORDS * 3)})
        dice.shuffle(self.words)
        self.words = self.words[:WORDS]
        roles = [f"{of} {role}" for of in _FIELDS for role in _ROLES]
        self.persons = [(f"{self._name(2)} {self._name(3)}", dice.choice(roles)) for _ in range(PERSONS)]

    def _name(self, syllables: int) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=syllables)).capitalize()

    def articles(self, count: int) -> Iterator[tuple[Loaded, Reading]]:
        """With a second version of some, later."""
        by_word = list(accumulate(1 / (place + 2) for place in range(len(self.words))))
        by_person = list(accumulate(1 / (place + 5) for place in range(PERSONS)))
        by_outlet = list(accumulate(1 / (place + 3) for place in range(OUTLETS)))
        by_venue = list(accumulate(1 / (place + 5) for place in range(VENUES)))
        acts, act_shares = zip(*ACTS, strict=True)
        by_act = list(accumulate(act_shares))
        dice = self.dice
        outlets = [f"The {self._name(2)} {dice.choice(('Post', 'Times', 'Herald', 'Gazette'))}" for _ in range(OUTLETS)]
        venues = [f"a hearing in {self._name(3)}" for _ in range(VENUES)]
        for number in range(count):
            day = FIRST_DAY + timedelta(days=number * DAYS // count)
            told = []
            for _ in range(STATEMENTS_IN_ONE):
                if self.waiting and dice.random() < TOLD_AGAIN:
                    person, words = self.waiting.pop(0)
                    words = [*words]
                    words[dice.randrange(len(words))] = "not"
                else:
                    person = dice.choices(self.persons, cum_weights=by_person)[0]
                    words = dice.choices(self.words, cum_weights=by_word, k=dice.randint(8, 26))
                    if dice.random() < TOLD_AGAIN:
                        self.waiting.append((person, words))
                venue = dice.choices(venues, cum_weights=by_venue)[0] if dice.random() < 0.25 else None
                act = dice.choices(acts, cum_weights=by_act)[0]
                told.append(_Told(person, " ".join(words), venue, act, dice.random() < 0.4, dice.random() < 0.3))
            filler = " ".join(dice.choices(self.words, cum_weights=by_word, k=120))
            outlet = dice.choices(outlets, cum_weights=by_outlet)[0]
            headline = " ".join(dice.choices(self.words, cum_weights=by_word, k=8)).capitalize()
            article = _Article(number, day, outlet, headline, filler)
            yield article.reading(told)
            if number % CHANGED == 0:
                yield _Article(number, day, outlet, headline + " again", filler).reading(told)


@dataclass(frozen=True, slots=True)
class _Told:
    person: tuple[str, str]
    words: str
    venue: str | None
    act: Act
    quoted: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class _Article:
    number: int
    day: date
    outlet: str
    headline: str
    filler: str

    def reading(self, told: Sequence[_Told]) -> tuple[Loaded, Reading]:
        """With its statements, one a paragraph."""
        text, places, blocks = "", [], []
        for one in told:
            start = len(text)
            begin = f"“{one.words},” " if one.quoted else f"{one.words}, "
            name, role = one.person
            source = f"{role} {name}"
            tail = f" at {one.venue}" if one.venue else ""
            tail += " on Thursday" if one.dated else ""
            text += f"{begin}{source} said{tail}.\n\n"
            places.append((start, len(begin), source))
            blocks.append(Block("paragraph", Span(start, len(text) - 2)))
        start = len(text)
        text += self.filler
        blocks.append(Block("paragraph", Span(start, len(text))))
        version = Version(
            text=text,
            bytes_sha256=sha256(text + self.headline),
            media_type="text/plain",
            headline=self.headline,
            outlet=self.outlet,
            published=Time(f"{self.day.isoformat()}T{self.number % 24:02}:00:00+00:00", "made up"),
            language="en",
            blocks=tuple(blocks),
        )
        hashed = sha256(text)
        statements = tuple(self._statement(hashed, one, *place) for one, place in zip(told, places, strict=True))
        article = Article(sha256(f"article {self.number}")[:16], f"https://news.example/{self.number}", (version,))
        return Loaded(article, (text + self.headline).encode()), Reading(article, statements)

    def _statement(self, hashed: str, one: _Told, start: int, length: int, source: str) -> Statement:
        content = (Span(start, start + length - 1 - (0 if one.quoted else 1)),)
        said = start + length + len(source) + 1
        role, name = source[: len(one.person[1])], one.person[0]
        mention = start + length + len(role) + 1
        venue_at = said + len("said at ")
        after = said + len("said") + (len(f" at {one.venue}") if one.venue else 0)
        day = self.day - timedelta(days=(self.day.weekday() - 3) % 7)
        sources = (Span(start + length, said - 1),)
        return Statement(
            statement_id(hashed, content, sources),
            content,
            sources,
            (Span(said, said + 4),),
            type="direct" if one.quoted else "indirect",
            speakers=(
                Speaker(
                    name,
                    "person",
                    Words(role, Span(start + length, start + length + len(role))),
                    Words(name, Span(mention, mention + len(name))),
                ),
            ),
            venue=Words(one.venue, Span(venue_at, venue_at + len(one.venue))) if one.venue else None,
            when=When(day, day, "Thursday", "weekday before", Span(after + 4, after + 12)) if one.dated else None,
            confidence=0.5 + (start * 7919 % 500) / 1000,
            act=one.act,
            occasion=1 if one.dated or one.venue else None,
        )
