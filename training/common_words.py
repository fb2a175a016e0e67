"""Write src/onrecord/english/common_words.txt: `python -m training.common_words`.

The words that English writes small: those that stand in small letters more often than with a capital inside a
sentence in PolNeAR's training split and in the comments and claims of VAST and IBM; the words alone, none of the
texts. A sentence's first word that is among them is no name without further evidence."""

import gzip
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
TEXTS = ("polnear/train.jsonl", "stance/vast_train.jsonl.gz", "stance/ibm_claim_stance.jsonl")
TARGET = ROOT / "src" / "onrecord" / "english" / "common_words.txt"
_SMALL = re.compile(r"(?<![\w’'@#./-])[a-z]{2,}(?![\w’'@/-])")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?![\w@/-])")
FEWEST = 2
"""Times that a word must occur, so that slips of the keyboard stay out."""


def main() -> None:
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for name in TEXTS:
        stored = (DATA / name).read_bytes()
        text = (gzip.decompress(stored) if name.endswith(".gz") else stored).decode("utf8").replace("\\n", " ")
        small.update(_SMALL.findall(text))
        capital.update(word.lower() for word in _CAPITAL.findall(text))
    words = sorted(word for word, count in small.items() if count >= FEWEST and count > capital[word])
    TARGET.write_text("\n".join(words) + "\n", encoding="utf8")
    print(f"{len(words)} words in {TARGET.name}")


if __name__ == "__main__":
    main()
