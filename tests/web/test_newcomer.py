"""A newcomer pastes the example, sees its statements, corrects one and takes a table home."""

from pathlib import Path
from typing import Any

import onrecord
from onrecord.web.app import application
from tests.web.conftest import DECIDING, serving
from tests.web.newcomer import CORRECTED, Walk


def test_from_an_empty_record_to_a_corrected_table(tmp_path: Path, browser: Any) -> None:
    path = tmp_path / "new.record"
    app = application(path, DECIDING)
    with serving(app) as address:
        context = browser.new_context(accept_downloads=True)
        rows = Walk(context.new_page(), address).whole()
        context.close()
    assert len(rows) == 1
    assert CORRECTED in rows[0].values()
    with onrecord.open_record(path, write=False) as record:
        assert len(record.search(speaker=CORRECTED).hits) == 1
        assert [one.verdict for one in record.decisions()] == ["edit"]
