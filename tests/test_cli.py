"""The command line: what goes to standard output, what to standard error, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import factcheck
from factcheck import cache_folder, model
from factcheck.cli import exit_code, main
from factcheck.errors import ExitCode, FactcheckError
from factcheck.model import Relation, Report
from factcheck.report import CLAIM_FORMATS, ENDINGS, REPORTS
from factcheck.settings import Settings
from formats import BINARY

BILLION = """\
---
title: Trade grows
source: Kabul Courier
published: 2025-03-01
---

Trade between Russia and Afghanistan reached $1 billion in 2024, the Russian Business Center said.
"""
MILLIONS = """\
---
title: Trade is small
source: Moscow Ledger
published: 2025-03-02
---

Trade between Russia and Afghanistan reached $560 million in 2024, deputy prime minister Alexei Overchuk said.
"""

TEXTS = [name for name in REPORTS if name not in BINARY]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `news` with two articles that differ, to be scanned from the folder above it."""
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.md").write_text(BILLION, encoding="utf-8")
    (news / "b.md").write_text(MILLIONS, encoding="utf-8")
    return news


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)


class Runner:
    """Runs a command and gives its exit code, standard output and standard error."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self.capture.readouterr()
        code = main(arguments)
        out, err = self.capture.readouterr()
        return code, out, err


# -- scan ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_a_conflict_is_a_table_and_exit_1(run: Runner) -> None:
    code, out, err = run("scan", "news")
    assert code == ExitCode.FOUND
    assert "FC101 conflict" in out
    assert "$1 billion" in out
    assert "$560 million" in out
    assert "news/a.md:7" in out
    assert "2 documents read, 0 skipped" in out
    assert err == ""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--fail-on", "tension"), 1),
        (("--ignore", "FC1,FC2"), 0),
        (("--select", "FC401"), 0),
        (("--quiet",), 1),
    ],
    ids=lambda options: " ".join(options) if isinstance(options, tuple) else None,
)
def test_what_fails_is_a_choice(run: Runner, options: tuple[str, ...], code: int) -> None:
    assert run("scan", "news", *options)[0] == code


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", TEXTS)
def test_the_closing_line_ends_a_table_and_goes_to_standard_error_otherwise(run: Runner, name: str) -> None:
    _, out, err = run("scan", "news", "--format", name)
    assert ("documents read" in out) == (name in {"table", "markdown", "html"})  # the last two tell it in their text
    assert ("documents read" in err) == (name != "table")
    _, out, err = run("scan", "news", "--format", name, "--quiet")
    assert "documents read" not in out + err


@pytest.mark.usefixtures("folder")
def test_json_is_what_python_gives(run: Runner) -> None:
    _, out, _ = run("scan", "news", "--format", "json")
    assert json.loads(out) == factcheck.scan(["news"]).as_dict()


@pytest.mark.usefixtures("folder")
def test_agreement_is_no_finding_and_exit_0(run: Runner, folder: Path) -> None:
    (folder / "b.md").write_text(MILLIONS.replace("$560 million", "$1 billion"), encoding="utf-8")
    code, out, _ = run("scan", "news")
    assert code == ExitCode.CLEAN
    assert out.startswith("No conflicts found in ")


def test_nothing_to_compare_is_exit_4_and_never_called_clean(run: Runner, folder: Path) -> None:
    (folder / "b.md").unlink()
    code, out, err = run("scan", "news")
    assert code == ExitCode.NOTHING_COMPARED
    assert out.startswith("Nothing could be compared")
    assert "--allow-empty accepts it" in err
    assert run("scan", "news", "--allow-empty")[0] == ExitCode.CLEAN
    assert run("scan", "news", "--exit-zero")[0] == ExitCode.NOTHING_COMPARED


def test_skipped_files_are_told_even_when_quiet(run: Runner, folder: Path) -> None:
    (folder / "c.md").write_bytes(b"\x00\x01\x02" * 500)
    _, out, err = run("scan", "news", "--quiet", "-f", "csv")
    assert err == "factcheck: skipped news/c.md: not a text file\n"
    assert "skipped" not in out


@pytest.mark.usefixtures("folder")
def test_output_files_take_the_place_of_standard_output(run: Runner) -> None:
    code, out, err = run("scan", "news", "--format", "csv", "-o", "conflicts.csv")
    assert (code, out) == (ExitCode.FOUND, "")
    assert "2 documents read" in err
    assert Path("conflicts.csv").read_text(encoding="utf-8").startswith("finding_id,")
    _, out, _ = run("scan", "news", "-o", "r.json", "-o", "concise:r.txt", "-o", "table:-")
    assert "FC101 conflict" in out
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["schema_version"] == 1
    assert Path("r.txt").read_text(encoding="utf-8").startswith("news/")


@pytest.mark.usefixtures("folder")
def test_every_format_at_once(run: Runner) -> None:
    """Each file holds what the format prints alone."""
    alone = {name: run("scan", "news", "--format", name)[1] for name in TEXTS}
    asked = [argument for name in TEXTS for argument in ("-o", f"{name}:out.{name}")]
    code, out, err = run("scan", "news", *asked)
    assert (code, out) == (ExitCode.FOUND, "")
    assert err.count("documents read") == 1
    assert {name: Path(f"out.{name}").read_text(encoding="utf-8") for name in TEXTS} == alone


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("ending", "name"), [entry for entry in ENDINGS.items() if entry[1] not in BINARY])
def test_an_ending_is_a_format(run: Runner, ending: str, name: str) -> None:
    assert run("scan", "news", "-o", f"out{ending}")[0] == ExitCode.FOUND
    assert Path(f"out{ending}").read_text(encoding="utf-8") == run("scan", "news", "--format", name)[1]


STATISTICS = """\
 count  check  relation  meaning
 ─────────────────────────────────────────────────────────
 1      FC101  conflict  same question, different amounts

