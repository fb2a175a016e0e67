"""Documents as sources: who issued "the statement", which study "the study" is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.sentences import sentence_start
from onrecord.model import Span
from onrecord.people.article import ArticleCast, Choice, Told
from onrecord.people.organizations import by_organization_noun
from onrecord.people.phrases import DEFINITE, before_verb, described
from onrecord.people.words import ISSUED, ORGANIZATION_NOUNS

ISSUER, DOCUMENT = 0.75, 0.85
"""Certainty of an issuer found beside the document, and of the document itself."""
_SAME = frozenset({"message", "note", "release"})
"""What a statement may also be called."""
_USES, _REACH = 4, 10_000
"""Earlier mentions of a document that are looked at, and how many characters back."""
_ONE_WORD = re.compile(r"[Tt]he\s(?P<noun>\w+)(?=\s)")
_TWO_WORDS = re.compile(r"[Tt]he\s[\w’'-]+\s(?P<noun>\w+)(?=\s)")
"""Subjects that may be an organization."""
_LATER = re.compile(r"^(?:by|of|from|between|titled|published|released|conducted|issued|signed|commissioned)\s")


def by_document(article: ArticleCast, told: Sequence[Told], span: Span, words: Sequence[str]) -> Choice:
    """Who issued the document, else the document by its fullest description; `words` are those of the
    source's head phrase in lower case, the document's noun last."""
    plain = span.of(article.text)
    first, head = words[0], words[-1]
    if first in DEFINITE and head in ISSUED:
        issuer = _issuer(article, told, span, head)
        if issuer:
            return issuer
    if first in DEFINITE:
        return Choice(_fullest(article, plain, span, words), "document", DOCUMENT)
    return Choice(described(plain), "document", DOCUMENT)


def _issuer(article: ArticleCast, told: Sequence[Told], span: Span, head: str) -> Choice | None:
    """The first actor of the latest earlier sentence that has such a document."""
    wanted = {head, "statement"} if head in _SAME else {head}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(wanted)))})\b")
    found_at = (match.start() for match in pattern.finditer(article.text, max(0, span.start - _REACH), span.start))
    uses = [at for at in found_at if not article.is_quoted(at)]
    for use in reversed(uses[-_USES:]):
        found = _actor_of_sentence(article, told, use)
        if found:
            return replace(found, certainty=min(found.certainty, ISSUER))
    return None


def _actor_of_sentence(article: ArticleCast, told: Sequence[Told], use: int) -> Choice | None:
    text, cast = article.text, article.cast
    start = sentence_start(text, use)
    found = [(one.place, one.choice) for one in told if start <= one.place < use and one.choice.kind != "document"]
    found += [
        (m.span.start, Choice(cast.in_full(m.member.name), m.member.kind, 1.0, m.member.role))
        for m in article.before(use, use - start)
        if not m.quoted
    ]
    for subject in (_TWO_WORDS.match(text, start, use), _ONE_WORD.match(text, start, use)):
        if subject and subject["noun"] in ORGANIZATION_NOUNS:
            words = subject.group().lower().split()
            found.append((start, by_organization_noun(article, told, Span(*subject.span()), words)))
            break
    return min(found, key=lambda item: item[0])[1] if found else None


def _fullest(article: ArticleCast, plain: str, span: Span, words: Sequence[str]) -> str:
    """The fullest description of a document that the article takes up by its bare noun."""
    if len(words) > 2 or len(plain.split()) > 2:
        return described(plain)
    head = words[-1]
    best = described(plain)
    pattern = re.compile(
        rf"\b(?:[Aa]n?|[Tt]he|[Nn]ew)[ \xa0]+(?:(?:[\w’'&-]+|(?:[A-Z]\.)+)[ \xa0]+){{0,4}}?{re.escape(head)}\b"
        r"(?P<later>[^,.;:“\"\n]*)"
    )
    for match in pattern.finditer(article.text, max(article.body, span.start - _REACH), span.start):
        if article.is_quoted(match.start()):
            continue
        later = match["later"].strip()
        phrase = article.text[match.start() : match.start("later")]
        if _LATER.match(later):
            return described(f"{phrase} {_tail(later)}")
        if len(phrase.split()) > len(best.split()) + 1 and re.search(r"\s[A-Z]", phrase):
            best = described(phrase)
    return best


def _tail(later: str) -> str:
    return " ".join(before_verb(later).split()[:9])
