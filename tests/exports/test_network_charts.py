"""The drawings of a matrix, a network, and positions over time."""

import csv
import io
import re
from datetime import date, timedelta
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest

from onrecord.exports.charts import (
    NARROW,
    WIDE,
    Drawing,
    MatrixChart,
    NetworkChart,
    PositionsChart,
    described,
    figure,
    png,
    rows,
    standalone,
    svg,
    to_csv,
)
from onrecord.exports.charts.downloads import has_font
from onrecord.exports.charts.marks import SIZE
from onrecord.exports.charts.networks.layout import places, spread
from onrecord.exports.charts.networks.ties import MOST_NODES
from onrecord.exports.charts.writing import width as wide
from onrecord.model import When
from onrecord.positions.networks.building import network
from onrecord.positions.networks.camps import find_camps, with_camps
from onrecord.positions.networks.matrix import matrix
from onrecord.positions.values import Position, Question
from tests.positions.made_positions import position, positions

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>\x00\ud800‮\"'&"
QUESTIONS = [
    Question("q1", "Should the ferry run at night?"),
    Question("q2", "Should it be free?"),
    Question("q3", "?"),
]
CASE = positions(
    "Ann q1 + 2024-01-10", "Ann q1 + 2024-02-10", "Ann q2 - 2024-01-20", "Bo q1 + 2024-03-01", "Bo q2 + 2024-03-02",
    "Cy q1 - 2024-03-03", "Cy q2 ? 2024-04-01", "Di q1 0 2024-04-02", "Di q2 + 2024-04-03", "Di q2 - 2024-06-03",
)  # fmt: skip


def drawings(some: list[Position]) -> list[Drawing]:
    found = network(some, "subtract")
    return [
        MatrixChart("Where they stand", matrix(some, questions=QUESTIONS)),
        NetworkChart("Who agrees", with_camps(found, find_camps(found))),
        NetworkChart("Who stands where", network(some, "affiliation", qualifier="combine", questions=QUESTIONS)),
        NetworkChart("What goes together", network(some, "subtract", over="questions", questions=QUESTIONS)),
        PositionsChart.of_actors(some, title="Positions over time"),
    ]


def many(actors: int, asked: int = 1) -> list[Position]:
    first = date(2020, 1, 1)
    return [
        position(
            f"Actor {at:03} of the Committee",
            f"q{one:02}",
            ("supports", "opposes", "open")[(at * 7 + one * one) % 3],
            str(first + timedelta(days=(at * 37 + one) % 900)),
        )
        for at in range(actors)
        for one in range(asked)
    ]


def parsed(text: str) -> Element:
    return fromstring(text)


def texts(text: str) -> list[str]:
    return ["".join(one.itertext()) for one in parsed(text).iter(f"{SVG}text")]


@pytest.mark.parametrize("some", [[], CASE[:1], CASE, many(9, 3)], ids=["none", "one", "ten", "many"])
@pytest.mark.parametrize("room", [WIDE, NARROW])
def test_every_drawing_has_a_title_and_a_description_and_no_style_or_script(some: list[Position], room: int) -> None:
    for drawing in drawings(some):
        text = svg(drawing, width=room)
        root = parsed(text)
        ids = {one.get("id"): "".join(one.itertext()) for one in root.iter() if one.get("id")}
        title, description = (ids[one] for one in str(root.get("aria-labelledby")).split())
        assert (title, description) == (drawing.title, described(drawing))
        assert "style=" not in text and "<script" not in text and "http" not in text.replace(SVG[1:-1], "")
        assert text == svg(drawing, width=room)
        if not some:
            assert "Nothing to show yet." in texts(text)


def test_hostile_names_stay_text() -> None:
    some = [
        position(HOSTILE, "q", "supports", "2024-01-01", role=HOSTILE),
        position("Bo", "q", "opposes", "2024-01-02"),
    ]
    for drawing in drawings(some):
        for text in (svg(drawing), str(figure(drawing)), standalone(drawing)):
            assert "<script" not in text
        parsed(standalone(drawing))


