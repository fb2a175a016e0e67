"""Pages made for tests: a news page with an article of known paragraphs, in the layouts that sites have."""

PARAGRAPHS = (
    "The only grain mill in Tarnby will close in October after an engineer found that its main shaft was bent.",
    "“We heard it before we saw it,” said Oda Felling, who has run the mill since 2011 and lives above it.",
    "Bakers in four villages buy their flour there, and most of them said that they had none put by.",
    "The county's leader, Rolf Aster, said that a loan of 300,000 crowns had been offered and turned down.",
    "“I do not want a loan, I want a shaft,” Felling told the county council at its meeting on Monday.",
    "A new one would have to be cast abroad, the engineer wrote in her report, and would take half a year.",
)
NAVIGATION = (
    '<header class="top"><a href="/">The Inland Courier</a><nav><ul><li><a href="/n">News</a></li>'
    '<li><a href="/s">Sport</a></li></ul></nav></header>'
)
FOOTER = (
    "<footer><p>The Inland Courier, 12 Mill Lane, Tarnby. Founded by its readers in 1908 and still theirs.</p>"
    '<ul><li><a href="/about">About us</a></li></ul></footer>'
)
TITLE = "Tarnby mill to close in October"


def paragraphs(*texts: str, tag: str = "p") -> str:
    """The texts, or those of the article, as elements."""
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts or PARAGRAPHS)


def news_page(
    body: str | None = None,
    *,
    head: str = '<meta property="og:site_name" content="The Inland Courier">',
    title: str = f"{TITLE} - The Inland Courier",
    top: str = f"<h1>{TITLE}</h1>",
    before: str = "",
    after: str = "",
    opening: str = "<main><article>",
    closing: str = "</article></main>",
    attributes: str = 'lang="en"',
    body_class: str = "",
) -> bytes:
    """A page whose article lies between `opening` and `closing`: `top`, then `body`."""
    return (
        f'<!DOCTYPE html><html {attributes}><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{body_class}">{NAVIGATION}{before}{opening}{top}{paragraphs() if body is None else body}'
        f"{closing}{after}{FOOTER}</body></html>"
    ).encode()
