"""A coder's password as DNA keeps it: by Jasypt's strong password encryptor.

That is SHA-256 of salt and password, hashed again to 100,000 times in all; what is kept is salt and digest, in Base64.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata

_TIMES, _SALT = 100_000, 16


def hashed(password: str, *, salt: bytes | None = None) -> str:
    """The password as it is kept; the salt is chosen by chance where none is given."""
    salt = secrets.token_bytes(_SALT) if salt is None else salt
    digest = salt + unicodedata.normalize("NFC", password).encode()
    for _ in range(_TIMES):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def matches(password: str, kept: str) -> bool:
    """Whether this is the password that was kept."""
    salt = base64.b64decode(kept)[:_SALT]
    return hmac.compare_digest(hashed(password, salt=salt), kept)
