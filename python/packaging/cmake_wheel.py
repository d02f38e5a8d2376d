"""Builds the wheel of `lantian` with CMake (PEP 517); needs nothing but Python, CMake, Ninja and the libraries.

The wheel holds the package, its compiled module, and in lantian/share the tables, messages, pages and cases.
Settings (``--config-settings NAME=VALUE``): ``build-dir``, a build tree to use (default build/wheel; one that exists is brought up to
date); ``jobs``, how many compilers at once.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip; one time for all files, so that equal contents are equal wheels


def get_requires_for_build_wheel(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = Path(metadata_directory) / _info_folder()
    folder.mkdir()
    for name, text in _metadata().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder.name


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    build = _built(config_settings or {})
    name = f"lantian-{_version()}-{_tag()}.whl"
    contents = {path: file.read_bytes() for path, file in sorted(_files(build).items())}
    contents |= {f"{_info_folder()}/{one}": text.encode() for one, text in _metadata().items()}
    record = f"{_info_folder()}/RECORD"
    lines = [f"{path},sha256={_digest(data)},{len(data)}" for path, data in contents.items()]
    contents[record] = ("\n".join([*lines, f"{record},,"]) + "\n").encode()
    with zipfile.ZipFile(Path(wheel_directory) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in contents.items():
            one = zipfile.ZipInfo(path, _EARLIEST)
            one.external_attr = (0o755 if path.endswith(".so") else 0o644) << 16
            wheel.writestr(one, data, zipfile.ZIP_DEFLATED)
    return name


def build_sdist(sdist_directory, config_settings=None):
    raise RuntimeError("no source archive is made: install from a checkout")


def _built(settings):
    build = Path(settings.get("build-dir") or os.environ.get("LANTIAN_BUILD") or ROOT / "build" / "wheel").absolute()
    if not (build / "CMakeCache.txt").is_file():
        options = ["-DLANTIAN_PYTHON=ON", "-DLANTIAN_TESTS=OFF", f"-DPython_EXECUTABLE={sys.executable}"]
        if shutil.which("ccache"):
            options.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
        _run("cmake", "-S", ROOT, "-B", build, "-G", "Ninja", *options)
    targets = ["lantian_python", "lantian_messages"] + ["lantian_web"] * _knows(build, "lantian_web")
    jobs = ["-j", settings["jobs"]] if "jobs" in settings else []
    _run("cmake", "--build", build, "--target", *targets, *jobs)
    return build


def _knows(build, target):
    listed = subprocess.run(["cmake", "--build", str(build), "--target", "help"], capture_output=True, text=True, check=True)
    return re.search(rf"^(\.\.\. )?{target}\b", listed.stdout, re.MULTILINE) is not None


def _run(*command):
    environment = {**os.environ, "CCACHE_BASEDIR": str(ROOT), "CCACHE_NOHASHDIR": "1"}
    subprocess.run([str(one) for one in command], check=True, env=environment)


def _files(build):
    """Names within the wheel and the files that stand there."""
    package = build / "python" / "lantian"
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    module = package / f"_core{suffix}"
    if not module.is_file():
        others = ", ".join(one.name for one in package.glob("_core*")) or "none"
        raise RuntimeError(f"{build} was built for another Python: _core{suffix} is needed, {others} is there")
    files = {f"lantian/{module.name}": module}
    for kind in ("*.py", "*.pyi", "py.typed"):
        files |= {f"lantian/{one.name}": one for one in (ROOT / "python" / "lantian").glob(kind)}
    for folder, root in (("data", ROOT / "data"), ("cases", ROOT / "cases"), ("locale", build / "locale")):
        files |= {f"lantian/share/{folder}/{one.relative_to(root)}": one for one in root.rglob("*") if one.is_file()}
    return files | {f"lantian/share/{one.name}": one for one in (build / "web").glob("*.html")}


def _project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _version():
    """The one of CMakeLists.txt."""
    return re.search(r"project\(lantian VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]


def _tag():
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return f"{python}-{python}-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"


def _info_folder():
    return f"lantian-{_version()}.dist-info"


def _metadata():
    project = _project()
    lines = ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {_version()}", f"Summary: {project['description']}"]
    lines += [f"Requires-Python: {project['requires-python']}"]
    lines += [f"Requires-Dist: {one}" for one in project["dependencies"]]
    for extra, needed in project["optional-dependencies"].items():
        lines += [f"Provides-Extra: {extra}"] + [f'Requires-Dist: {one}; extra == "{extra}"' for one in needed]
    lines += ["Description-Content-Type: text/markdown", "", (ROOT / project["readme"]).read_text(encoding="utf-8")]
    wheel = f"Wheel-Version: 1.0\nGenerator: lantian\nRoot-Is-Purelib: false\nTag: {_tag()}\n"
    return {"METADATA": "\n".join(lines), "WHEEL": wheel, "LICENSE": (ROOT / project["license"]["file"]).read_text(encoding="utf-8")}


def _digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
