"""How the project is cited agrees with how it is packaged."""

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def test_the_citation_is_that_of_the_package() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    assert cited["title"].lower() == project["name"]
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])
    assert [one["name"] for one in cited["authors"]] == [one["name"] for one in project["authors"]]
    assert (cited["abstract"], cited["keywords"]) == (project["description"], project["keywords"])
    assert {"cff-version", "message", "type"} <= cited.keys()
