"""The stages together, on articles written for this test."""

from onrecord.model import Article, Attribution, Block, Span, Statement, StatementType, Time, Version, Words, names_of
from onrecord.pipeline import resolved, statements
from onrecord.reading import Reader

HEADLINE = "Bridge must close: Norvian PM"
TEXT = (
    f"{HEADLINE}\n\n"
    "Norvian Prime Minister Maria Holt said on Tuesday that the old bridge should be closed in May.\n\n"
    "“We cannot wait any longer,” she told the Harbour Post. “The steel is tired.”\n\n"
    "A spokesman for the Harbour Authority said the ferries would run all night."
)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _article(*, published: str | None, language: str = "en") -> Article:
    version = Version(
        text=TEXT,
        bytes_sha256="0",
        media_type="text/plain",
        headline=HEADLINE,
        published=Time(published, "given") if published else None,
        language=language,
        blocks=(Block("headline", Span(0, len(HEADLINE))),),
    )
    return Article("x", None, (version,))


def test_statements_are_resolved(reader: Reader) -> None:
    (reading,) = statements([_article(published="2024-03-01")], reader=reader)
    found = {statement.quote(TEXT): statement for statement in reading.statements}
    close = found["the old bridge should be closed in May"]
    (speaker,) = close.speakers
    assert speaker.name == "Maria Holt" and speaker.role == Words.at(_span("Norvian Prime Minister"), TEXT)
    assert close.when and (close.when.date, close.when.rule) == ("2024-02-27", "weekday before")
    told = found["“We cannot wait any longer,” “The steel is tired.”"]
    assert names_of(told.speakers) == "Maria Holt" and told.speakers[0].mention == Words("she", told.source[0])
    assert told.addressee == Words.at(_span("the Harbour Post"), TEXT) and told.type == "direct"
    ferries = found["the ferries would run all night"]
    assert names_of(ferries.principals) == "Harbour Authority"


def test_a_headline_with_a_colon_is_a_statement(reader: Reader) -> None:
    (reading,) = statements([_article(published=None)], reader=reader)
    first = reading.statements[0]
    assert first.quote(TEXT) == "Bridge must close"
    assert names_of(first.speakers) == "Maria Holt" and first.speakers[0].mention == Words(
        "Norvian PM", first.source[0]
    )


def test_without_a_publication_date_none_is_invented(reader: Reader) -> None:
    (reading,) = statements([_article(published=None)], reader=reader)
    assert all(statement.when is None or statement.when.date is None for statement in reading.statements)


def test_a_language_the_reader_does_not_know_is_a_reason(reader: Reader) -> None:
    (reading,) = statements([_article(published=None, language="de")], reader=reader)
    assert reading.statements == () and reading.reason and "de" in reading.reason


def test_every_statement_has_its_own_identity(reader: Reader) -> None:
    (reading,) = statements([_article(published=None)], reader=reader)
    assert len({statement.id for statement in reading.statements}) == len(reading.statements) > 3


def test_a_month_of_publication_resolves_no_weekday(reader: Reader) -> None:
    (reading,) = statements([_article(published="2024-03")], reader=reader)
    assert all(statement.when is None or statement.when.date is None for statement in reading.statements)


def _they_said(confidence: float, kind: StatementType = "direct") -> tuple[Statement, ...]:
    text = "It rained.\n\n“We have counted the lorries,” they said."
    spans = [
        Span(text.index(words), text.index(words) + len(words))
        for words in ("“We have counted the lorries,”", "they", "said")
    ]
    content, source, cue = spans
    one = Attribution((content,), (source,), (cue,), "said", kind, confidence)
    return resolved(Version(text=text, bytes_sha256="0", media_type="text/plain"), [one])


def test_a_quotation_with_a_cue_stays_with_low_confidence_where_nobody_can_tell_whose_it_is() -> None:
    (statement,) = _they_said(0.85)
    assert statement.confidence < 0.4
    assert names_of(statement.speakers) in (None, "they")
