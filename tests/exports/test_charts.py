import csv
import io
import re
import struct
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.charts import (
    NARROW,
    WIDE,
    Chart,
    Series,
    by_label,
    described,
    downloads,
    figure,
    over_time,
    png,
    rows,
    standalone,
    svg,
    to_csv,
)
from onrecord.exports.charts.downloads import has_font
from onrecord.exports.charts.drawing import apart
from onrecord.exports.charts.values import ChartKind
from onrecord.exports.charts.writing import plain, short, shortened, ticks, width, wrapped
from onrecord.exports.templates import style_of
from onrecord.problems import NoFont

ACTS = "states denies asks urges promises refuses accuses agrees disagrees".split()
KINDS: tuple[ChartKind, ...] = ("timeline", "bars", "lines", "multiples")
HOSTILE = "</title><script>alert(1)</script>\x00\ud800\u202e\"'&"
SVG = "{http://www.w3.org/2000/svg}"


def months(count: int) -> tuple[str, ...]:
    return tuple(f"{1800 + at // 12:04}-{at % 12 + 1:02}" for at in range(count))


def chart(kind: ChartKind, points: int, series: int = 3, *, name: str = "act", most: float = 40.0) -> Chart:
    values = [
        Series(f"{name} {one}", tuple(most * ((at * 7 + one) % 11) / 10 for at in range(points)))
        for one in range(series)
    ]
    return Chart(kind, "Statements of Ana Ruiz", months(points), tuple(values), "month", "statements")


def drawn(text: str) -> Element:
    return fromstring(text)


def words(root: Element) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("points", [0, 1, 2, 40, 3000])
@pytest.mark.parametrize("room", [WIDE, NARROW])
def test_every_chart_is_one_small_drawing_with_a_title_and_a_description(
    kind: ChartKind, points: int, room: int
) -> None:
    text = svg(chart(kind, points, series=9), width=room)
    root = drawn(text)
    assert root.get("role") == "img"
    ids = {one.get("id"): "".join(one.itertext()) for one in root.iter() if one.get("id")}
    title, description = (ids[one] for one in str(root.get("aria-labelledby")).split())
    assert title == "Statements of Ana Ruiz"
    assert description == described(chart(kind, points, series=9))
    assert len(text.encode()) < 30_000
    assert str(root.get("viewBox")).startswith(f"0 0 {room} ")


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_has_no_style_script_or_address(kind: ChartKind) -> None:
    text = svg(chart(kind, 20))
    for one in drawn(text).iter():
        assert one.tag.removeprefix(SVG) in {"svg", "title", "desc", "defs", "pattern", "path", "text", "circle"}
        assert not [name for name in one.attrib if name == "style" or name.startswith("on") or name.endswith("href")]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(kind: ChartKind) -> None:
    made = Chart(
        kind, HOSTILE, (HOSTILE, "b"), (Series(HOSTILE, (1, 2)), Series("x", (2, 1))), HOSTILE, HOSTILE, HOSTILE
    )
    for text in (svg(made), standalone(made)):
        assert not [one for one in drawn(text).iter() if one.tag.endswith("script")]
    assert "<script>" not in figure(made)
    assert "\ud800" not in svg(made)


@pytest.mark.parametrize("kind", KINDS)
def test_names_a_page_long_make_no_large_drawing(kind: ChartKind) -> None:
    long = "An outlet with a name that does not end " * 500
    labels = tuple(f"{long}{at}" for at in range(48))
    series = tuple(Series(f"{long}{one}", tuple(float(at) for at in range(48))) for one in range(9))
    assert len(svg(Chart(kind, long, labels, series, "outlet", "statements")).encode()) < 32_000


def test_the_series_differ_by_more_than_their_colour() -> None:
    columns = drawn(svg(chart("timeline", 12, series=9)))
    fillings = {
        one.get("fill") or one.get("class")
        for one in columns.iter(f"{SVG}path")
        if "chart-fill" in str(one.get("class"))
    }
    assert len(fillings) == 9
    lines = list(re.findall(r"\.chart-line-\d \{(.*?)\}", style_of("chart.css")))
    assert len({re.sub(r"stroke: [^;]+;", "", one) for one in lines}) == 9


def test_the_heights_of_columns_are_the_values() -> None:
    made = Chart("timeline", "t", ("2024", "2025"), (Series("a", (10, 5)),), "year", "statements")
    (path,) = (one for one in drawn(svg(made)).iter(f"{SVG}path") if "chart-fill" in str(one.get("class")))
    heights = [float(one) for one in re.findall(r"v([\d.]+)", str(path.get("d")))]
    assert heights[0] / heights[1] == pytest.approx(2, abs=0.01)
    assert words(drawn(svg(made)))[-2:] == ["2024", "2025"]


def test_counts_have_no_parts_of_one_on_their_axis() -> None:
    made = Chart("timeline", "t", ("2024",), (Series("a", (1,)),), "year", "statements")
    assert words(drawn(svg(made)))[2:4] == ["0", "1"]


def test_months_between_are_nothing_and_one_year_makes_all_years() -> None:
    made = over_time([("2024-01", "states", 2), ("2024-04", None, 1), ("2024-04", "states", 3)], title="t")
    assert made.labels == ("2024-01", "2024-02", "2024-03", "2024-04")
    assert made.series == (Series("states", (2, 0, 0, 3)), Series("not known", (0, 0, 0, 1)))
    by_year = over_time([("2022", "states", 2), ("2024-04", "states", 3)], title="t")
    assert (by_year.labels, by_year.label_axis) == (("2022", "2023", "2024"), "year")
    assert by_year.series == (Series("states", (2, 0, 3)),)


