"""Verbs of saying in their forms: one list, of which each stage names those that it needs.

A stage that takes a form for the sign of a statement leaves out what is a noun as often ("claims", "posts") or what is
seldom followed by words that were said; so the subsets differ on purpose."""

from collections.abc import Iterable, Mapping
from typing import Final

_REGULAR = (
    "add admit advise announce answer argue ask assure believe claim complain conclude confirm continue correct counter"
    " cry declare demand deny explain inform insist instruct joke learn note pledge post predict promise propose recall"
    " recommend remark reply report respond rule shout show state stress suggest tweet urge vow warn whisper call"
)
_IRREGULAR = {
    "say": ("says", "said"), "tell": ("tells", "told"), "write": ("writes", "wrote"), "find": ("finds", "found"),
    "read": ("reads", "read"), "hear": ("hears", "heard"), "go on": ("goes on", "went on"),
    "admit": ("admits", "admitted"), "quip": ("quips", "quipped"),
}  # fmt: skip


def _regular(verb: str) -> tuple[str, str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    return f"{verb}{'es' if verb.endswith('s') else 's'}", f"{verb.removesuffix('e')}ed"


FORMS: Final[Mapping[str, tuple[str, str]]] = {verb: _regular(verb) for verb in _REGULAR.split()} | _IRREGULAR
"""Verb → "he says", "he said"."""


def present(verbs: Iterable[str]) -> frozenset[str]:
    """The forms of "he says"."""
    return frozenset(FORMS[verb][0] for verb in verbs)


def past(verbs: Iterable[str]) -> frozenset[str]:
    """The forms of "he said"."""
    return frozenset(FORMS[verb][1] for verb in verbs)


def either(*forms: Iterable[str]) -> str:
    """A pattern of any of the forms, the longest first, without brackets."""
    return "|".join(sorted(frozenset().union(*forms), key=lambda form: (-len(form), form)))


_BOTH = (
    "say ask reply answer add tell recall insist explain argue warn shout counter continue note write joke respond"
    " complain admit conclude"
).split()
BESIDE_QUOTATION: Final = (
    past(_BOTH)
    | past("whisper correct post tweet announce cry quip remark stress state".split())
    | past(["go on"])
    | present(_BOTH)
    | {"say"}
)
"""Beside words in quotation marks."""
_LISTING = "say recommend demand propose promise announce write urge advise warn find".split()
BEFORE_LIST: Final = past(_LISTING) | present(_LISTING) | {"say", "recommend", "demand", "propose", "promise"}
"""Before a list of what was said."""
_ANNOUNCING = "write say read state".split()
BEFORE_BLOCK: Final = present(_ANNOUNCING) | past(
    (*_ANNOUNCING, "post", "tweet", "add", "reply", "respond", "rule", "conclude", "explain", "continue", "declare",
     "announce", "argue", "warn", "go on")
)  # fmt: skip
"""Before a paragraph that was said."""
BEFORE_POST: Final = past("write post tweet reply respond add say".split()) | present(["write"])
"""Behind the name of whoever posted."""
_OF_HEADLINES = "say warn claim admit insist vow suggest argue".split()
IN_HEADLINE: Final = {*_OF_HEADLINES, "said"} | present(_OF_HEADLINES)
"""In a headline, which tells it in the present; "say" of several."""
BEHIND_HEADLINE: Final = IN_HEADLINE | {"report", "find", "show"} | present("report find show".split())
"""Behind what a headline states: "Bridge must close, finds report"."""
BEFORE_HEADLINE: Final = IN_HEADLINE | {"believe", "predict"} | present(
    "believe predict promise pledge deny confirm announce declare".split()
)  # fmt: skip
"""Before what a headline states: these stand in no form that a noun has, or a noun's reading is seldom."""
_TELLING = "say tell ask add write".split()
IN_LABEL: Final = past((*_TELLING, "reply")) | present(_TELLING)
"""By which what stands before a colon is a sentence, and no label."""
IN_PROSE: Final = (
    past((*_TELLING, "warn", "reply", "argue", "insist", "recall", "call", "announce", "learn", "hear"))
    | present((*_TELLING, "warn", "call"))
    | {"say"}
)
"""By which a line tells what was said, and is none of the site's."""
_REPORTING = "say tell add write".split()
IN_SOURCE: Final = past((*_REPORTING, "tweet", "ask", "reply", "explain", "note")) | present(_REPORTING) | {"say"}
"""What a source may wrongly include at its ends."""
_OF_ANOTHER = "say tell ask warn promise assure inform complain instruct insist claim".split()
OF_ANOTHER: Final = past(_OF_ANOTHER) | {"say", "says"}
"""By which a content itself tells what another said."""
