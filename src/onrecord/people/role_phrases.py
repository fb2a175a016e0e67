"""The role phrase beside a name: "Harbour Office spokesperson", ", a senior analyst at the institute,"."""

from collections.abc import Sequence

from onrecord.model import Span, Words
from onrecord.people.tokens import Token
from onrecord.people.words import HONORIFICS, OPENERS, ROLE_MODIFIERS, ROLES, is_role

_MARKS = frozenset([*',.;\n—–(“"”:'])
"""What ends an apposition."""
_CLAUSES = frozenset(
    """who whose which where when while and but said says after before because although until""".split()
)
"""First words of what is a clause and no apposition."""
_ROLE_REACH = 7
"""Words that a role phrase before a name is followed back; longer ones run into the sentence."""


def role_before(text: str, found: Sequence[Token], first: int, head: int) -> Words | None:
    """The role phrase that ends at token `head`: "Harbour Office spokesperson", "the shipyard's CEO"."""
    at = head - 1
    if at >= first:
        if found[at].word.lower() in HONORIFICS and at == first:
            # "The vicar, the Rev. Ana Holt"
            before = at - 1 - (at > 0 and found[at - 1].word == "the")
            return _role_before_comma(text, found, before) if before >= 0 and found[before].word == "," else None
    elif at < 0 or not is_role(found[at].word) or found[head].start - found[at].end != 1:
        return _role_before_comma(text, found, at) if at >= 0 and found[at].word == "," else None
    return _role_ending_at(text, found, at)


def _role_before_comma(text: str, found: Sequence[Token], comma: int) -> Words | None:
    """ "The alliance's secretary-general, Maria Holt," """
    if comma < 1 or not is_role(found[comma - 1].word):
        return None
    return _role_ending_at(text, found, comma - 1)


def _role_ending_at(text: str, found: Sequence[Token], last: int) -> Words | None:
    start = last
    while start > 0 and last - start < _ROLE_REACH:
        before = found[start - 1]
        if found[start].start - before.end != (1 if not before.possessive else 3):
            break
        lower = before.word.lower()
        modifies = (
            (before.capital and lower not in OPENERS)
            or lower in ROLE_MODIFIERS
            or lower in ROLES
            or before.possessive
            or ("-" in lower and lower[-1].isalpha())
            or (lower == "and" and found[start].word.lower() in ROLES | dict.fromkeys(ROLE_MODIFIERS))
        )
        if not modifies:
            break
        start -= 1
    phrase = Words.at(Span(found[start].start, found[last].end), text)
    return phrase if phrase.text.lower() not in HONORIFICS else None


def role_after(text: str, found: Sequence[Token], after: int) -> Words | None:
    """The apposition behind a name: ", a senior analyst at the institute,"."""
    if after >= len(found) or found[after].word != ",":
        return None
    end = after + 1
    while end < min(len(found), after + 18) and found[end].word not in {
        ",",
        ".",
        ";",
        "\n",
        "—",
        "–",
        "(",
        "“",
        '"',
        "”",
        ":",
    }:
        end += 1
    phrase = found[after + 1 : end]
    if not phrase or len(phrase) > 16:
        return None
    reach = [token.word.lower() for token in phrase[:7]]
    if reach[0] in _CLAUSES or not any(is_role(token.word) for token in phrase[:7]):
        return None
    # A sentence that goes on ("…, the president said") is no apposition: its role is the next subject.
    verb = {"said", "says", "told", "added", "was", "is", "has", "had", "were", "will", "would", "went", "tweeted"}
    if verb & set(reach):
        return None
    begins = 1 if reach[0] in {"a", "an", "the"} and len(phrase) > 1 else 0
    return Words.at(Span(phrase[begins].start, phrase[-1].end), text)
