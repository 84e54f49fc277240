"""What runs factcheck elsewhere: the scripts of the GitHub Action, the GitLab job of the README, and the hook for pre-commit."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

import readme
from factcheck.cli import main
from factcheck.read.formats import BY_NAME
from factcheck.report import REPORTS

ACTION: dict[str, Any] = yaml.safe_load((readme.ROOT / "action.yml").read_text(encoding="utf-8"))
SCRIPTS = [step for step in ACTION["runs"]["steps"] if "run" in step]
(CHECK,) = (step for step in SCRIPTS if step["id"] == "check")

needs_formats = pytest.mark.skipif(
    not {"github", "markdown", "sarif", "gitlab"} <= set(REPORTS), reason="the formats of CI services are not built in"
)

FERRY = "---\nsource: Port Weekly\npublished: 2014-02-01\n---\n\nThe ferry between Dover and Dunkirk carried 212,000 passengers in 2013.\n"
DRAFT = FERRY.replace("Port Weekly", "Kent Messenger").replace("212,000", "340,000")


def git(folder: Path, *arguments: str) -> str:
    person = ("-c", "user.name=A. Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a corpus, a tag, and since then a commit with a new article that conflicts."""
    folder = tmp_path / "repository"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles/ferry.md").write_text(FERRY, encoding="utf-8")
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "the corpus")
    git(folder, "tag", "base")
    (folder / "articles/new.md").write_text(DRAFT, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "a new article")
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a step left behind."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


