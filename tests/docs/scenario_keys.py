"""Every key that the readers of scenarios, studies and plans accept stands in both of its guides, as code.

The keys are read off the readers' own sources, so that a new one cannot be forgotten.
"""
import pathlib
import re
import sys

READERS = ["io/scenario", "io/study"]
GUIDES = [("docs/guide/scenarios.md", "docs/guide/sweeps.md"), ("docs/guide/scenarios.zh.md", "docs/guide/sweeps.zh.md")]
PLANS = ["io/measures"]
PLAN_GUIDES = [("docs/guide/measures.md",), ("docs/guide/measures.zh.md",)]
RESULTS = {"plan_air_file.cpp"}  # reads what a run wrote: columns, no keys
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
PLAN_CERTAIN = {"number", "within_km", "safeguards", "kept", "reason"}


def accepted_keys(root, readers):
    found = set()
    for pattern, folders in KEYS:
        for folder in readers if folders is READERS else folders if readers is READERS else []:
            for path in sorted((root / folder).glob("*.[ch]pp")):
                if path.name not in RESULTS:
                    found |= set(pattern.findall(path.read_text(encoding="utf-8")))
    return found


def words_in_code(page):
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    return {word for part in blocks + spans for word in re.findall(r"\w+", part)}


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    faults, told = [], []
    for readers, guides, certain in ((READERS, GUIDES, CERTAIN), (PLANS, PLAN_GUIDES, PLAN_CERTAIN)):
        keys = accepted_keys(root, readers)
        if not certain <= keys:
            faults.append(f"the sources are read wrongly: {sorted(certain - keys)} not found")
        for guide in guides:
            missing = sorted(keys - set().union(*(words_in_code(root / page) for page in guide)))
            if missing:
                faults.append(f"{' and '.join(guide)} do not have {', '.join(missing)}")
        told.append(f"{len(keys)} keys stand in {len(guides)} guides")
    print("\n".join(faults or told))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
