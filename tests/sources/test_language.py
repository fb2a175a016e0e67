"""The language of a text, or None where it is too short to tell."""

import tracemalloc

import pytest
from py3langid.langid import LanguageIdentifier

from onrecord.sources.letters import _identifier, language_by_letters
from onrecord.sources.prose import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The harbour bridge will close on Monday, and the council of the city has to decide on the repair. " * 4,
            "en",
        ),
        ("The harbour bridge will close on Monday for at least a month, officials said.", "en"),
        ("Die Hafenbrücke wird am Montag für mindestens einen Monat geschlossen, teilte die Stadt mit.", "de"),
        ("Le pont du port sera fermé lundi pour au moins un mois, a annoncé la ville dans un communiqué.", "fr"),
        ("Мост в порту будет закрыт в понедельник как минимум на месяц, сообщила мэрия города.", "ru"),
        (
            "Leonardo Di Bella and Francesca della Porta restored the fresco. “The blue came last,” Della Porta said.",
            "en",
        ),
        (
            "Francesca della Porta e Leonardo Di Bella hanno restaurato l’affresco, ha detto “The Blue Paper” di Roma.",
            "it",
        ),
        ("The bridge closes.", None),
        ("部长周二对记者说：“我们负担不起。”", "zh"),
        ("Мост закрыт на месяц.", "ru"),
        ("Мэр", None),
        ("12 34 56 " * 50, None),
        ("", None),
    ],
)
def test_the_language_is_told(text: str, code: str | None) -> None:
    assert language(text) == code


def test_plain_english_is_told_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(text: str) -> str:
        raise AssertionError(f"the model was asked about {text!r}")

    monkeypatch.setattr("onrecord.sources.prose._classified", loaded)
    assert language("The harbour and the bridge of the city are old, as everybody knows. " * 10) == "en"


@pytest.fixture(scope="module")
def whole() -> LanguageIdentifier:
    """The library's own, with all of its model in memory."""
    return LanguageIdentifier.from_model_file("data/model.npz.xz")


@pytest.mark.parametrize(
    "text",
    [
        "Die Hafenbrücke wird am Montag für mindestens einen Monat geschlossen, teilte die Stadt mit. " * 20,
        "Le pont du port sera fermé lundi pour au moins un mois, a annoncé la ville dans un communiqué.",
        "МОСТ В ПОРТУ БУДЕТ ЗАКРЫТ В ПОНЕДЕЛЬНИК, СООБЩИЛА МЭРИЯ ГОРОДА.",
        "部长周二对记者说：“我们负担不起。”",
        "سيتم إغلاق الجسر يوم الاثنين لمدة شهر على الأقل.",
        "Most će biti zatvoren u ponedjeljak najmanje mjesec dana, priopćio je grad.",
        "broken \ud800 letters",
        "x",
        "",
    ],
)
def test_its_letters_tell_the_same_as_the_whole_model(text: str, whole: LanguageIdentifier) -> None:
    assert language_by_letters(text) == whole.classify(text)[0]


def test_little_of_the_model_is_in_memory() -> None:
    tracemalloc.start()
    _identifier.__wrapped__().classify("Die Hafenbrücke wird am Montag für mindestens einen Monat geschlossen. " * 25)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000  # the two tables alone have 68 million bytes
