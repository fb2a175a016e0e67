"""How names of people are written."""

import re

PARTICLES = frozenset(
    """de da di do dos das del della dello degli dal du la le les van von vom der den ter ten op und zu zum zur bin ibn
    bint binti ould al el ul ur 't ’t ad ed abu abou ben umm ap dei degli y e af av""".split()
)
"""Lower-case words inside a name."""
_SMALL = PARTICLES - {"y", "e", "ben", "do", "el", "las", "los"}
_NUMERALS = frozenset(("II", "III", "IV"))
_WORD = re.compile(r"[^\W\d_]+")


def cased(name: str) -> str:
    """A name in capitals as names are written: "MARIA O'HOLT-MCBERG" is Maria O'Holt-McBerg."""

    def word(found: re.Match[str]) -> str:
        part, start = found.group(), found.start()
        prefix = next((mac for mac in ("Mc", "Mac", "MC") if part.startswith(mac)), "")
        if prefix and len(part) > len(prefix) + 1 and part[len(prefix) :].isupper():
            return prefix.capitalize() + part[len(prefix) :].capitalize()  # "McADAMS", "MCADAMS"
        if not part.isupper() or len(part) == 1 or (start and part in _NUMERALS):
            return part
        inside = start and name[start - 1] in "’'-"
        return part.lower() if start and not inside and part.lower() in _SMALL else part.capitalize()

    return _WORD.sub(word, name)
