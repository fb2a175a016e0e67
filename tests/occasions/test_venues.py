import pytest

from onrecord.occasions.venues import given_in, relayed_in, venues_in


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vale said in a statement.", ["a statement"]),
        ("Vale said in a statement on the attack.", ["a statement"]),
        ("Vale said at a news conference in Oslo that", ["a news conference in Oslo"]),
        (
            "Vale said in an interview with the weekly Harbor Gazette that",
            ["an interview with the weekly Harbor Gazette"],
        ),
        (
            "during a Thursday interview with the podcast Tide Talk when",
            ["a Thursday interview with the podcast Tide Talk"],
        ),
        ("In a March 5 letter to the council, Vale", ["a March 5 letter"]),
        ("Vale wrote on Twitter that", ["Twitter"]),
        ("Vale said on her verified Facebook page", ["her verified Facebook page"]),
        ("Vale took to social media and", ["social media"]),
        ("Vale said on CNN's “The Tide” that", ["CNN's “The Tide”"]),
        ("a statement posted to its website", []),
        ("in a statement posted to its website.", ["a statement posted to its website"]),
        ("Vale said while visiting the Example Summit in Lima.", ["the Example Summit in Lima"]),
        ("at a rally in Utah on Monday", ["a rally in Utah"]),
        ("On Twitter, Vale asked for help.", ["Twitter"]),
        ("Vale told a webinar hosted by Harbour University on", ["a webinar hosted by Harbour University"]),
        ("published in the journal Science of Tides and", ["the journal Science of Tides"]),
        ("Vale wrote in her memoir, The Tides We Hold", ["her memoir, The Tides We Hold"]),
        ("Vale said on the Senate floor", ["the Senate floor"]),
        ("Vale posted on X: ", ["X"]),
        ("Vale wrote through Twitter that", ["Twitter"]),
        ("Vale praised Malcolm X-rays", []),
        ("Vale posted it on X.", ["X"]),
        ("Vale sells on X.org", []),
        ("Vale said in a written response that", ["a written response"]),
        ("Vale said in response that", []),
        ("In a 41-page opinion, the judge found", ["a 41-page opinion"]),
        ("Vale told them in its submission that", ["its submission"]),
        ("Roe spoke at a rally outside the Skerra mill.", ["a rally outside the Skerra mill"]),
        ("In an update on X, the force said", ["an update on X"]),
        ("Vale noted in an Instagram story that", ["an Instagram story"]),
        ("Vale said in written comments to the Gazette", ["written comments"]),
        ("the force said in an alert that", ["an alert"]),
        ("Vale said on CNN's ”60 Tides.”", ["CNN's ”60 Tides.”"]),
        ("Vale said in her document 'The Tide and the Dam 2031'.", ["her document 'The Tide and the Dam 2031'"]),
        ("In an essay titled “My Tide,” Vale wrote", ["an essay titled “My Tide,”"]),
        ("In its analysis of the harvest in May, the bank says", ["its analysis of the harvest"]),
        ("officials wrote in documents obtained by the Gazette.", ["documents obtained by the Gazette"]),
        ("officials wrote in documents that", []),
        ("which says on its site that", ["its site"]),
        ("Vale spoke at the site that", []),
        ("Speaking to reporters in the Oval Office, Vale said", ["the Oval Office"]),
        ("Vale, outside the courthouse, told reporters", ["the courthouse"]),
        ("Vale told the jury in federal court on", ["federal court"]),
        ("Vale relied on High Court precedents", []),
        ("On Capitol Hill, Vale said", ["Capitol Hill"]),
        ("It left in place a county court decision", []),
        ("Vale pleaded in the court of public opinion", []),
        ("On a similar note, Vale announced", []),
        ("in the wake of the report, Vale said", []),
        ("He owns the set in the case.", []),
        ("free speech", []),
        ("", []),
    ],
)
def test_names_the_occasion_channel_or_medium(words: str, expected: list[str]) -> None:
    stops = frozenset({words.index("Monday")} if "Monday" in words else ())
    assert [venue.of(words) for venue in venues_in(words, 0, stops=stops)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vale issued a statement, then left.", "a statement"),
        ("Vale provided the Gazette with a statement.", "a statement"),
        ("Vale gave an interview to the Gazette.", "an interview"),
        ("Vale gave his players a pep talk", "a pep talk"),
        ("The port issued two storm alerts.", "two storm alerts"),
        ("Two captains filed affidavits about", "affidavits"),
        ("Vale filed suits and left.", None),
        ("Vale went home.", None),
    ],
)
def test_what_somebody_gave_is_a_venue(words: str, expected: str | None) -> None:
    venue = given_in(words, 0)
    assert (venue.of(words) if venue else None) == expected


def test_the_outlet_words_came_through() -> None:
    words = "Vale said, via the Harbor Gazette."
    venue = relayed_in(words, 0)
    assert venue is not None and venue.of(words) == "the Harbor Gazette"
    assert relayed_in("Vale said via phone.", 0) is None
