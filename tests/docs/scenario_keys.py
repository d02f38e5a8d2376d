"""Every key that the readers of scenarios and studies accept stands in both guides, as code.

The keys are read off the readers' own sources, so that a new one cannot be forgotten.
"""
import pathlib
import re
import sys

READERS = ["io/scenario", "io/study"]
GUIDES = ["docs/guide/scenarios.md", "docs/guide/scenarios.zh.md"]
KEYS = [
    # A reader of tables is asked for a key: table.whole("lead_h", …), op.choice("unit", …).
    (re.compile(r'[.>](?:text|required_text|number|quantity|whole|optional_whole|whole_numbers|boolean|words|choice|label|take|'
                r'table|each|tables|has)\(\s*"(\w+)"'), READERS),
    # A function reads it: read_values(op, "ratio", …), parsed<int>(table, "weekdays", …), need("sd", …). Of a price the text
    # is its unit.
    (re.compile(r'\b(?!read_price\b)\w+(?:<[\w:]+>)?\((?:table|t|op|cost|root|measure),\s*"(\w+)"'), READERS),
    (re.compile(r'\bneed\("(\w+)"'), READERS),
    # Kinds of operations, keys of selections.
    (re.compile(r'\{"(\w+)", read_\w+\}'), READERS),
    (re.compile(r'\{"(\w+)", &Condition::\w+\}'), ["scenarios/policy"]),
]
CERTAIN = {"quantise", "from", "per_stop", "ratio", "start", "sd", "relocate", "grade", "spinup_h", "robust", "hours", "weekdays"}


def accepted_keys(root):
    found = set()
    for pattern, folders in KEYS:
        for folder in folders:
            for path in sorted((root / folder).glob("*.[ch]pp")):
                found |= set(pattern.findall(path.read_text(encoding="utf-8")))
    return found


def words_in_code(page):
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    return {word for part in blocks + spans for word in re.findall(r"\w+", part)}


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    keys = accepted_keys(root)
    faults = [f"the sources are read wrongly: {sorted(CERTAIN - keys)} not found"] if not CERTAIN <= keys else []
    for guide in GUIDES:
        missing = sorted(keys - words_in_code(root / guide))
        if missing:
            faults.append(f"{guide} does not have {', '.join(missing)}")
    print("\n".join(faults) or f"{len(keys)} keys stand in {len(GUIDES)} guides")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
