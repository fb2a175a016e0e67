"""Times: what is written is read exactly; what is not written is not filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.problems.sources import PublishedNotATime
from onrecord.sources.times import find_time, given_time, iso_time


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-04-30T16:38:37+02:00", "2024-04-30T16:38:37+02:00"),
        ("2024-04-28T13:30:00.000Z", "2024-04-28T13:30:00+00:00"),
        ("2023-04-28 13:53:25", "2023-04-28T13:53:25"),
        ("2023-04-28 13:53:25 +0200", "2023-04-28T13:53:25+02:00"),
        ("Fri, 28 Apr 2023 10:00:00 GMT", "2023-04-28T10:00:00+00:00"),
        ("20240304", "2024-03-04"),
        ("2024-03-04", "2024-03-04"),
        ("April 28, 2023", "2023-04-28"),
        ("28th of April 2023", "2023-04-28"),
        ("2024-13-40", None),
        ("2023-02-30", None),
        ("yesterday", None),
        ("1714992000", "2024-05-06T10:40:00+00:00"),
        ("1714992000000", "2024-05-06T10:40:00+00:00"),
        ("1714992000.5", "2024-05-06T10:40:00+00:00"),
        ("171499200", None),
        ("12345678901", None),
        ("2024-05-06T23:30:00 EST", "2024-05-06T23:30:00-05:00"),
        ("2024-05-06 23:30:00 +0000 UTC", "2024-05-06T23:30:00+00:00"),
        ("2024-05-06 23:30:00 -0500 CDT", "2024-05-06T23:30:00-05:00"),
        ("2024-05-06T23:30:00−05:00", "2024-05-06T23:30:00-05:00"),
        ("2024-05-06T23:30:00+01:00[Europe/London]", "2024-05-06T23:30:00+01:00"),
        ("2024-05-06 11:30 PM ET", "2024-05-06T23:30:00-04:00"),
        ("20240506T233000Z", "2024-05-06T23:30:00+00:00"),
        ("20240506233000", "2024-05-06T23:30:00"),
        ("2024/05/06", "2024-05-06"),
        ("Mon May 06 2024 23:30:00 GMT+0100 (British Summer Time)", "2024-05-06T23:30:00+01:00"),
        ("Mon May  6 23:30:00 EDT 2024", "2024-05-06T23:30:00-04:00"),
        ("2024-05-06T23:30:00 IST", "2024-05-06T23:30:00"),
        ("2024-05-06T25:00:00Z", "2024-05-06"),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("", None),
    ],
)
def test_machine_written_times_become_iso(written: str, iso: str | None) -> None:
    assert iso_time(written) == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("03/04/24 5:45 p.m. ET", "2024-03-04T17:45:00-05:00"),
        ("07/04/24 5:45 p.m. ET", "2024-07-04T17:45:00-04:00"),
        ("03/04/24 17:45 GMT", "2024-04-03T17:45:00+00:00"),
        ("6/7/2022 at 17:45 BST", "2022-07-06T17:45:00+01:00"),
        ("12/12/2022", "2022-12-12"),
        ("25/12/2022", "2022-12-25"),
        ("12/25/2022", "2022-12-25"),
        ("03/04/24", None),
        ("31/31/2024", None),
        ("Mon 6 May 2024 09.30 BST", "2024-05-06T09:30:00+01:00"),
        ("06-May-2024", "2024-05-06"),
        ("6-May-24", "2024-05-06"),
        ("6 de mayo de 2024", "2024-05-06"),
        ("6. März 2024, 09.30 Uhr", "2024-03-06T09:30:00"),
        ("1er août 2024", "2024-08-01"),
        ("6 мая 2024", "2024-05-06"),
        ("2024年5月6日", "2024-05-06"),
        ("2024년 5월 6일", "2024-05-06"),
        ("5.45pm on 4 March 2024", "2024-03-04T17:45:00"),
        ("March 4, 2024, noon", "2024-03-04"),
        ("12 a.m. EST on Jan. 5, 2024", "2024-01-05T00:00:00-05:00"),
        ("March 4", None),
        ("17:45 GMT", None),
    ],
)
def test_written_times_keep_order_and_zone(written: str, iso: str | None) -> None:
    found = find_time(written)
    assert (found.value if found else None) == iso


@pytest.mark.parametrize(
    ("written", "anchor", "iso"),
    [
        ("March 4", "2024-03-01", "2024-03-04"),
        ("Jan. 3", "2023-12-30", "2024-01-03"),
        ("03/04/24", "2024-03-01", None),
        ("03/04/24", "2024-03-10", "2024-04-03"),
    ],
)
def test_an_anchor_supplies_the_year_and_the_order(written: str, anchor: str, iso: str | None) -> None:
    found = find_time(written, anchor=anchor)
    assert (found.value if found else None) == iso


def test_the_place_of_a_time_covers_date_clock_and_zone() -> None:
    text = "It was Updated March 4, 2024 at 5:45 p.m. ET again."
    found = find_time(text)
    assert found is not None
    assert text[found.start : found.end] == "March 4, 2024 at 5:45 p.m. ET"


def test_a_given_time_must_be_one() -> None:
    with pytest.raises(PublishedNotATime, match="'soon'"):
        given_time("soon")


@given(st.datetimes(timezones=st.timezones()))
def test_iso_times_survive(moment: object) -> None:
    written = getattr(moment, "isoformat")(timespec="minutes")  # noqa: B009
    found = iso_time(written)
    assert found is None or found[:16] == written[:16]


@given(st.text())
def test_no_text_breaks_the_search(text: str) -> None:
    found = find_time(text, anchor="2024-03-01")
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_the_order_of_a_numeric_date_can_be_told() -> None:
    day_first, month_first = (find_time("06/05/2024 01:57", order=order) for order in ("day first", "month first"))
    assert (day_first and day_first.value) == "2024-05-06T01:57:00"
    assert (month_first and month_first.value) == "2024-06-05T01:57:00"
    zoned = find_time("06/05/2024 01:57 EDT", order="day first")
    assert (zoned and zoned.value) == "2024-06-05T01:57:00-04:00"
