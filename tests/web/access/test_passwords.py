import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY

from onrecord.problems.access import WeakPassword
from onrecord.web.access import passwords

DEAR = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def test_a_password_is_kept_as_its_hash() -> None:
    kept = passwords.hashed("wharf lantern gravel oboe")
    assert kept.startswith("$argon2id$") and "wharf" not in kept
    assert kept != passwords.hashed("wharf lantern gravel oboe")  # salted
    assert passwords.matches("wharf lantern gravel oboe", kept)
    assert not passwords.matches("wharf lantern gravel obo", kept)


def test_an_accent_may_be_typed_in_two_ways() -> None:
    assert passwords.matches("cafe\N{COMBINING ACUTE ACCENT} harbour", passwords.hashed("caf\xe9 harbour"))


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "has 5 characters, and needs 12"),
        ("a" * 1001, "more than 1000"),
        ("aaaaaaaaaaaaaaab", "first that are tried"),
        ("ana brandana brand", "first that are tried"),
        ("Ana Brand ana brand", "first that are tried"),
    ],
)
def test_passwords_that_are_guessed_are_refused(password: str, reason: str) -> None:
    with pytest.raises(WeakPassword, match=reason):
        passwords.accepted(password, name="Ana Brand")


def test_one_of_twelve_characters_is_accepted() -> None:
    assert passwords.accepted("gravel oboe!", name="Ana") == "gravel oboe!"


def test_nobodys_hash_costs_as_much_as_that_of_a_user_and_matches_nothing() -> None:
    assert not DEAR.check_needs_rehash(passwords.NOBODYS)
    assert not passwords.matches("wharf lantern gravel oboe", None)


def test_what_is_no_hash_and_endless_passwords_match_nothing() -> None:
    assert not passwords.matches("wharf lantern gravel oboe", "plain")
    assert not passwords.matches("a" * 100_000, passwords.hashed("wharf lantern gravel oboe"))


def test_cheaper_hashes_of_before_are_outdated() -> None:
    assert not passwords.outdated(passwords.hashed("wharf lantern gravel oboe"))
    assert passwords.outdated(DEAR.hash("wharf lantern gravel oboe"))