def test_the_matrix_tells_stances_apart_by_shape_and_leaves_silence_empty() -> None:
    text = svg(MatrixChart("Where they stand", matrix(CASE, questions=QUESTIONS, order="name")))
    root = parsed(text)
    cells = ["".join(one.itertext()) for one in root.iter(f"{SVG}title") if "Should" in "".join(one.itertext())]
    assert len([one for one in cells if one.startswith(("Ann", "Bo", "Cy", "Di"))]) == 8
    assert "Ann: supports 2, 2024-01-10 to 2024-02-10. Should the ferry run at night?" in cells
    assert "Di: mixed: supports 1, opposes 1, 2024-04-03 to 2024-06-03. Should it be free?" in cells
    assert [one for one in texts(text) if one == "empty: not on record"]
    assert text.count('class="chart-neutral"') == 2  # in the key and in one cell


def test_the_table_of_the_matrix_says_nothing_of_silence() -> None:
    header, body = rows(MatrixChart("", matrix(CASE, questions=QUESTIONS, order="name")))
    assert header == ("actor", "Should it be free?", "Should the ferry run at night?", "?")
    assert body[0] == ("Ann", "opposes 1", "supports 2", "")
    assert body[3] == ("Di", "mixed: supports 1, opposes 1", "neutral 1", "")


def test_who_both_supports_and_opposes_has_one_sign_of_its_own_in_the_matrix() -> None:
    drawing = MatrixChart("", matrix(CASE, questions=QUESTIONS, order="name"))
    mixed = [one for one in cells_of(drawing) if one.find(f"{SVG}path[@class='chart-mixed']") is not None]
    (own,) = mixed
    assert str(own.findtext(f"{SVG}title")).startswith("Di: mixed: supports 1, opposes 1")
    assert [one.get("class") for one in own if one.tag != f"{SVG}title"][:2] == [
        "chart-mixed", "chart-sign chart-slight"
    ]  # fmt: skip
    assert "mixed: supports and opposes" in texts(svg(drawing))
    assert "1 cell mixed: the actor both supports and opposes." in described(drawing)


@pytest.mark.parametrize(
    ("stances", "classes"),
    [
        ("+?", ["chart-supports", "chart-open"]),
        ("-?", ["chart-opposes", "chart-open"]),
        ("+0", ["chart-supports"]),  # what takes no side changes nothing
        ("+-?", ["chart-mixed", "chart-open"]),
    ],
)
def test_nobody_is_drawn_on_a_side_that_was_not_taken(stances: str, classes: list[str]) -> None:
    some = positions(*(f"Ann q {one} 2024-01-{at:02}" for at, one in enumerate(stances, start=1)))
    (cell,) = cells_of(MatrixChart("", matrix(some)))
    kinds = ("chart-supports", "chart-opposes", "chart-open", "chart-neutral", "chart-mixed")
    assert [str(one.get("class")) for one in cell if one.get("class") in kinds] == classes


def cells_of(drawing: MatrixChart) -> list[Element]:
    """The cells of a matrix: groups with a title."""
    return [one for one in parsed(svg(drawing)).iter(f"{SVG}g") if one.find(f"{SVG}title") is not None]


def test_the_matrix_has_a_heading_for_each_camp_where_they_stand_camp_by_camp() -> None:
    camps = [("ann", "bo"), ("cy",)]
    by_camp = svg(MatrixChart("", matrix(CASE, order="camp", camps=camps)))
    assert [one for one in texts(by_camp) if "amp" in one] == ["Camp 1", "Camp 2", "In no camp"]
    mixed = svg(MatrixChart("", matrix(CASE, order="name", camps=[("ann", "cy"), ("bo",)])))
    assert not [one for one in texts(mixed) if "Camp" in one]


def test_a_large_matrix_is_cut_and_says_so_and_has_numbers_for_its_questions() -> None:
    text = svg(MatrixChart("", matrix(many(80, 40))))
    assert "the first 60 of 80 actors" in " ".join(texts(text)) and "the first 30 of 40 questions" in " ".join(
        texts(text)
    )
    assert len(rows(MatrixChart("", matrix(many(80, 40))))[1]) == 80
    assert float(str(parsed(text).get("viewBox")).split()[2]) > WIDE


def test_the_sign_of_a_tie_is_a_kind_of_line() -> None:
    text = svg(NetworkChart("", network(CASE, "subtract")))
    lines = [
        one for one in parsed(text).iter(f"{SVG}path") if one.get("stroke-width") and "chart" in str(one.get("class"))
    ]
    assert {one.get("class") for one in lines} == {"chart-agrees", "chart-conflicts"}
    assert {"agree more", "disagree more"} <= set(texts(text))
    combined = svg(NetworkChart("", network(CASE, "affiliation", qualifier="combine")))
    for style in ("agrees", "conflicts", "both", "undecided"):
        assert f"chart-{style}" in combined
    assert "chart-agrees" not in svg(NetworkChart("", network(CASE, "conflict")))


