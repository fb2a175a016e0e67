"""What the last layer knows of a pair beside the network's logits: the reader's parts and single words, as numbers."""

import re
from collections.abc import Mapping

from onrecord.model import Act
from onrecord.positions.cues import LISTS, counted, sign_of_act
from onrecord.positions.values import Utterance

_ACTS: tuple[Act, ...] = ("states", "denies", "asks", "urges", "promises", "refuses", "accuses", "agrees", "disagrees")
_QUOTED = re.compile(r"^\s*[\"“‘']")
_FACT = re.compile(r"\s*(did|was|were|is|are|does|do|has|have|will|would|can|could)\b", re.IGNORECASE)


def features(question: str, utterance: Utterance, *, likeness: float, around: float) -> Mapping[str, float]:
    """By name. `likeness` is that of question and content, `around` that of question and paragraph."""
    words = counted(utterance.content)
    asked = counted(question)
    cue = counted(utterance.cue)
    found = {f"act {act}": float(utterance.act == act) for act in _ACTS}
    found |= {f"content {name}": min(3.0, words[name]) for name in LISTS}
    found |= {f"cue {name}": min(2.0, cue[name]) for name in LISTS}
    found |= {
        "sign of act": float(sign_of_act(utterance)),
        "negated": float(utterance.negated),
        "held": float(utterance.kind == "held"),
        "quoted": float(_QUOTED.match(utterance.content) is not None),
        "length": min(60, len(utterance.content.split())) / 20,
        "asks": float(utterance.content.rstrip(" ”’\"'),.").endswith("?")),
        "likeness": likeness,
        "likeness of the paragraph": around,
        "question of fact": float(_FACT.match(question) is not None),
        "question negated": float(asked["negation"] > 0),
    }
    return found
