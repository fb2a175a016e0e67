"""Whether a hyphen at the end of a line belongs to the word or only divides it: "well-known", "re-build"."""

from collections import Counter

# First and last parts of compounds that are written with a hyphen (the usual style books'): these stay divided where
# the text itself does not have the word.
_FIRST_PARTS = frozenset(
    """self well great one long short high low half full part ex non anti co pro semi quasi so two three four five six
    seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety mid cross old new hard far near
    left right ill middle north south east west day year month week all ever much better best worst first second
    third last multi inter vice post pre public private state government family single double man woman father
    mother brother sister son daughter e-mail e x-ray tax cost cash market world country city town home house
    life time work job school peace war arms air sea land front back side top bottom open closed free fair fast
    slow hand face eye blood heart mind""".split()
)
_LAST_PARTS = frozenset(
    """term time based led old year free like class style wide run owned backed elect general law hand off up in out by
    on to the down level day hour week month scale size speed range made known paid aged called bound born cut back
    aware friendly related minded sum profit job top end side line long looking held being control defence defense
    interest esteem employed sufficient governing determination righteous styled proclaimed imposed driven funded
    minister president chief secretary century third thirds quarter half fold page point man woman person member party
    way sector""".split()
)


def is_compound(first: str, second: str, words: Counter[str], *, likely: bool = False, soft: bool = False) -> bool:
    """Whether two parts of a word are written with a hyphen. The text itself decides, whose `words` are counted in
    small letters; then what is usual. `likely` tells that it is a name or has a hyphen already, `soft` that the hyphen
    is one that only divides."""
    first, second = first.casefold(), second.casefold()
    whole, compound = words[first + second], words[f"{first}-{second}"]
    if soft or whole != compound:
        return not soft and compound > whole
    doubled = second == "led" and first.endswith("l")  # "travel-led"
    return likely or first in _FIRST_PARTS or (second in _LAST_PARTS and not doubled)
