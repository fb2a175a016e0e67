"""What a change of words touches: a negation, a number, an obligation, a certainty, a quantity, or none of these."""

from collections.abc import Sequence
from typing import Final

from onrecord.families.values import ChangeKind

NEGATIONS: Final = frozenset(
    "not never no none nobody nothing neither nor nowhere without cannot hardly scarcely barely".split()
)
"""Words that turn a sentence into its opposite; "n't" counts as "not"."""
CONDITIONS: Final = frozenset("if unless until only except but although though however provided".split())
"""Words that begin a clause without which a sentence says more than was said."""
DOUBTS: Final = frozenset("doubt deny denied denies false untrue wrong".split())
"""Words that turn the clause after them into its opposite."""

PASSAGE: Final = 8
"""More words than this are other text, not a changed word."""

_SHORT_FORMS: Final = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "ain't": "is not",
    "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to",
}  # fmt: skip
_ENDINGS: Final = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_NEGATIVE_PREFIXES: Final = ("un", "in", "im", "il", "ir", "dis", "non")
_OBLIGATION_VERBS: Final = frozenset("must should ought shall need needs required obliged supposed".split())
_CERTAINTIES: Final = frozenset(
    "may might could can will would perhaps maybe possibly probably likely unlikely certainly definitely surely "
    "clearly undoubtedly apparently allegedly reportedly potentially presumably seem seems seemed appear appears "
    "appeared suggest suggests suggested indicate indicates indicated show shows showed shown prove proves proved "
    "proven confirm confirms confirmed think thinks thought believe believes believed know knows knew claim "
    "claims claimed hope hopes hoped expect expects expected guess suspect suspects suspected possible impossible "
    "certain sure".split()
)
_QUANTITIES: Final = frozenset(
    "every everyone everybody everything all any anyone anybody anything some someone somebody something many "
    "much most more less least few fewer several each both either half majority minority always often sometimes "
    "usually rarely seldom frequently generally mostly mainly entirely completely totally wholly partly partially "
    "almost nearly about around approximately roughly over under exactly only just hundred hundreds thousand "
    "thousands dozens lots".split()
)
_FIGURES: Final = frozenset("hundred thousand million billion trillion dozen half third quarter double triple".split())


def kind_of_change(before: Sequence[str], after: Sequence[str]) -> ChangeKind:
    """What a change from some compared words to others touches, the gravest first; long passages only "word"."""
    if max(len(before), len(after)) > PASSAGE:
        return "word"
    old, new = spelled_out(before), spelled_out(after)
    gone, come = [word for word in old if word not in new], [word for word in new if word not in old]
    changed = {*gone, *come}
    if changed & NEGATIONS or _opposites(gone, come):
        return "negation"
    if changed & _FIGURES or any(word[0].isdigit() for word in changed):
        return "number"
    if changed & _OBLIGATION_VERBS or (changed & {"has", "have", "had"} and "to" in changed):
        return "modality"
    if changed & _CERTAINTIES:
        return "certainty"
    return "quantity" if changed & _QUANTITIES else "word"


def spelled_out(words: Sequence[str]) -> list[str]:
    """The words with contractions taken apart."""
    return [part for word in words for part in _parts(word)]


def _parts(word: str) -> list[str]:
    if "'" not in word and word not in _SHORT_FORMS:
        return [word]
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word].split()
    for ending, full in _ENDINGS.items():
        if word.endswith(ending):
            return [word.removesuffix(ending), full]
    return [word]


def _opposites(gone: Sequence[str], come: Sequence[str]) -> bool:
    return any(
        len(shorter) > 3 and longer == prefix + shorter
        for one, other in ((gone, come), (come, gone))
        for longer in one
        for shorter in other
        for prefix in _NEGATIVE_PREFIXES
    )
