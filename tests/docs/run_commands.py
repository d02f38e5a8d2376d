"""Runs the commands of the readmes and guides, so that none of them can become untrue.

Whole runs are cut after one hour (exit code 75), and commands that install or build are checked for what they name.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys

PAGES = ["README.md", "README.zh.md", *sorted(str(p) for p in pathlib.Path("docs/guide").glob("*.md"))]


def commands(page):
    for block in re.findall(r"^```sh\n(.*?)^```", pathlib.Path(page).read_text(), re.M | re.S):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words:
                yield line, words


def check(words, program, scratch):
    """What is wrong with a command, or nothing."""
    if words[0] == "./dev":
        known = re.findall(r"^  (\w+) {2,}", subprocess.run(["./dev"], capture_output=True, text=True).stdout, re.M)
        known += ["check", "doctor"]
        return None if words[1:2] == [] or words[1] in known else f"./dev has no command {words[1]}"
    if words[0] == "cmake":
        options = pathlib.Path("CMakeLists.txt").read_text()
        unknown = [w for w in words if w.startswith("-DLANTIAN_") and w[2:].split("=")[0] not in options]
        return f"unknown option {unknown}" if unknown else None
    if words[0].endswith("app/lantian"):
        words = [program, *words[1:]]
        expected = 0
        if "run" in words:
            if "--output" in words:
                words[words.index("--output") + 1] = str(scratch / "out")
            words += ["--stop-at", "1"]
            expected = 75
        done = subprocess.run(words, capture_output=True, text=True, timeout=300)
        return None if done.returncode == expected else f"exit {done.returncode}, not {expected}: {done.stderr[:500]}"
    return f"no way to check `{words[0]}`"


def python_faults(page, package):
    """Runs the page's Python where the package has been built."""
    for code in re.findall(r"^```python\n(.*?)^```", pathlib.Path(page).read_text(), re.M | re.S):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300,
                              env={**os.environ, "PYTHONPATH": str(package)})
        if done.returncode:
            yield f"{page}: Python\n    {done.stderr[-500:]}"


def main():
    program, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
    package = pathlib.Path(program).parent.parent / "python"
    faults, count = [], 0
    if list(package.glob("lantian/_core*.so")):
        faults += [fault for page in PAGES[:1] for fault in python_faults(page, package)]
    else:
        print("the pages' Python was skipped: the package has not been built (-DLANTIAN_PYTHON=ON)")
    for page in PAGES:
        for line, words in commands(page):
            count += 1
            if fault := check(words, program, scratch):
                faults.append(f"{page}: {line}\n    {fault}")
    print("\n".join(faults) or f"{count} commands of {len(PAGES)} pages do what they say")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