def run(folder: Path, temp: Path, event: dict[str, str] | None = None, **inputs: str) -> Job:
    """Runs the step that checks, as the runner does: expressions in its variables are filled in, its script is bash's."""
    temp.mkdir(exist_ok=True)
    program = temp / "factcheck-program"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m factcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    context = {f"inputs.{name}": inputs.get(name, entry["default"]) for name, entry in ACTION["inputs"].items()}
    context |= {"runner.temp": str(temp), "steps.install.outputs.program": str(program), **(event or {})}

    def filled(expression: re.Match[str]) -> str:
        return next((context[part] for part in expression[1].split(" || ") if context.get(part)), "")

    files = {name: temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("", encoding="utf-8")
    variables = {name: re.sub(r"\$\{\{ (.+?) \}\}", filled, words) for name, words in CHECK["env"].items()}
    environ = {**os.environ, **variables, **{name: str(file) for name, file in files.items()}, "PYTHONPATH": str(readme.ROOT / "src")}
    script = temp / "script.sh"
    script.write_text(CHECK["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=False)
    lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
    return Job(
        code=done.returncode,
        log=done.stdout + done.stderr,
        summary=files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8"),
        outputs=dict(line.split("=", 1) for line in lines),
    )


# -- the GitHub Action -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: step["id"])
def test_no_script_has_words_from_outside_in_its_text(step: dict[str, Any]) -> None:
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"


def test_every_input_is_used_and_every_output_given() -> None:
    text = json.dumps(ACTION["runs"])
    assert all(f"inputs.{name} }}}}" in text for name in ACTION["inputs"])
    assert all(f'echo "{name}=' in CHECK["run"] for name in ACTION["outputs"])


@needs_formats
def test_a_pull_request_with_a_conflict_fails_and_says_where(repository: Path, tmp_path: Path) -> None:
    event = {"github.event.pull_request.base.sha": git(repository, "rev-parse", "base")}
    job = run(repository, tmp_path / "temp", event, against="articles")
    assert (job.code, job.outputs["exit-code"]) == (1, "1")
    assert re.search(r"^::error [^\n]*file=articles/new.md,line=6[^\n]*FC101", job.log, re.MULTILINE)
    assert "340,000" in job.summary
    sarif = json.loads(Path(job.outputs["sarif"]).read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["FC101"]


@needs_formats
@pytest.mark.parametrize(
    ("inputs", "code", "told"),
    [
        ({"since": "base"}, 1, "1 new document checked against 1 other"),
        ({"since": "base", "fail-on": "never"}, 0, "1 new document checked against 1 other"),
        ({"since": "base", "arguments": "--ignore=FC101\n--show=all"}, 0, "not selected"),
        ({"new": "articles/new.md\narticles/ferry.md"}, 1, "2 new documents checked against 0 others"),
        ({"since": "HEAD"}, 0, "::notice title=factcheck::Nothing was compared"),
        ({"since": "HEAD", "allow-empty": "false"}, 4, "no document is new or changed since HEAD"),
        ({"since": "nowhere"}, 2, 'git knows no revision "nowhere"'),
        ({"since": "--upload-pack=touch x"}, 2, "is not a revision"),
        ({"since": "base", "new": '$(touch x)"; touch x; "'}, 2, "there is no such file or folder"),
        ({}, 2, "nothing to check; name the new articles"),
    ],
    ids=str,
)
def test_inputs(repository: Path, tmp_path: Path, inputs: dict[str, str], code: int, told: str) -> None:
    job = run(repository, tmp_path / "temp", against="articles", **inputs)
    assert job.code == code, job.log
    assert told in job.log
    assert not (repository / "x").exists()
    assert ("sarif" in job.outputs) == (job.outputs["exit-code"] != "2")


@needs_formats
def test_a_shallow_checkout_is_told_apart_from_its_base(repository: Path, tmp_path: Path) -> None:
    git(repository, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    event = {"github.event.before": git(repository, "rev-parse", "base")}
    job = run(tmp_path / "shallow", tmp_path / "temp", event, against="articles")
    assert (job.code, "1 new document checked against 1 other" in job.log) == (1, True)


@needs_formats
def test_a_new_branch_is_compared_with_the_default_branch(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    event = {"github.event.before": "0" * 40, "github.event.repository.default_branch": "main"}
    (tmp_path / "clone/articles/late.md").write_text(DRAFT, encoding="utf-8")
    job = run(tmp_path / "clone", tmp_path / "temp", event, against="articles")
    assert "1 new document checked against 2 others" in job.log


@needs_formats
def test_a_file_name_gives_the_runner_no_command(repository: Path, tmp_path: Path) -> None:
    (repository / "articles/##[add-mask]212,000.md").write_bytes(bytes(range(256)) * 8)
    log = run(repository, tmp_path / "temp", against="articles", since="base").log
    token = re.search(r"^::stop-commands::(\w{32})$", log, re.MULTILINE)
    assert token
    assert "##[add-mask]" in log.partition(token[0])[2].partition(f"::{token[1]}::")[0]
    assert "##[add-mask]" not in log.partition(token[0])[0]


# -- the hook for pre-commit -------------------------------------------------------------------------------------------


def test_the_hook_takes_text_and_markdown_and_its_command_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = yaml.safe_load((readme.ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert all(re.search(hook["files"], f"a{suffix}") for form in ("text", "Markdown") for suffix in BY_NAME[form].endings)
    program, *arguments = shlex.split(hook["entry"])
    monkeypatch.chdir(repository)
    monkeypatch.setenv("FACTCHECK_CORPUS", "articles")
    assert program == "factcheck"
    assert main([*arguments, "articles/new.md"]) == 1
    (repository / "README.md").write_text("About this folder.\n", encoding="utf-8")
    assert main([*arguments, "README.md"]) == 0


# -- what the README shows of them -------------------------------------------------------------------------------------


def shown(file: str) -> Any:
    """A file that the README shows, read."""
    return yaml.safe_load(next(body for body in readme.blocks(README, "yaml") if body.startswith(f"# {file}\n")))


README = readme.README.read_text(encoding="utf-8")


def test_the_workflow_that_is_shown_fits_the_action() -> None:
    steps = shown(".github/workflows/factcheck.yml")["jobs"]["factcheck"]["steps"]
    assert set(steps[1]["with"]) <= set(ACTION["inputs"])
    assert set(re.findall(r"steps\.factcheck\.outputs\.([\w-]+)", json.dumps(steps))) <= set(ACTION["outputs"])
    named = README.partition("### GitHub\n")[2].partition("### GitLab\n")[0]
    assert all(f"`{name}`" in named for name in (*ACTION["inputs"], *ACTION["outputs"]))


def test_the_hook_that_is_shown_is_there() -> None:
    (repo,) = shown(".pre-commit-config.yaml")["repos"]
    offered = {hook["id"] for hook in yaml.safe_load((readme.ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in repo["hooks"]} == offered


@needs_formats
def test_the_gitlab_job_that_is_shown_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = shown(".gitlab-ci.yml")["factcheck"]
    install, check = job["script"]
    assert install.startswith("pip install ")
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", git(repository, "rev-parse", "base"))
    ran = readme.run(check, repository)
    assert ran.code == 1
    assert ran.out.startswith("FC101 conflict")
    report = json.loads((repository / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert [issue["location"]["path"] for issue in report] == ["articles/new.md"]
