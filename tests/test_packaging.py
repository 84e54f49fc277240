"""The wheel: built, installed in an environment of its own, and run from another folder."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import factcheck

ROOT = Path(__file__).parents[1]


def run(command: Sequence[str | Path], folder: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FACTCHECK_", "PIP_"))}
    return subprocess.run(command, cwd=folder, env={**kept, **environ}, capture_output=True, check=False)


def copied(source: Path) -> Path:
    """A folder with a copy of what is needed for the wheel."""
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "hatch_build.py"):
        shutil.copy(ROOT / name, source)
    return source


def build(source: Path, **environ: str) -> Path:
    """The wheel, built with the tools that are installed."""
    built = run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "wheels"], source, **environ)
    assert built.returncode == 0, built.stderr.decode()
    return next((source / "wheels").glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(copied(tmp_path_factory.mktemp("source")))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(wheel, tmp_path_factory.mktemp("environment"))


def install(wheel: Path, home: Path) -> Path:
    """The command of a fresh environment that holds the wheel; what it depends on is lent by this one, so no network is needed."""
    made = run([sys.executable, "-m", "venv", "--without-pip", home], home)
    assert made.returncode == 0, made.stderr.decode()
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--disable-pip-version-check", wheel]
    done = run(pip, home)
    assert done.returncode == 0, done.stderr.decode()
    packages = next((home / "lib").glob("python*/site-packages"))
    (packages / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")  # the .pth files in it are not read
    return home / "bin" / "factcheck"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return tmp_path


def imported() -> Iterator[str]:
    """The packages that src imports and that are neither its own nor Python's."""
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            yield from (top for name in names if (top := name.split(".")[0]) not in {"factcheck", *sys.stdlib_module_names})


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for extra, names in project["optional-dependencies"].items() if extra not in ("dev", "benchmarks") for name in names]
    declared = {requirement.split(">=")[0].lower() for requirement in (*project["dependencies"], *extras)}
    providers = packages_distributions()
    missing = {name for name in imported() if not {provider.lower() for provider in providers.get(name, [])} & declared}
    assert not missing


def test_the_rules_and_the_page_are_inside_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"factcheck/rules/{file.name}" for file in (ROOT / "rules").glob("*.toml")} <= names
    assert "factcheck/py.typed" in names
    assert {f"factcheck/report/templates/{name}" for name in ("report.html.jinja", "report.css")} <= names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"factcheck"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("scan", "corpus", "--format", "json", "--show", "all"),
        ("scan", "corpus", "--format", "html"),
        ("explain", "FC101"),
        ("schema",),
    ],
    ids=" ".join,
)
def test_the_installed_command_prints_what_the_checkout_prints(installed: Path, elsewhere: Path, arguments: tuple[str, ...]) -> None:
    there = run([installed, *arguments], elsewhere)
    here = run([sys.executable, "-m", "factcheck", *arguments], elsewhere, PYTHONPATH=str(ROOT / "src"))
    assert there.stdout
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)


def test_the_installed_command_uses_its_own_rules(installed: Path, elsewhere: Path) -> None:
    """Not those of a checkout that happens to be near."""
    code = "import factcheck.rules; print(factcheck.rules.home())"
    home = run([installed.parent / "python", "-c", code], elsewhere).stdout.decode().strip()
    assert Path(home).is_relative_to(installed.parents[1])


# ---- the compiled wheel ---------------------------------------------------------------------------------------------

# All of them take a minute to compile; what is made of generators, regular expressions, records and lazy parts stands for the others.
_FEW = 'modules = ["factcheck/extract/sentences.py", "factcheck/frame/scene.py", "factcheck/frame/topic.py"]'


@pytest.mark.skipif(shutil.which(sysconfig.get_config_var("CC").split()[0]) is None, reason="no compiler")
@pytest.mark.skipif(not Path(sysconfig.get_path("include"), "Python.h").exists(), reason="no headers of Python")
def test_a_compiled_wheel_says_so_and_finds_the_same(tmp_path: Path, elsewhere: Path) -> None:
    source = copied(tmp_path / "source")
    project = source / "pyproject.toml"
    asked = re.sub(r"^modules = \[.*?^\]", _FEW, project.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert _FEW in asked
    project.write_text(asked, encoding="utf-8")
    wheel = build(source, HATCH_BUILD_HOOK_ENABLE_CUSTOM="true")
    assert not list(source.rglob("src/**/*.so"))
    home = tmp_path / "environment"
    home.mkdir()
    command = install(wheel, home)
    assert run([command, "--version"], elsewhere).stdout.decode() == f"factcheck {factcheck.__version__} (compiled)\n"
    asked_of_both = ("scan", "corpus", "--format", "json", "--show", "all", "--jobs", "2", "--no-cache")
    there = run([command, *asked_of_both], elsewhere)
    here = run([sys.executable, "-m", "factcheck", *asked_of_both], elsewhere, PYTHONPATH=str(ROOT / "src"))
    assert there.stdout
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)


def test_only_modules_that_are_there_are_compiled() -> None:
    targets = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    hook = targets["wheel"]["hooks"]["custom"]
    assert not hook["enable-by-default"]
    assert all(list((ROOT / "src").glob(pattern)) for pattern in hook["modules"])
