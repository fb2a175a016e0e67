"""What holds for every page."""

from fastapi.testclient import TestClient


def test_a_page_is_the_same_as_data_under_its_address_with_json(pages: TestClient) -> None:
    assert "About this record" in pages.get("/about").text
    assert pages.get("/about.json").json()["articles"] == 4


def test_a_parameter_that_a_page_does_not_know_is_an_error(pages: TestClient) -> None:
    answer = pages.get("/about.json?colour=red")
    assert answer.status_code == 400
    assert answer.json()["error"]["kind"] == "UnknownParameter"
    assert "`colour`" in answer.json()["error"]["message"]


def test_an_address_without_a_page_says_so_to_people_and_programs(pages: TestClient) -> None:
    error = pages.get("/nothing/there.json").json()["error"]
    assert error["kind"] == "NoSuchPage"
    assert "There is no page at this address." in error["message"]
    answer = pages.get("/nothing/there", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text


def test_styles_are_served_under_addresses_that_change_with_them(pages: TestClient) -> None:
    address = pages.get("/about").text.partition('href="/static/app.css')[2].partition('"')[0]
    answer = pages.get(f"/static/app.css{address}")
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert pages.get("/static/../app.py").status_code == 404


def test_the_navigation_tells_where_a_page_belongs(pages: TestClient) -> None:
    for address, name in (
        ("/conflicts", "Families"),
        ("/charts", "About"),
        ("/decisions", "Review"),
        ("/search", "Search"),
    ):
        assert f'aria-current="page">{name}</a>' in pages.get(address).text, address


def test_nobody_is_asked_to_sign_in_where_nobody_does(pages: TestClient) -> None:
    assert "Sign in" not in pages.get("/nothing/there", headers={"Accept": "text/html"}).text
