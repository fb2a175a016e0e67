"""Organizations by a common noun: "the company", "the ministry"."""

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.people.article import Article, Choice, Told
from onrecord.people.names import names
from onrecord.people.phrases import DEFINITE, described
from onrecord.people.pronouns import organization_before, organization_called

STANDS, ORGANIZATION = 0.85, 0.7
"""Certainty of a mention that stands as it is, and of the organization named last."""
_OF_STATE = frozenset({"ministry", "government", "department", "parliament", "council", "court", "administration"})
"""Bodies of a state, which papers name by the noun alone: only a name that has the noun is meant, and never the
company or place named last."""


def by_organization_noun(article: Article, told: Sequence[Told], span: Span, words: Sequence[str]) -> Choice:
    """The organization named before that is meant, else the words as they stand; `words` are those of the mention's
    head phrase in lower case, the noun last."""
    found = None
    if words[0] in DEFINITE and not names(article.text, span.start, span.end):
        before = organization_called if words[-1] in _OF_STATE else organization_before
        found = before(article, told, span.start, words[-1])
    if found:
        return Choice(found.name, found.kind, min(found.certainty, ORGANIZATION), found.role)
    return Choice(described(span.of(article.text)), "organization", STANDS)
