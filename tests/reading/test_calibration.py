"""Confidence as a probability."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.calibration import expected_error, reliability
from onrecord.reading.calibration import Calibration, Evidence, statement_confidence
from onrecord.reading.reader import WEIGHTS

_SHARE = st.floats(0, 1)


@given(_SHARE, _SHARE, _SHARE)
def test_confidence_is_a_probability_whatever_the_evidence(tags: float, links: float, source: float) -> None:
    assert 0.0 < Calibration().confidence(Evidence(tags, links, source)) < 1.0


def test_the_shipped_calibration_trusts_more_evidence_more() -> None:
    shipped = Calibration.read(WEIGHTS / "calibration.json")
    low, high = Evidence(0.6, 0.6, 0.6), Evidence(0.99, 0.99, 0.99)
    assert shipped.confidence(low) < 0.6 < shipped.confidence(high)


@given(_SHARE, _SHARE)
def test_a_doubtful_speaker_makes_a_doubtful_statement(attribution: float, speaker: float) -> None:
    assert 0.0 < statement_confidence(attribution, speaker) <= statement_confidence(attribution, 1.0) < 1.0


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_text('{"weights": [1, 2, 3], "bias": -1}', encoding="utf8")
    assert Calibration.read(tmp_path / "calibration.json") == Calibration((1, 2, 3), -1)


def test_the_expected_error_of_honest_confidence_is_nought() -> None:
    honest = [(0.75, n % 4 != 0) for n in range(400)]
    assert expected_error(honest) == pytest.approx(0.0)
    assert expected_error([(0.95, False)] * 10) == pytest.approx(0.95)
    assert reliability([(0.95, True), (0.95, False), (1.0, True)]) == [(0.9, 0.967, 0.667, 3)]
