from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.families.grouping import DECIDED, Link, family_id, group

NAMES = "abcdefgh"
LINKS = st.lists(
    st.builds(
        Link,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from([0.5, 0.7, 0.9, 1.0, DECIDED]),
        st.booleans(),
    ).filter(lambda link: link.one != link.other),
    max_size=20,
)


def same(one: str, other: str, score: float = 0.9) -> Link:
    return Link(one, other, score, True)


def two(one: str, other: str, score: float = 0.9) -> Link:
    return Link(one, other, score, False)


@pytest.mark.parametrize(
    ("links", "families"),
    [
        pytest.param([], ["a", "b", "c", "d"], id="nothing links them"),
        pytest.param([same("a", "b"), same("b", "c")], ["abc", "d"], id="a chain is one family"),
        pytest.param([two("a", "b")], ["a", "b", "c", "d"], id="two utterances"),
        pytest.param([same("a", "b", 0.9), same("b", "c", 0.8), two("a", "c")], ["ab", "c", "d"], id="surest first"),
        pytest.param([same("a", "b", 0.8), same("b", "c", 0.9), two("a", "c")], ["a", "bc", "d"], id="surest last"),
        pytest.param(
            [same("a", "b"), same("c", "d"), same("b", "c", 0.5), two("a", "d", 0.4)], ["ab", "cd"], id="longer chain"
        ),
        pytest.param([same("a", "b"), two("a", "b", 0.5)], ["ab", "c", "d"], id="of one pair the surest holds"),
        pytest.param([same("a", "b"), two("a", "b")], ["a", "b", "c", "d"], id="equally sure: two"),
        pytest.param([same("a", "b"), two("b", "a", DECIDED)], ["a", "b", "c", "d"], id="a person parts them"),
        pytest.param([two("a", "b"), same("b", "a", DECIDED)], ["ab", "c", "d"], id="a person joins them"),
        pytest.param(
            [same("a", "b", DECIDED), same("b", "c", DECIDED), two("a", "c")], ["abc", "d"], id="a person outweighs"
        ),
    ],
)
def test_families_are_joined_from_the_surest_link_down(links: list[Link], families: list[str]) -> None:
    assert ["".join(sorted(found)) for found in group("abcd", links)] == families


@given(links=LINKS, seed=st.integers())
def test_the_order_of_names_and_links_does_not_matter(links: list[Link], seed: int) -> None:
    shuffled, names = list(links), list(NAMES)
    Random(seed).shuffle(shuffled)
    Random(seed).shuffle(names)
    turned = [Link(link.other, link.one, link.score, link.same) for link in shuffled]
    assert group(names, turned) == group(NAMES, links)


@given(links=LINKS)
def test_each_name_is_in_one_family_and_no_chain_joins_what_is_kept_apart(links: list[Link]) -> None:
    families = group(NAMES, links)
    assert sorted(name for family in families for name in family) == list(NAMES)
    joined = {link.pair for link in links if link.same}
    for link in links:
        if not link.same and link.pair not in joined and DECIDED not in [other.score for other in links if other.same]:
            assert not any(set(link.pair) <= family for family in families)


def test_the_id_follows_from_the_members_and_only_a_lesser_one_changes_it() -> None:
    assert family_id("bc") == family_id("cb") == family_id("bcd")
    assert family_id("abc") != family_id("bc")
    assert len(family_id("a")) == 16
