"""The site's lines are told from the article's; in doubt a line is the article's."""

import pytest

from onrecord.sources.furniture import biography, has_credit, is_furniture, opens_author_box, opens_link_list


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Read more",
        "Read more: How the ferries were sold",
        "Sign up for our daily newsletter",
        "Subscribe now",
        "Get the harbour news delivered straight to your inbox.",
        "To read how we work, Click here.",
        "Follow us on Facebook",
        "Follow Amara Lindqvist on Twitter @amara",
        "© 2023 The Quay Courier",
        "The Quay Courier 2023. All rights reserved.",
        "We use cookies to improve this site. See our privacy policy.",
        "5 min read",
        "12 Comments",
        "Related stories",
        "https://courier.example/news",
        "Write to Amara Lindqvist at amara@courier.example",
        "Do you have a tip about the harbour?",
    ],
)
def test_site_lines_are_recognised(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "“Read more books,” she told the pupils.",
        "She shared the letter with the council.",
        "The council wants more from the port.",
        "Subscribers to the ferry's season ticket get their money back, the city said on Monday.",
        "He followed the captain on deck.",
        "Yes.",
        "What happens next?",
        "Ferries take over",
        "The newspaper's copyright claim was rejected by the court.",
        "Sign language is taught at the school.",
        "They join the crew in May.",
        "The app was downloaded by a million people, the company said.",
    ],
)
def test_prose_is_kept(line: str) -> None:
    assert not is_furniture(line)


def test_boxes_and_lists_are_announced() -> None:
    assert opens_author_box("About the writer")
    assert opens_author_box("About the authors:")
    assert not opens_author_box("About the bridge")
    assert opens_link_list("More from the harbour")
    assert not opens_link_list("Ferries take over")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Jo Falk is an Associate Editor at Quay Weekly based in Turku.", ("Jo Falk", "Quay Weekly")),
        ("Amara Lindqvist is a reporter.", ("Amara Lindqvist", None)),
        ("The bridge is a landmark.", None),
    ],
)
def test_a_biography_names_author_and_outlet(line: str, found: tuple[str, str | None] | None) -> None:
    assert biography(line) == found


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        ("The bridge in April. Photo by Ines Varga/Getty Images", True),
        ("Photo: Ines Varga", True),
        ("The bridge in April. (AP Photo/Ines Varga)", True),
        ("Image credit: City of Turku", True),
        ("Ines Varga/AFP via Getty Images", True),
        ("The city released a photo of the bridge.", False),
        ("He told Reuters that the bridge was safe.", False),
        ("The council decides on Monday.", False),
    ],
)
def test_credits_are_recognised(line: str, credited: bool) -> None:
    assert has_credit(line) is credited
