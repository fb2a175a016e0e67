"""The networks of the pages in the process of the tests, loaded once for all, and not where a test has others."""

from functools import cached_property

from onrecord.apart import Apart
from onrecord.families.similarity import Sentences
from onrecord.web.reading import Networks


class Here(Apart):
    """Calls what it is asked."""

    def call(self, work, *given):  # type: ignore[no-untyped-def]
        """What the function gives."""
        return work(*given)


class NetworksHere(Networks):
    """Nothing of it is started."""

    def __init__(self) -> None:
        super().__init__(Here())

    @cached_property
    def sentences(self) -> Sentences | None:
        """Those that the record takes by itself."""
        return None
