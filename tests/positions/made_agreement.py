"""An article in which somebody agrees with somebody else in so many words, for tests."""

from dataclasses import replace

from onrecord.model import Loaded, Reading, Span, Speaker, Statement, Words, sha256, statement_id
from tests.made_utterances import article, said


def agreeing() -> tuple[Loaded, Reading]:
    """Maria Holt agrees with Jonas Berg that a bridge is needed."""
    text = "Maria Holt agreed with Jonas Berg that a bridge is needed."
    loaded, reading = article("agree", said(f"{text} Jonas Berg has long said so.", by=None, form="indirect"))
    version = reading.article.latest
    start = version.text.index("that a bridge")
    content, source = (Span(start, start + len("that a bridge is needed")),), (Span(0, len("Maria Holt")),)
    agreed = Statement(
        statement_id(sha256(version.text), content, source), content, source, (Span(11, 22),),
        speakers=(Speaker("Maria Holt", "person", None, Words("Maria Holt", source[0])),), act="agrees", confidence=0.9,
    )  # fmt: skip
    at = version.text.index("Jonas Berg has")
    other = (Span(at + len("Jonas Berg has long said "), at + len("Jonas Berg has long said so")),)
    says = Statement(
        statement_id(sha256(version.text), other, (Span(at, at + 10),)), other, (Span(at, at + 10),),
        speakers=(Speaker("Jonas Berg", "person"),), confidence=0.9,
    )  # fmt: skip
    return loaded, replace(reading, statements=(agreed, says))
