"""Forms, sent as a browser does."""

import re
from typing import Any

from fastapi.testclient import TestClient

_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


def sent(pages: TestClient, address: str, *, of: str | None = None, **sent: Any) -> Any:
    """What a form answers that stands on the page `of`, by default the one that it is sent to."""
    found = _TOKEN.search(pages.get(of or address).text)
    data = {**sent.pop("data", {}), "form_token": found[1] if found else ""}
    return pages.post(address, data=data, **sent)
