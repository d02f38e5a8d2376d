"""Runs the commands of the readmes and guides, so that none of them can become untrue.

Whole runs are cut after an hour or two (exit code 75); commands that install or build are checked for what they name.
Links and options in the text must exist as well. What cannot be checked is a fault.
"""
import os
import pathlib
import re
import shutil
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


def output_of(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def helps_of(*words):
    """The help of a command and of all below it."""
    text = output_of(*words, "--help")
    below = re.findall(r"^  ([a-z-]+) {2,}", text.split("Subcommands:")[1], re.M) if "Subcommands:" in text else []
    return text + "".join(helps_of(*words, one) for one in below)


def dev_fault(words):
    if subprocess.run(["bash", "-n", "dev"]).returncode:
        return "bash does not understand ./dev"
    script = pathlib.Path("dev").read_text()
    known = set(re.findall(r"\w+", " ".join(re.findall(r"^  ([\w |]+)\) ", script[script.rindex("\ncase "):], re.M))))
    if words[1:] and words[1] not in known:
        return f"./dev has no command {words[1]}, only {sorted(known)}"
    return None


def cmake_fault(words):
    texts = {folder: (pathlib.Path(folder) / "CMakeLists.txt").read_text() for folder in (".", "app")}
    unknown = [w for w in words if w.startswith("-DLANTIAN_") and f"option({w[2:].split('=')[0]} " not in texts["."]]
    if "--target" in words and f"add_executable({words[words.index('--target') + 1]} " not in texts["app"]:
        unknown.append(words[words.index("--target") + 1])
    if "--preset" in words and f'"{words[words.index("--preset") + 1]}"' not in pathlib.Path("CMakePresets.json").read_text():
        unknown.append(words[words.index("--preset") + 1])
    return f"CMake knows no {unknown}" if unknown else None


def shortened(words, scratch):
    """The same command, writing below `scratch`, over after an hour (two where it goes on from a restart); its exit code."""
    words = [str(scratch / word) if word.startswith("out/") else word for word in words]
    if "run" not in words or "sweep" in words:
        return words, 0
    if "--stop-at" in words:
        at = words.index("--stop-at")
        del words[at:at + 2]
    if "--full" in words and "--members" not in words:
        words += ["--members", "counterfactual"]
    return [*words, "--stop-at", "2" if "--restart" in words else "1"], 75


def fault_of(words, program, scratch):
    """What is wrong with a command, or nothing."""
    if words[0] == "./dev":
        return dev_fault(words)
    if words[0] == "cmake":
        return cmake_fault(words)
    if words[0] == "build/app/lantian":
        words, expected = shortened([program, *words[1:]], scratch)
        done = subprocess.run(words, capture_output=True, text=True, timeout=300)
        return None if done.returncode == expected else f"exit {done.returncode}, not {expected}: {done.stderr[:500]}"
    return f"no way to check `{words[0]}`"


def text_faults(page, options):
    text = re.sub(r"^```.*?^```", "", pathlib.Path(page).read_text(), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not target.startswith("http") and not (pathlib.Path(page).parent / target).exists():
            yield f"{page}: the link {target} leads nowhere"
    for option in re.findall(r"`(--[a-z-]+)", text):
        if option not in options:
            yield f"{page}: no command has {option}"


def python_faults(page, package):
    """Runs the page's Python where the package has been built."""
    for code in re.findall(r"^```python\n(.*?)^```", pathlib.Path(page).read_text(), re.M | re.S):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300,
                              env={**os.environ, "PYTHONPATH": str(package)})
        if done.returncode:
            yield f"{page}: Python\n    {done.stderr[-500:]}"


def main():
    program, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(scratch, ignore_errors=True)  # an older build's results would be refused
    scratch.mkdir(parents=True)
    helps = helps_of(program)
    options = set(re.findall(r"--[a-z-]+", helps + pathlib.Path("dev").read_text()))
    faults, count, seen = [], 0, set()
    if fault_of(["build/app/lantian", "no-such-command"], program, scratch) is None or dev_fault(["./dev", "no-such-command"]) is None:
        faults.append("an unknown command is not noticed")
    package = pathlib.Path(program).parent.parent / "python"
    if list(package.glob("lantian/_core*.so")):
        faults += python_faults("README.md", package)  # the Chinese page repeats it
    else:
        print("the pages' Python was skipped: the package has not been built (-DLANTIAN_PYTHON=ON)")
    for page in PAGES:
        faults += text_faults(page, options)
        for line, words in commands(page):
            count += 1
            key = tuple(w for w in words if w not in ("--lang", "zh"))  # the Chinese page repeats the English one's commands
            if key not in seen and (fault := fault_of(words, program, scratch)):
                faults.append(f"{page}: {line}\n    {fault}")
            seen.add(key)
    print("\n".join(faults) or f"{count} commands of {len(PAGES)} pages do what they say")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