def test_questions_in_a_network_have_numbers_and_stand_below_in_full() -> None:
    found = texts(svg(NetworkChart("", network(CASE, "affiliation", questions=QUESTIONS))))
    assert found.count("1") == found.count("2") == 2
    assert "Should the ferry run at night?" in found


@pytest.mark.parametrize("count", [2, 12, 40, 90])
def test_labels_of_a_network_never_cover_each_other(count: int) -> None:
    some = many(count, 3)
    text = svg(NetworkChart("", network(some, "subtract")))
    labels = [one for one in parsed(text).iter(f"{SVG}text") if one.get("class") == "chart-halo"]
    boxes = []
    for one in labels:
        shown = "".join(part for part in one.itertext() if part != (one.findtext(f"{SVG}title") or ""))
        x, y = float(str(one.get("x"))), float(str(one.get("y")))
        boxes.append((x, y - 10, x + wide(shown, SIZE), y + 3))
    assert len(boxes) >= min(count, MOST_NODES) * 0.9
    for first, second in combinations(boxes, 2):
        across = min(first[2], second[2]) - max(first[0], second[0])
        down = min(first[3], second[3]) - max(first[1], second[1])
        assert across <= 0.2 or down <= 0.2
    room = float(str(parsed(text).get("viewBox")).split()[2])
    assert all(one[0] >= 0 and one[2] <= room + 0.2 for one in boxes)


def test_a_large_network_is_cut_to_its_strongest_ties_and_says_so() -> None:
    drawing = NetworkChart("", network(many(90, 3), "subtract"))
    told = " ".join(texts(svg(drawing)))
    assert f"the {MOST_NODES} nodes with the strongest ties of 90" in told and "the table has all" in told
    assert len(rows(drawing)[1]) == len(drawing.network.edges)
    assert re.search(r"90 nodes and [\d,]+ ties", described(drawing))


def test_the_strongest_tie_of_each_node_is_drawn() -> None:
    strong = [line for at in range(15) for line in [f"A{at:02} q1 +"] * 3]
    found = network(positions(*strong, "Zoe q2 +", "Bo q2 +"), "congruence")
    text = svg(NetworkChart("", found))
    assert "the 52 strongest ties of 106" in " ".join(texts(text))  # three for each of 17, and Zoe's with Bo
    assert len([one for one in parsed(text).iter(f"{SVG}path") if one.get("stroke-width") == "1.1"]) == 1


def test_a_network_is_laid_out_by_agreement_and_no_node_covers_another() -> None:
    found = network(positions("Ann q +", "Bo q +", "Cy q -", "Di q -"), "subtract")
    at = dict(zip([one.id for one in found.nodes], places(found.nodes, found.edges), strict=True))

    def apart(first: str, second: str) -> float:
        return float(((at[first] - at[second]) ** 2).sum() ** 0.5)

    assert apart("ann", "bo") < apart("ann", "cy") and apart("cy", "di") < apart("bo", "di")
    placed = spread(places(found.nodes, found.edges), [14.0] * 4, (300.0, 200.0))
    for one, other in combinations(placed, 2):
        assert ((one - other) ** 2).sum() ** 0.5 >= 28


def test_nodes_without_ties_stand_below_the_others() -> None:
    found = with_camps(
        made := network(positions("Ann q +", "Bo q -", "Cy q 0"), "subtract", isolates=True), find_camps(made)
    )
    text = svg(NetworkChart("", found))
    labels = {
        one.text: float(str(one.get("y")))
        for one in parsed(text).iter(f"{SVG}text")
        if one.get("class") == "chart-halo"
    }
    assert labels["Cy"] > max(labels["Ann"], labels["Bo"]) + 20
    assert "in no camp" in texts(text)
    parsed(svg(NetworkChart("", network(positions("Ann q 0", "Bo q 0"), isolates=True))))


def test_the_table_of_a_network_has_the_strongest_ties_first() -> None:
    header, body = rows(NetworkChart("", network(CASE, "subtract")))
    assert header == ("actor", "other actor", "weight", "questions of both")
    assert [abs(float(one[2])) for one in body] == sorted((abs(float(one[2])) for one in body), reverse=True)
    assert ("Ann", "Bo", 1.0, 2) in body
    assert rows(NetworkChart("", network(CASE, "affiliation")))[0] == ("actor", "question", "weight")