def test_bars_stand_with_the_largest_first() -> None:
    made = by_label([("a", "x", 1), ("b", "y", 5), (None, "x", 3)], title="t", label_axis="outlet")
    assert made.labels == ("b", "not known", "a")
    assert made.series == (Series("y", (5, 0, 0)), Series("x", (0, 3, 1)))


def test_the_table_has_every_value_with_all_together() -> None:
    made = chart("timeline", 3000, series=30)
    header, body = rows(made)
    assert (len(header), len(body)) == (32, 3000)
    assert body[1][-1] == pytest.approx(sum(float(one) for one in body[1][1:-1]))
    assert "stands for" in " ".join(words(drawn(svg(made))))
    assert "22 others" in words(drawn(svg(made)))


def test_no_cell_of_the_csv_is_run() -> None:
    made = Chart("bars", "t", ("=1+1", "a,b"), (Series("n", (1, 2.5)),), "outlet", "statements", "%")
    assert list(csv.reader(io.StringIO(to_csv(made)))) == [["outlet", "n (%)"], ["'=1+1", "1"], ["a,b", "2.5"]]


def test_what_is_joined_keeps_its_sum_or_its_mean() -> None:
    made = Chart("timeline", "t", months(2400), (Series("a", (1.0,) * 2400),), "month", "statements")
    assert "Statements by month; each column stands for 24 months" in words(drawn(svg(made)))
    level = Chart("lines", "t", months(2400), (Series("a", (0.5,) * 2400),), "month", "share", averaged=True)
    assert "0.6" in words(drawn(svg(level)))
    assert "1" not in words(drawn(svg(level)))


@pytest.mark.parametrize("values", [(1.0,), (1.0, -1.0), (1.0, float("nan")), (1.0, float("inf"))])
def test_what_cannot_be_drawn_is_refused(values: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="'a' has"):
        Chart("bars", "t", ("x", "y"), (Series("a", values),), "outlet", "statements")


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (0.00001, "1e-05"), (0.002, "0.002"), (1, "1"), (1500, "1,500"), (15_000, "15k"), (999_999, "1M"),
     (1_200_000, "1.2M"), (3e12, "3T"), (2e20, "2e20")],
)  # fmt: skip
def test_numbers_of_an_axis_are_short(value: float, told: str) -> None:
    assert short(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), (1500, "1,500"), (0.25, "0.25"), (1234.5, "1,234.5"), (1230.04, "1,230"), (0.00012, "0.00012")],
)
def test_numbers_are_told_as_they_are(value: float, told: str) -> None:
    assert plain(value) == told


@given(st.floats(1e-9, 1e15), st.integers(1, 6))
def test_the_axis_reaches_the_largest_value_and_is_not_much_longer(most: float, count: int) -> None:
    found = ticks(most, count)
    assert found[0] == 0
    assert most * 0.999 <= found[-1] <= most * 12
    assert len(found) <= count + 2


@given(st.text(max_size=60), st.floats(12, 200))
def test_text_fits_its_room(text: str, room: float) -> None:
    assert width(shortened(text, room, 12), 12) <= max(room, 12)
    assert all(width(one, 12) <= max(room, 12) for one in wrapped(text, room, 12))


@pytest.mark.parametrize("cluster", ["e\u0301", "👩\u200d👧", "👍\U0001f3fd"])
def test_text_is_not_cut_within_a_letter_or_an_emoji(cluster: str) -> None:
    for room in range(10, 120):
        kept = shortened(cluster * 10, room, 12).removesuffix("…")
        assert kept.replace(cluster, "") == ""


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_labels_at_the_lines_do_not_overlap(places: list[float]) -> None:
    found = sorted(apart(places, 0, 100))
    assert all(second - first >= 14.9 for first, second in pairwise(found))


def test_a_label_from_right_to_left_is_isolated_and_a_long_one_is_whole_under_the_pointer() -> None:
    long = "The Harbour Times and Evening Chronicle of Greater Northumberland"
    made = Chart("bars", "t", ("הארץ", long), (Series("a", (1, 2)),), "outlet", "statements")
    text = svg(made)
    assert "\u2068הארץ\u2069" in text
    assert f"<title>{long}</title>" in text


def test_a_file_has_its_own_style_without_custom_properties() -> None:
    text = standalone(chart("timeline", 12))
    (style,) = drawn(text).iter(f"{SVG}style")
    assert "var(" not in text
    assert "--" not in str(style.text)
    assert "prefers-color-scheme: dark" in str(style.text)
    assert "width" in drawn(text).attrib
    assert len(text.encode()) < 30_000


def test_a_picture_has_its_size_and_its_text() -> None:
    if not has_font():
        pytest.skip("no font is installed")
    made = chart("bars", 3)
    picture = png(made, scale=1)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", picture[16:20]) == (WIDE + 40,)
    assert png(made, scale=1, dark=True) != picture


def test_a_picture_without_its_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_font(system=False)
    downloads._require_font.cache_clear()
    without: Callable[[], bool] = lambda: False  # noqa: E731
    monkeypatch.setattr(downloads, "has_font", without)
    with pytest.raises(NoFont, match="no font is installed"):
        png(chart("bars", 3))


def test_the_figure_has_both_drawings_and_the_table() -> None:
    made = figure(chart("timeline", 150, series=2))
    assert made.count("<svg") == 2
    assert made.count('<th scope="row"') == 100
    assert "50 more rows are in the CSV file." in made
    assert "style=" not in made
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
