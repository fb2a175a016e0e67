import pytest

from onrecord.web.access import rates
from onrecord.web.access.rates import BY_NAME, LOCAL, SHARED, Buckets, Rate, address_key
from tests.web.access.made import Clock


def test_a_bucket_gives_what_it_holds_and_fills_again() -> None:
    clock = Clock()
    buckets = Buckets(clock=clock)
    rate = Rate(3, 1 / 10)
    assert [buckets.take("a", rate) for _ in range(5)] == [0, 0, 0, 10, 10]
    assert buckets.take("b", rate) == 0
    clock.passed = 7
    assert buckets.take("a", rate) == 3
    clock.passed = 10
    assert [buckets.take("a", rate) for _ in range(2)] == [0, 10]
    clock.passed = 1000
    assert [buckets.take("a", rate) for _ in range(4)] == [0, 0, 0, 10]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_MOST", 10)
    buckets = Buckets(clock=Clock())
    for number in range(100):
        buckets.take(str(number), Rate(1, 1))
    assert len(buckets._left) == 10
    assert buckets.take("99", Rate(1, 1)) == 1 and buckets.take("0", Rate(1, 1)) == 0


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_is_that_of_one_household(host: str | None, key: str) -> None:
    assert address_key(host) == key


def test_signing_in_is_the_scarcest_and_work_comes_next() -> None:
    sign_in, work, page = SHARED["sign-in"], SHARED["work"], SHARED["page"]
    assert sign_in.at_once < work.at_once < page.at_once and sign_in.a_second < work.a_second < page.a_second
    assert BY_NAME.a_second < sign_in.a_second
    assert "page" not in LOCAL and LOCAL["work"].a_second > work.a_second
