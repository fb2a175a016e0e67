"""Write src/onrecord/english/first_names.txt: `python -m training.first_names`.

First names with their usual gender, from the person providers of Faker (MIT licence): all locales
whose names are written in Latin letters."""

import importlib
import pkgutil
from pathlib import Path

import faker.providers.person as providers

TARGET = Path(__file__).parent.parent / "src" / "onrecord" / "english" / "first_names.txt"


def main() -> None:
    found: dict[str, set[str]] = {"m": set(), "f": set()}
    for locale in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{locale.name}").Provider
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            found[gender] |= {name for name in getattr(provider, attribute, ()) or () if _is_latin(name)}
    names = sorted(found["m"] | found["f"])
    lines = [
        f"{name}\t{'b' if name in found['m'] & found['f'] else 'm' if name in found['m'] else 'f'}" for name in names
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{len(lines)} names in {TARGET.name}")


def _is_latin(name: str) -> bool:
    return len(name) > 1 and name[0].isupper() and all(c < "\u0250" for c in name) and " " not in name


if __name__ == "__main__":
    main()
