"""Fail if a folder includes one that it may not see, a file is too long, a name is used twice, or a citation is unknown.

The tables below are the architecture: model <- scenarios <- io <- run <- {app, python, bench, tests}.
"""
import pathlib
import re
import sys

MAY_INCLUDE = {
    "model": {"model"},
    "scenarios": {"model", "scenarios"},
    "io": {"model", "scenarios", "io"},
    "run": {"model", "scenarios", "io", "run"},
    "app": {"model", "scenarios", "io", "run", "app"},
    "python": {"model", "scenarios", "io", "run", "python"},
    "bench": {"model", "scenarios", "io", "run", "bench", "tests"},  # the scenes of its tests
    "tests": {"model", "scenarios", "io", "run", "tests"},
}
# Libraries that only one layer may see, in sources only (Python's bindings share headers of their own).
ONLY_IN = {
    r"netcdf|hdf5|H5|toml\+\+|yaml-cpp|nlohmann|csv\.h|udunits|proj\.h|openssl": ("io", ".cpp"),
    r"omp\.h": ("model/grid", ".cpp"),
    r"CLI/": ("app", ".cpp"),
    r"pybind11": ("python/bindings", ".cpp .hpp"),
}
TESTS_TOO = {"tests", "bench"}  # may use any library
LONGEST = 600


def includes(path):
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if found := re.match(r'\s*#\s*include\s+(["<])([^">]+)[">]', line):
            yield number, found[1], found[2]


def layer_faults(root):
    for layer, allowed in MAY_INCLUDE.items():
        for path in sorted((root / layer).rglob("*.[hc]pp")):
            place = path.relative_to(root)
            for number, quote, target in includes(path):
                top = target.split("/")[0]
                if quote == '"' and top in MAY_INCLUDE and top not in allowed:
                    yield f"{place}:{number}: {layer}/ may not include {top}/"
                if quote == "<" and layer not in TESTS_TOO:
                    for pattern, (where, suffix) in ONLY_IN.items():
                        if re.match(pattern, target) and not (str(place).startswith(where) and path.suffix in suffix.split()):
                            yield f"{place}:{number}: <{target}> belongs to {where}/*{suffix}"


def shape_faults(root):
    for layer in MAY_INCLUDE:
        for path in sorted((root / layer).rglob("*.[hc]pp")):
            place, lines = path.relative_to(root), path.read_text().splitlines()
            if len(lines) > LONGEST:
                yield f"{place}: {len(lines)} lines; {LONGEST} is the most: split it by concept"
            if path.suffix == ".hpp" and not (lines and lines[0].startswith("///")):
                yield f"{place}:1: a header begins with one /// sentence that says what it is for"
            for number, line in enumerate(lines, start=1):
                if re.search(r"#\s*pragma\s+omp", line) and place.parts[:2] != ("model", "grid"):
                    if "omp simd" not in line:
                        yield f"{place}:{number}: OpenMP lives in model/grid/parallel.hpp"


def name_faults(root):
    """Two types of one full name break the one-definition rule: the linker silently mixes their functions."""
    known = {}
    for layer in ("model", "scenarios", "io", "run", "app"):
        for path in sorted((root / layer).rglob("*.hpp")):
            spaces = []
            for number, line in enumerate(path.read_text().splitlines(), start=1):
                if found := re.match(r"(?:inline )?namespace ([\w:]*) ?\{$", line):
                    spaces.append(found[1])
                elif re.match(r"\}\s+// namespace", line):
                    spaces.pop()
                elif found := re.match(r"(?:enum class|enum|struct|class) (\w+)\b[^;(<]*(?:\{.*|)$", line):
                    if "" in spaces:
                        continue  # its own in every source
                    place, name = f"{path.relative_to(root)}:{number}", "::".join([*spaces, found[1]])
                    if name in known:
                        yield f"{place}: {name} is defined at {known[name]} already"
                    known.setdefault(name, place)


def citation_faults(root):
    known = set()
    for bib in sorted((root / "docs" / "references").glob("*.bib")):
        known |= set(re.findall(r"^@\w+\{([^,\s]+),", bib.read_text(), re.M))
    cited = {}
    for layer in ("model", "scenarios", "run"):
        for path in sorted((root / layer).rglob("*.[hc]pp")):
            for number, line in enumerate(path.read_text().splitlines(), start=1):
                if "//" not in line:
                    continue
                for key in re.findall(r"\[([A-Z][A-Za-z]+\d{2,4}[a-z]?(?:,\s*[A-Z][A-Za-z]+\d{2,4}[a-z]?)*)\]", line.split("//", 1)[1]):
                    for one in re.split(r",\s*", key):
                        cited.setdefault(one, f"{path.relative_to(root)}:{number}")
    for key, place in sorted(cited.items()):
        if key not in known:
            yield f"{place}: [{key}] is in no docs/references/*.bib"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    faults = [*layer_faults(root), *shape_faults(root), *name_faults(root), *citation_faults(root)]
    print("\n".join(faults) if faults else "architecture: layers, shapes and citations are in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
