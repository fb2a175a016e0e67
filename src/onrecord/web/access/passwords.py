"""Passwords: what is accepted, hashed with argon2id, and compared in the same time whether or not there is a user.

A hash takes 64 MiB and 0.17 s of a core (RFC 9106, second recommendation), so that guesses are dear; callers see to it
that few are computed at once.
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from onrecord.problems.access import WeakPassword

SHORTEST, LONGEST = 12, 1000
"""Characters. NIST SP 800-63B asks for 8 and for no rules on their kinds; a password that stands alone deserves more.
The longest keeps hashing bounded."""
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$b25yZWNvcmQsIG5vYm9keQ$68AlFzS8lCnq0iiBZTgEzQMq6UHdjiBcAHYD7Deme5U"
"""Compared with where there is no user, so that the time does not tell. No password gives it: its digest was drawn by
chance."""


def accepted(password: str, *, name: str) -> str:
    """The password, where it is worth keeping. Raises WeakPassword."""
    password = _same_everywhere(password)
    if len(password) < SHORTEST:
        raise WeakPassword(f"it has {len(password)} characters, and needs {SHORTEST}")
    if len(password) > LONGEST:
        raise WeakPassword(f"it has more than {LONGEST} characters")
    bare, own = ("".join(one.casefold().split()) for one in (password, name))
    if len(set(password)) < 5 or bare in own * (len(bare) + 1):  # the name, however often
        raise WeakPassword("it is one of the first that are tried")
    return password


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(_same_everywhere(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept; None for a user who does not exist takes as long as any other."""
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(kept or NOBODYS, _same_everywhere(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether it was hashed more cheaply than is done today."""
    return _HASHER.check_needs_rehash(kept)


def _same_everywhere(password: str) -> str:
    """Keyboards differ in how they write an accent."""
    return unicodedata.normalize("NFC", password)
