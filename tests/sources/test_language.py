"""The language of a text, or None where it is too short to tell."""

import pytest

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
