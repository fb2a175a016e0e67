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


@pytest.mark.parametrize(
    "line",
    [
        "“Listen: nobody was warned,” the skipper said.",
        "“Watch: they will blame the weather,” Halloran told the council.",
        '"Read more and talk less," the judge told him.',
        "“Subscribe to that view and you can believe anything,” he said.",
        "“Share it,” she said.",
        "“Follow me on Instagram and you know as much as I do,” the minister joked.",
        "“Sign up for the newsletter, they told us, and nothing came,” she said.",
        "‘Get the app,’ they said. ‘Get access to your money.’",
        "«Register now,» he told them.",
        "Get the boats in, get access to the yard, Sund told the crew.",
        "Like most islanders, she learned it on Facebook.",
        "Find somebody who will say otherwise on Facebook, Aske said.",
        "Join the crew or lose access to the pier, they were told.",
        "Have a question for the minister? She does not take any, her office said.",
        "“Thank you.”",
        "“Have you got a tip? Keep it,” the editor said.",
        "The lawyer said all rights were reserved.",
        "Recommended: a longer pier, the commission wrote in its report.",
        "More: “We will pay every fisherman,” Lund said.",
        "“Join us on YouTube,” the party wrote.",
        "“All rights reserved” was all that the letter said.",
        "“Donate your boat,” the church asked.",
        "Related: the yard said that it had warned the port twice.",
        "- “Download it yourself,” he replied.",
    ],
)
def test_what_somebody_is_quoted_with_is_never_a_prompt(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: How the ferries were sold",
        "Read more: Minister says ferry will not return",
        "Listen: The ferry podcast",
        "Watch: 'We will row,' says baker",
        "Sign up for our daily newsletter",
        "Get our newsletter, in which the editor says what matters, sent to your inbox.",
        "Like us on Facebook",
        "Find us on Instagram",
        "Join our page on Facebook",
        "Follow the Herald on X",
        "Follow Ida Kron on Twitter: @ida",
        "Got a tip? Email us at tips@herald.example",
        "Have a story? Get in touch.",
        "We use cookies, as our partners told you.",
        "Subscribe now",
        "Related: What the yard knew",
        "More: Ferry closure in pictures",
        "Read also: Coroner called deaths foretold.",
        "Copyright 2024 Quayside Herald. All rights reserved.",
    ],
)
def test_prompts_that_name_somebody_or_tell_a_title_stay_prompts(line: str) -> None:
    assert is_furniture(line)
