"""Pages on which keys decide, in a browser."""

from playwright.sync_api import Page, expect


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at(page: Page, statement: str) -> None:
    """The page has come to a statement."""
    expect(page.locator("#decide input[name=id]")).to_have_value(statement)
    page.wait_for_load_state()  # keys are listened to