"""

FILES = """\
document   source         published   from
news/a.md  Kabul Courier  2025-03-01  source: front matter; published: front matter
news/b.md  Moscow Ledger  2025-03-02  source: front matter; published: front matter

not read    reason
news/c.pdf  damaged, or no PDF file
"""


@pytest.mark.usefixtures("folder")
def test_statistics_take_the_place_of_the_findings(run: Runner) -> None:
    code, out, err = run("scan", "news", "--statistics", "--quiet")
    assert (code, out, err) == (ExitCode.FOUND, STATISTICS.rstrip() + "\n", "")
    assert "1 finding: 1 conflict." in run("scan", "news", "--statistics")[1]


@pytest.mark.usefixtures("folder")
def test_statistics_leave_other_formats_as_they_are(run: Runner) -> None:
    plain = run("scan", "news", "--format", "json", "--quiet")
    code, out, err = run("scan", "news", "--format", "json", "--quiet", "--statistics")
    assert (code, out) == plain[:2]
    assert err == "count  check  relation  meaning\n1      FC101  conflict  same question, different amounts\n"


@pytest.mark.usefixtures("folder")
def test_statistics_of_nothing_are_nothing(run: Runner) -> None:
    assert run("scan", "news", "--statistics", "--quiet", "--select", "FC4")[1:] == ("", "")


def test_files_are_shown_with_where_their_entries_come_from(run: Runner, folder: Path) -> None:
    (folder / "c.pdf").write_bytes(b"%PDF-")
    _, out, err = run("scan", "news", "--show-files", "--quiet", "-f", "concise")
    assert err.endswith(FILES)
    assert "Kabul Courier" not in out
    _, out, _ = run("scan", "news", "--show-files", "--quiet")
    assert "FC101 conflict" in out
    assert " news/a.md  Kabul Courier  2025-03-01  source: front matter; published: front matter\n" in out
    assert " news/c.pdf  damaged, or no PDF file\n" in out


@pytest.mark.usefixtures("folder")
def test_verbose_prints_the_sentences(run: Runner) -> None:
    assert "the Russian Business Center said." in run("scan", "news", "--verbose")[1]


@pytest.mark.usefixtures("folder")
def test_widths(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "  value        $1 billion\n" in run("scan", "news", "--width", "60")[1]
    monkeypatch.setenv("COLUMNS", "60")
    assert "  value        $1 billion\n" in run("scan", "news")[1]


@pytest.mark.usefixtures("folder")
def test_colour_is_a_choice(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("scan", "news")[1]
    assert "\x1b[" in run("scan", "news", "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("scan", "news")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("scan", "news")[1]


def test_two_runs_give_the_same_bytes_whatever_the_order(folder: Path) -> None:
    def bytes_of(seed: str, *paths: str) -> bytes:
        environ = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "factcheck", "scan", *paths, "--format", "json", "--show", "all"]
        return subprocess.run(command, capture_output=True, env=environ, cwd=folder.parent, check=False).stdout

    first = bytes_of("1", "news/a.md", "news/b.md")
    assert first
    assert first == bytes_of("2", "news/b.md", "news/a.md")


# -- claims --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_claims_an_object_a_line(run: Runner) -> None:
    code, out, err = run("claims", "news", "--format", "jsonl")
    claims = [json.loads(line) for line in out.splitlines()]
    assert code == ExitCode.CLEAN
    assert "$1 billion" in [claim["text"] for claim in claims]
    assert "2 documents read, 0 skipped." in err
    for claim in claims:
        text = Path(claim["path"]).read_text(encoding="utf-8")
        assert text[claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", sorted(CLAIM_FORMATS.keys() - BINARY))
def test_claims_in_every_format(run: Runner, name: str) -> None:
    assert "$1 billion" in run("claims", "news", "--format", name)[1]


@pytest.mark.usefixtures("folder")
def test_claims_have_no_concise_form(run: Runner) -> None:
    code, _, err = run("claims", "news", "--format", "concise")
    assert (code, err) == (2, 'factcheck: --format: unknown format "concise"; choose one of table, csv, json, jsonl, parquet\n')


# -- explain -------------------------------------------------------------------------------------------------------


def test_explain_a_check(run: Runner) -> None:
    code, out, _ = run("explain", "fc101")
    assert code == ExitCode.CLEAN
    assert out.startswith("FC101 (conflict): ")
    assert "What to do: " in out


@pytest.mark.usefixtures("folder")
def test_explain_a_finding_by_the_beginning_of_its_id(run: Runner) -> None:
    finding = factcheck.scan("news").findings[0]
    code, out, _ = run("explain", finding.id[:6], "--in", "news/a.md", "news/b.md")
    assert code == ExitCode.CLEAN
    assert ">>$1 billion<<" in out
    assert "3. The verdict" in out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("FC110",), "did you mean FC10"),
        (("3fa9",), "for a finding, say where its documents are: factcheck explain 3fa9 --in PATH"),
        (("zzz", "--in", "news"), "zzz: there is no such finding in news; factcheck scan news prints the ids"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_explain_what_is_not_there(run: Runner, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("explain", *arguments)
    assert (code, out) == (ExitCode.USAGE, "")
    assert told in err


# -- rules ---------------------------------------------------------------------------------------------------------


def test_rules(run: Runner) -> None:
    code, out, _ = run("rules", "list", "check")
    assert code == ExitCode.CLEAN
    assert out.splitlines()[0].startswith("check.FC")
    assert run("rules", "check")[1].endswith("files are well formed.\n")
    assert run("rules", "list", "chek")[2] == "factcheck: chek: no such table of rules; did you mean check?\n"


def test_rules_examples_hold(run: Runner) -> None:
    code, out, err = run("rules", "test")
    assert (code, err) == (ExitCode.CLEAN, "")
    assert out.endswith("examples: all pass.\n")


@pytest.mark.usefixtures("folder")
def test_a_broken_rules_file_is_named(run: Runner) -> None:
    Path("mine").mkdir()
    Path("mine/mass.toml").write_text("[unit.kilogram\n", encoding="utf-8")
    for command in (("scan", "news"), ("claims", "news"), ("rules", "check"), ("explain", "FC101")):
        code, out, err = run(*command, "--rules", "mine")
        assert (code, out) == (ExitCode.USAGE, "")
        assert "mass.toml: cannot be read as TOML" in err
        assert len(err.splitlines()) == 1


# -- mistakes ------------------------------------------------------------------------------------------------------

MISTAKES = [
    (("scan",), "factcheck: nothing to scan; name files or folders, or a saved index with --index"),
    (("sacn", "news"), "factcheck: No such command 'sacn'. Did you mean 'scan'? (see factcheck --help)"),
    (("scan", "news", "--formatt", "csv"), "factcheck: No such option: --formatt (Possible options: --format) (see factcheck scan --help)"),
    (("scan", "nwes"), "factcheck: nwes: there is no such file or folder; check the spelling, or the folder you run this from"),
    (("scan", "news", "-f", "tabel"), 'factcheck: --format: unknown format "tabel"; did you mean table?'),
    (("scan", "news", "--select", "FC111"), 'factcheck: --select: there is no check "FC111"; did you mean FC101?'),
    (("scan", "news", "--show", "tensions"), 'factcheck: --show: "tensions" is not possible here; did you mean "tension"?'),
    (
        ("scan", "news", "--fail-on", "update"),
        'factcheck: --fail-on: "update" is not possible here; choose one of conflict, tension, never',
    ),
    (("scan", "news", "--config", "no.toml"), "factcheck: no.toml: there is no such configuration file; check --config"),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("arguments", "sentence"), MISTAKES, ids=[" ".join(arguments) for arguments, _ in MISTAKES])
def test_a_mistake_is_one_sentence_and_exit_2(run: Runner, arguments: tuple[str, ...], sentence: str) -> None:
    assert run(*arguments) == (ExitCode.USAGE, "", f"{sentence}\n")


@pytest.mark.usefixtures("folder")
def test_an_empty_folder_is_exit_2(run: Runner) -> None:
    Path("empty").mkdir()
    expected = "factcheck: empty: holds no document; name a folder or file of articles\n"
    assert run("scan", "empty") == (ExitCode.USAGE, "", expected)
    assert run("claims", "empty") == (ExitCode.USAGE, "", expected)


@pytest.mark.usefixtures("folder")
def test_nothing_readable_is_exit_2(run: Runner) -> None:
    Path("binary.txt").write_bytes(b"\x00\x01\x02" * 500)
    code, out, err = run("scan", "binary.txt")
    assert (code, out) == (ExitCode.USAGE, "")
    assert err.splitlines() == [
        "factcheck: skipped binary.txt: not a text file",
        "factcheck: binary.txt: nothing could be read (binary.txt: not a text file); name other files or a folder of them",
    ]


def test_a_broken_documents_toml_is_exit_2(run: Runner, folder: Path) -> None:
    (folder / "documents.toml").write_text('["a.md"\n', encoding="utf-8")
    code, out, err = run("scan", "news")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "news/documents.toml: is not valid TOML" in err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_an_unreadable_file_is_skipped(run: Runner, folder: Path) -> None:
    (folder / "c.md").write_text("40 dead", encoding="utf-8")
    (folder / "c.md").chmod(0)
    code, _, err = run("scan", "news")
    assert code == ExitCode.FOUND
    assert "skipped news/c.md: cannot be opened: Permission denied" in err


@pytest.mark.usefixtures("folder")
def test_a_fault_of_ours_is_exit_3_without_a_traceback(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Report:
        raise RuntimeError("boom")

    monkeypatch.setattr("factcheck.pipeline.scan", broken)
    code, out, err = run("scan", "news")
    assert (code, out) == (ExitCode.INTERNAL, "")
    assert err == "factcheck: a fault of factcheck itself (RuntimeError: boom); run it again with --debug and report what it prints\n"
    code, _, err = run("scan", "news", "--debug")
    assert code == ExitCode.INTERNAL
    assert "Traceback" in err


@pytest.mark.usefixtures("folder")
def test_an_interrupt_is_silent(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.pipeline.scan", interrupted)
    assert run("scan", "news") == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="a shell pipe")
def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m factcheck scan news --format json | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=folder.parent, check=False)
    assert done.returncode == ExitCode.FOUND
    assert "rror" not in done.stderr


# -- help and version ----------------------------------------------------------------------------------------------


def test_version(run: Runner) -> None:
    assert run("--version") == (0, f"factcheck {factcheck.__version__}\n", "")


def test_without_a_command_the_help_is_an_error(run: Runner) -> None:
    for arguments in ((), ("rules",)):
        code, out, err = run(*arguments)
        assert (code, out) == (ExitCode.USAGE, "")
        assert err.startswith("Usage: factcheck")


def test_help_names_every_format_and_exit_code(run: Runner) -> None:
    described = run("scan", "--help")[1]
    assert all(name in described for name in REPORTS)
    described = run("claims", "--help")[1]
    assert all(name in described for name in CLAIM_FORMATS)
    described = run("--help")[1]
    assert all(f"\n    {code.value}  " in described for code in ExitCode)


def test_version_loads_no_engine() -> None:
    code = (
        "import sys; from factcheck.cli import main; main(['--version']); "
        "print([name for name in ('rich', 'factcheck.model', 're2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"factcheck {factcheck.__version__}\n[]\n"


def test_a_scan_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("The bridge cost $3 million, but others say that it cost $5 million.\n", encoding="utf-8")
    article = "---\ntitle: The bridge\npublished: 2024-03-01\n---\n\n# The bridge\n\nOSLO, May 2, 2024 (Agency) - It cost $4 million.\n"
    (folder / "b.md").write_text(article, encoding="utf-8")
    spared = ("pydantic", "pathspec", "multiprocessing", "jinja2", "yaml", "markdown_it", "dateparser", "pint", "tomli")
    code = (
        "import sys; from factcheck.cli import main; main(['scan', '.', '--exit-zero', '--quiet', '--format', 'concise']); "
        f"print([name for name in {spared} if name in sys.modules])"
    )
    own = {**os.environ, cache_folder.VARIABLE: str(tmp_path / "cache")}  # that no other test fills
    for _ in range(2):  # the first one puts the rules into the cache
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder, env=own)
    assert done.stdout.splitlines()[-1] == "[]"


# -- exit codes and the Python interface -----------------------------------------------------------------------------


def test_exit_code_of_a_tension_alone(report: Report) -> None:
    tension = replace(report, findings=(replace(report.findings[0], relation=Relation.TENSION),))
    assert exit_code(tension, Settings()) == ExitCode.CLEAN
    assert exit_code(tension, Settings(fail_on="tension")) == ExitCode.FOUND
    assert exit_code(report, Settings(fail_on="tension")) == ExitCode.FOUND


def test_exit_code_without_a_comparison(empty_report: Report, quiet_report: Report) -> None:
    assert exit_code(empty_report, Settings()) == ExitCode.NOTHING_COMPARED
    assert exit_code(empty_report, Settings(allow_empty=True)) == ExitCode.CLEAN
    assert exit_code(quiet_report, Settings()) == ExitCode.CLEAN


def test_python_gives_typed_records(folder: Path) -> None:
    report = factcheck.scan(folder, select=["FC1"], show="all")
    assert isinstance(report, model.Report)
    assert report.findings[0].relation is Relation.CONFLICT
    assert [claim.text for claim in factcheck.claims([folder / "a.md"]).claims].count("$1 billion") == 1


@pytest.mark.parametrize(("paths", "settings"), [("nowhere", {}), (".", {"colour": "red"}), ((), {})], ids=["path", "setting", "nothing"])
def test_python_raises_what_the_caller_can_mend(paths: str, settings: dict[str, object]) -> None:
    with pytest.raises(FactcheckError):
        factcheck.scan(paths, **settings)
