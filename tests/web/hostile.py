"""A record full of what must never be taken for markup: every word of its articles, names, times and decisions."""

from dataclasses import replace
from pathlib import Path

from onrecord.model import (
    Article,
    Block,
    Failure,
    Loaded,
    Origin,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
    Version,
    When,
    sha256,
    statement_id,
)
from onrecord.record import open_record
from tests.made_articles import READ_WITH, Made, span_of, words
from tests.web.questioned import WordsJudge, ask

SCRIPT = '<script>alert("x")</script>'
EVENT = "\"><img src=x onerror=alert(1)><a href='javascript:alert(2)' onclick=alert(3)>here</a>"
BROKEN = "</p></main></body><!-- <b <i </style></title>"
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe\N{POP DIRECTIONAL FORMATTING} \N{RIGHT-TO-LEFT ISOLATE}x"
TEMPLATE = "{{ 7 * 7 }}{% include 'base.html' %}${7*7}"
ENTITIES = "&lt;b&gt; &#x27; &amp;amp;"
JAVASCRIPT = "javascript:alert(document.domain)"
EVERYTHING = f"{SCRIPT} {EVENT} {BROKEN} {TURNED} {TEMPLATE} {ENTITIES}"
STRANGE_ID = f"{SCRIPT}/../?a=1&b=2#c 5% \"d' {{{{ 7 * 7 }}}}"
QUOTE = (
    f"The ferry {SCRIPT} will run {TURNED} again before the first of June, {EVENT} and 21 crews {BROKEN} "
    f"must stay {TEMPLATE} on it, {ENTITIES} whatever the weather brings"
)
NAME, ROLE = f"Ana {SCRIPT} Ruiz", f"mayor {EVENT} of {BROKEN}"
VENUE, ADDRESSEE = f"a press conference {EVENT}", f"the Harbour {SCRIPT} Times"


def hostile_article(
    id_: str, *, url: str | None, quote: str = QUOTE, published: str = "2024-05-07", headline: str = EVERYTHING
) -> Made:
    """An article of one quotation, everything about which is hostile."""
    paragraph = f"“{quote}” {NAME}, {ROLE}, told {ADDRESSEE} at {VENUE} on Tuesday."
    other = f"{NAME} denied {EVERYTHING} yesterday."
    text = "\n\n".join((headline, paragraph, other))
    version = Version(
        text=text,
        bytes_sha256=sha256(text),
        media_type="text/plain",
        headline=headline,
        authors=(EVERYTHING,),
        outlet=f"The {id_[:4]} {EVERYTHING}",
        published=Time(published, EVERYTHING),
        modified=Time(f"{published}T12:00:00+02:00", EVERYTHING),
        language="en",
        blocks=tuple(_blocks((headline, paragraph, other))),
        origin=Origin("file", EVERYTHING, url),
    )
    kept = Article(id_, url, (version,))
    return Loaded(kept, text.encode(), EVERYTHING), Reading(
        kept, tuple(_statements(text, quote, other)), None, READ_WITH
    )


def hostile_record(path: Path) -> None:
    """Make the record: versions, a family with conflicts, decisions, a failure, and an id that is markup itself."""
    first = hostile_article("one", url="https://one.example/?a=\"><script>alert(1)</script>&b='")
    later = hostile_article("one", url=first[1].article.url, quote=QUOTE.replace("will run", "may run"))
    strange = hostile_article(
        STRANGE_ID, url=JAVASCRIPT, quote=QUOTE.replace("will", "will not").replace("21", "31"), published="2024-05-08"
    )
    with open_record(path, write=True) as record:
        for loaded, reading in (first, later, strange):
            record.add_reading(loaded, reading, read_with=READ_WITH)
        said = record.article("one").statements[0].id
        record.decide(said, "edit", who=EVERYTHING, note=EVERYTHING, speaker=f"Bea {EVERYTHING}")
        record.decide(record.article(STRANGE_ID).statements[1].id, "accept", who=EVERYTHING, note=EVERYTHING)
        record.add_failure(Failure(EVERYTHING, EVERYTHING))
        for text in (f"Should it be {EVERYTHING[:400]}?", "Should it not?"):
            asked = ask(record, text, WordsJudge({text: ""}), description=EVERYTHING, synonyms=[EVERYTHING])
            for one in record.article("one").statements:
                record.code(asked.id, one.id, "accept", who=EVERYTHING, note=EVERYTHING)
                record.code(asked.id, one.id, "edit", who=f"Cem {EVERYTHING}", stance="neutral", note=EVERYTHING)
        record.save_search(EVERYTHING, {"words": "ferry", "speaker": "Ana", "to": "Times"}, who=EVERYTHING)


def _statements(text: str, quote: str, other: str) -> list[Statement]:
    start = text.index(other)
    content, source = span_of(text, f"“{quote}”"), span_of(text, f"{NAME}, {ROLE}")
    ana = Speaker(NAME, "person", words(text, ROLE), words(text, NAME))
    tuesday = When.of_date("2024-05-07", text="Tuesday", rule="weekday on or before", span=span_of(text, "Tuesday"))
    said = Statement(
        statement_id(sha256(text), (content,), (source,)),
        (content,),
        (source,),
        (span_of(text, "told"),),
        type="direct",
        speakers=(ana, Speaker(f"Bea {EVERYTHING}", "organization")),
        principals=(Speaker(f"Cem {EVERYTHING}", "person"),),
        addressee=words(text, ADDRESSEE),
        venue=words(text, VENUE),
        when=tuesday,
        confidence=0.9,
        occasion=1,
    )
    denied, who = Span(start + other.index(" denied ") + 8, start + len(other) - 11), Span(start, start + len(NAME))
    cue = Span(start + len(NAME) + 1, start + len(NAME) + 7)
    again = replace(
        said,
        id=statement_id(sha256(text), (denied,), (who,)),
        content=(denied,),
        source=(who,),
        cue=(cue,),
        type="indirect",
        act="denies",
        confidence=0.4,
    )
    return [said, again]


def _blocks(parts: tuple[str, ...]) -> list[Block]:
    found, start = [], 0
    for number, part in enumerate(parts):
        found.append(Block("paragraph" if number else "headline", Span(start, start + len(part))))
        start += len(part) + 2
    return found