def test_positions_over_time_stand_above_and_below_the_line_of_their_actor() -> None:
    some = positions("Ann q + 2024-01-01", "Ann q - 2024-06-01", "Ann q ? 2024-03-01", "Ann q +")
    text = svg(PositionsChart.of_actors(some, title=""))
    root = parsed(text)
    signs = {
        title.split(",")[0]: group
        for group in root.iter(f"{SVG}g")
        if (title := str(group.findtext(f"{SVG}title"))).startswith(("supports", "opposes", "open"))
    }
    supports, open_ = (float(str(signs[one].find(f"{SVG}circle").get("cy"))) for one in ("supports", "open"))  # type: ignore[union-attr]
    opposes = float(str(signs["opposes"].find(f"{SVG}path").get("d"))[1:].split("h")[0].split()[1])  # type: ignore[union-attr]
    assert supports < open_ < opposes
    assert "1 without a date is only in the table" in " ".join(texts(text))
    assert len(rows(PositionsChart.of_actors(some, title=""))[1]) == 4


def test_positions_of_one_day_are_one_sign_with_a_number() -> None:
    some = [*positions("Ann q + 2024-01-01", "Ann q + 2024-01-02"), *positions("Bo q - 2024-12-31")]
    text = svg(PositionsChart.of_actors(some, title=""))
    assert "2 × supports, 2024-01-01 to 2024-01-02" in text


def test_what_is_known_to_a_year_spans_it_and_has_no_day() -> None:
    some = [position("Ann", "q", when=When(date(2008, 1, 1), date(2008, 12, 31), "2008", "year"))]
    drawing = PositionsChart.of_actors([*some, *positions("Ann q - 2010-03-01")], title="")
    text = svg(drawing)
    assert "supports, 2008" in text and "2008-01-01" not in text and text.count('class="chart-span"') == 1
    assert [one[1] for one in rows(drawing)[1]] == ["2008", "2010-03-01"]
    assert "1 actor, 2008 to 2010-03-01" in described(drawing)
    assert "a bar spans the days" in " ".join(texts(text))
    assert "a bar spans" not in svg(PositionsChart.of_actors(positions("Ann q - 2010-03-01"), title=""))


@pytest.mark.parametrize(
    ("first", "last", "marks"),
    [
        ("2024-01-01", "2024-01-20", ["Jan 2024"]),
        ("2024-01-05", "2024-01-20", ["2024-01-05", "2024-01-20"]),
        ("2024-01-05", "2024-04-20", ["Feb 2024", "Mar 2024", "Apr 2024"]),
        ("2014-01-05", "2024-04-20", [str(year) for year in range(2015, 2025)]),
        ("2024-01-05", "2024-01-05", ["2024-01-05"]),
    ],
)
def test_the_time_axis_has_round_dates(first: str, last: str, marks: list[str]) -> None:
    found = texts(svg(PositionsChart.of_actors(positions(f"Ann q + {first}", f"Ann q - {last}"), title="")))
    assert [one for one in found if re.search(r"\d{4}", one)] == marks


def test_what_is_wider_than_its_place_is_scrolled_and_all_else_fits_it() -> None:
    small = str(figure(MatrixChart("Few", matrix(CASE, questions=QUESTIONS))))
    assert small.count("<svg") == 2 and "chart-any" not in small
    assert 'class="chart-scroll" tabindex="0" role="region" aria-label="Few"' in small
    large = str(figure(MatrixChart("Many", matrix(many(5, 30)))))
    assert large.count("chart-any chart-") == 2
    assert re.search(r'chart-any chart-narrow" viewBox="0 0 ([\d.]+) [\d.]+" width="\1"', large)


def test_a_file_has_its_colours_and_a_csv_no_formula() -> None:
    for drawing in drawings(CASE):
        assert "var(" not in standalone(drawing)
    formula = to_csv(NetworkChart("", network([position("=1+1", "q"), position("Bo", "q")], "congruence")))
    read = list(csv.reader(io.StringIO(formula)))
    assert not read[1][0].startswith("=")


@pytest.mark.skipif(not has_font(), reason="no font is installed")
def test_pictures() -> None:
    for drawing in drawings(CASE):
        assert png(drawing, scale=1).startswith(b"\x89PNG")
