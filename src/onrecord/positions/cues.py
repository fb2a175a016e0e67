"""What single words tell of a stance: the cue's act, and words of approval, of rejection, of doubt.

The mark that the network has to beat, and no part of it.
"""

from collections.abc import Mapping

from onrecord.english.tokens import whole_words
from onrecord.model import Act
from onrecord.positions.values import Label, Utterance

_SIGN_OF_ACT: Mapping[Act, int] = {
    "agrees": 1,
    "urges": 1,
    "promises": 1,
    "disagrees": -1,
    "denies": -1,
    "refuses": -1,
    "accuses": -1,
}
_LISTS: Mapping[str, str] = {
    "approval": """good right best better great important necessary needed essential vital benefit benefits support
supports supported favor favors welcome welcomed praise praised agree agreed deserve deserves success successful win
victory protect protects help helps safe fair proud glad happy smart opportunity progress hope should must need needs
worth effective""",
    "rejection": """bad wrong worse worst terrible dangerous danger harm harms harmful hurt hurts threat threatens risk
risks risky mistake mistaken unfair illegal unlawful unconstitutional unacceptable outrageous disgraceful shameful
ridiculous absurd nonsense fail fails failed failure disaster disastrous catastrophe destroy destroys oppose opposes
opposed against reject rejects rejected concern concerned concerns worried worry problem problems costly waste
unnecessary violate violates violation lie lies fraud flawed""",
    "negation": "not no never none nobody nothing neither nor cannot without unlikely",
    "doubt": """if unless whether may might could perhaps possibly unclear uncertain undecided depends depending
consider considering review reviewing study studying yet unknown premature early undetermined investigating
investigation determine determined inconclusive ambiguous open""",
}
_SETS = {name: frozenset(words.split()) for name, words in _LISTS.items()}


def counted(text: str) -> dict[str, int]:
    """How many words of each list the text has; "isn't" is a negation."""
    words = whole_words(text)
    found = {name: sum(word in known for word in words) for name, known in _SETS.items()}
    found["negation"] += sum(word.endswith("n't") for word in words)
    return found


def sign_of_act(utterance: Utterance) -> int:
    """1 where the source is for the content, -1 where against it, 0 where the act does not tell."""
    sign = _SIGN_OF_ACT.get(utterance.act, 0)
    return -sign if utterance.negated else sign


def stance_by_cues(utterance: Utterance) -> Label:
    """The stance by the cue's act or, where it tells nothing, by the words of the content. What it is about is not
    asked."""
    if utterance.act == "asks":
        return "neutral"
    found = counted(utterance.content)
    sign = sign_of_act(utterance)
    if sign == 0:
        sign = found["approval"] - found["rejection"] - found["negation"]
    if sign == 0:
        return "open" if found["doubt"] else "neutral"
    return "supports" if sign > 0 else "opposes"
