"""`factcheck check` from a shell: new articles from files, from git and from a pipe, against a corpus."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import factcheck
import readme
from factcheck.cli import main
from factcheck.errors import InputError, UsageError
from factcheck.model import Relation
from factcheck.report import REPORTS
from formats import BINARY

FERRY = "---\nsource: Port Weekly\npublished: 2014-02-01\n---\n\nThe ferry between Dover and Dunkirk carried 212,000 passengers in 2013.\n"
DRAFT = FERRY.replace("Port Weekly", "Kent Messenger").replace("212,000", "340,000")
UNDATED = DRAFT.replace("published: 2014-02-01\n", "")
OTHER = "The library of Narva lends books.\n"


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a corpus of one article, and drafts: one that conflicts, one that cannot be compared."""
    write(tmp_path / "articles", ferry=FERRY)
    write(tmp_path / "drafts", new=DRAFT, undated=UNDATED, other=OTHER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


FOUND = "drafts/new.md:6:45: FC101 conflict cargo: Dover, Dunkirk: 340,000, 212,000\n"


# -- exit codes, each from a shell -----------------------------------------------------------------------------------

AGAINST = "--against articles"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("factcheck scan articles", 0),
        ("factcheck scan articles drafts/new.md", 1),
        ("factcheck scan nowhere", 2),
        ("PYTHONPATH=broken:$PYTHONPATH factcheck scan articles", 3),
        ("factcheck scan drafts/other.md", 4),
        (f"factcheck check articles/ferry.md {AGAINST}", 0),
        (f"factcheck check drafts/new.md {AGAINST}", 1),
        (f"factcheck check - {AGAINST} < /dev/null", 2),
        (f"PYTHONPATH=broken:$PYTHONPATH factcheck check drafts/new.md {AGAINST}", 3),
        (f"factcheck check drafts/other.md {AGAINST}", 4),
    ],
)
def test_exit_codes_in_a_shell(desk: Path, command: str, code: int) -> None:
    write(desk / "articles", again=FERRY)
    write(desk / "broken")
    (desk / "broken" / "re2.py").write_text("raise RuntimeError('half an installation')", encoding="utf-8")
    ran = readme.run(command, desk)
    assert ran.code == code, ran.out + ran.err
    assert "Traceback" not in ran.err
    if code in (2, 3):
        assert (ran.out, len(ran.err.splitlines())) == ("", 1 + ran.err.count("skipped") + ran.err.count("is the same text as"))
    if code == 4:
        assert ran.out.startswith("Nothing could be compared: ")
        assert "nothing was found and nothing could be compared" in ran.err


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("scan articles drafts/new.md --exit-zero", 0),
        ("scan articles drafts/new.md --ignore FC", 0),
        ("scan articles drafts/new.md --select FC1", 1),
        ("scan articles --since yesterday", 2),
        ("scan articles --topic !", 2),
        ("scan drafts/other.md --allow-empty", 0),
        (f"check drafts/new.md {AGAINST} --exit-zero", 0),
        (f"check drafts/new.md {AGAINST} --fail-on never", 0),
        (f"check drafts/new.md {AGAINST} --ignore FC101", 0),
        (f"check drafts/new.md {AGAINST} --select FC4", 0),
        (f"check drafts/new.md {AGAINST} --topic library", 0),
        (f"check drafts/new.md {AGAINST} --fail-on tension", 1),
        (f"check drafts/new.md {AGAINST} --quiet --verbose", 1),
        (f"check {AGAINST}", 2),
        ("check drafts/new.md", 2),
        (f"check drafts/no.md {AGAINST}", 2),
        ("check drafts/new.md --against nowhere", 2),
        (f"check drafts/new.md {AGAINST} --published soon", 2),
        (f"check drafts/new.md {AGAINST} --stdin-filename a.md", 2),
        (f"check drafts/new.md {AGAINST} --since-commit HEAD", 2),
        (f"check drafts/other.md {AGAINST} --exit-zero", 4),
        (f"check drafts/other.md {AGAINST} --allow-empty", 0),
    ],
)
def test_exit_codes_of_options(arguments: str, code: int, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(arguments.split()) == code
    out, err = capfd.readouterr()
    if code == 2:
        assert (out, len(err.splitlines())) == ("", 1)


def test_quiet_and_verbose(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["check", "drafts/new.md", "--against", "articles", "--quiet", "--verbose"])
    out, err = capfd.readouterr()
    assert "articles/ferry.md:6  The ferry between Dover and Dunkirk carried 212,000 passengers in 2013." in out
    assert "checked against" not in out + err


# -- what is told ----------------------------------------------------------------------------------------------------


def test_a_finding_shows_what_the_corpus_says_with_source_and_date(desk: Path) -> None:
    ran = readme.run("factcheck check drafts/new.md --against articles", desk)
    assert ran.err == ""
    assert ran.out == TOLD


TOLD = """\
FC101 conflict: cargo: Dover, Dunkirk  (id 41a706a6)

 value    who says so  period  source          published   where
 ──────────────────────────────────────────────────────────────────────────────
 340,000  -            2013    Kent Messenger  2014-02-01  drafts/new.md:6
 212,000  -            2013    Port Weekly     2014-02-01  articles/ferry.md:6

  340,000 (Kent Messenger) against 212,000 (Port Weekly): both cannot be true

1 finding: 1 conflict. 1 new document checked against 1 other, 0 skipped; 4 claims; 1 pair compared; withheld:
nothing.
Why: factcheck explain 41a706a6 --in drafts/new.md --against articles
As a spreadsheet: factcheck check drafts/new.md --against articles -o conflicts.csv
"""


def test_what_can_be_run_to_see_more_runs(desk: Path) -> None:
    hints = readme.run("factcheck check drafts/new.md --against articles", desk).out.splitlines()[-2:]
    explained, saved = (readme.run(hint.partition(": ")[2], desk) for hint in hints)
    assert explained.out.startswith("FC101 conflict")
    assert saved.code == 1
    assert (desk / "conflicts.csv").read_text(encoding="utf-8").count("cargo: Dover") == 2


def test_nothing_to_compare_says_of_what(desk: Path) -> None:
    ran = readme.run("factcheck check drafts/other.md --against articles", desk)
    assert ran.out.startswith("Nothing could be compared: no claim of the new document answers the same question as another one. ")
    write(desk / "drafts", more="The library of Narva is old.\n")
    ran = readme.run("factcheck check drafts/other.md drafts/more.md --against articles", desk)
    assert ran.out.startswith("Nothing could be compared: no claim of the new documents answers the same question as another one. ")


def test_a_new_article_that_lies_in_the_corpus_is_read_once(desk: Path) -> None:
    shutil.copy(desk / "drafts/new.md", desk / "articles/new.md")
    ran = readme.run("factcheck check articles/new.md --against articles/ -f json", desk)
    assert [document["path"] for document in json.loads(ran.out)["documents"]] == ["articles/ferry.md", "articles/new.md"]
    assert "1 new document checked against 1 other" in ran.err


def test_an_unreadable_new_article_is_told_and_the_others_are_checked(desk: Path) -> None:
    (desk / "drafts/noise.md").write_bytes(bytes(range(256)) * 8)
    ran = readme.run("factcheck check drafts/noise.md --against articles -f concise", desk)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == (
        "factcheck: drafts/noise.md: nothing could be read (drafts/noise.md: not a text file); name other files or a folder of them"
    )
    ran = readme.run("factcheck check drafts/noise.md drafts/new.md --against articles -f concise", desk)
    assert (ran.code, ran.out) == (1, FOUND)
    assert "factcheck: skipped drafts/noise.md: not a text file\n" in ran.err


# -- from a pipe -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "path"),
    [("", "<stdin>"), ("--stdin-filename drafts/later.md", "drafts/later.md"), ("--stdin-filename ./drafts/new.md", "drafts/new.md")],
)
def test_a_draft_from_a_pipe_has_front_matter_and_a_name(desk: Path, name: str, path: str) -> None:
    ran = readme.run(f"cat drafts/new.md | factcheck check - {name} --against articles -f concise -q", desk)
    assert (ran.out, ran.err) == (FOUND.replace("drafts/new.md", path), "")


def test_a_draft_stands_in_for_the_file_of_its_name(desk: Path) -> None:
    """As an editor has it: what is not yet saved is checked, and what is saved is not read beside it."""
    command = "sed s/212,000/213,000/ articles/ferry.md | factcheck check - --stdin-filename articles/ferry.md --against ."
    ran = readme.run(f"{command} --exclude drafts/ -f json", desk)
    assert ran.code == 4
    assert [document["path"] for document in json.loads(ran.out)["documents"]] == ["articles/ferry.md"]
    assert "213,000" in readme.run(f"{command} -f concise", desk).out


def test_the_name_of_a_draft_gives_its_layout(desk: Path) -> None:
    """The heading that opens Markdown is a title; a first line of plain text may be anything."""

    def title(name: str) -> object:
        ran = readme.run(f"printf '# On the ferry\\n\\nAll is well.\\n' | factcheck check - {name} --against articles -f json", desk)
        return next(document["title"] for document in json.loads(ran.out)["documents"] if document["path"] != "articles/ferry.md")

    assert title("--stdin-filename new.md") == "On the ferry"
    assert title("--stdin-filename new.txt") is None
    assert title("") is None


def test_a_date_for_a_draft_that_gives_none(desk: Path) -> None:
    def published(command: str) -> dict[str, object]:
        report = json.loads(readme.run(f"factcheck check {command} --against articles -f json", desk).out)
        return {document["path"]: (document["published"] or {}).get("start") for document in report["documents"]}

    assert published("drafts/undated.md drafts/new.md --published 2015-06") == {
        "articles/ferry.md": "2014-02-01",
        "drafts/new.md": "2014-02-01",
        "drafts/undated.md": "2015-06-01",
    }
    assert published("drafts/undated.md")["drafts/undated.md"] is None


# -- from git --------------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=A. Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(desk: Path) -> Path:
    git(desk, "init")
    git(desk, "add", ".")
    git(desk, "commit", "-m", "first")
    git(desk, "tag", "start")
    return desk


def test_since_a_commit_only_what_git_calls_new_or_changed_is_new(repository: Path) -> None:
    write(repository / "articles", late=DRAFT)
    (repository / "script.py").write_text("print(340_000)", encoding="utf-8")
    ran = readme.run("factcheck check --since-commit start --against articles -f concise", repository)
    assert (ran.code, ran.out) == (1, FOUND.replace("drafts/new.md", "articles/late.md"))
    assert "1 new document checked against 1 other, 0 skipped" in ran.err
    ran = readme.run("factcheck check drafts --since-commit start --against articles", repository)
    assert ran.code == 4
    assert ran.err.startswith("factcheck: no document is new or changed since start\n")


def test_from_a_folder_of_the_repository_only_what_lies_below_is_new(repository: Path) -> None:
    write(repository, top=DRAFT)
    write(repository / "drafts", new=DRAFT + "\nMore.\n")
    ran = readme.run("cd drafts && factcheck check --since-commit start --against ../articles -f concise -q", repository)
    assert (ran.code, ran.out) == (1, FOUND)


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("nowhere", '--since-commit: git knows no revision "nowhere"; check the spelling, or fetch it with its history'),
        ("--output=x", '--since-commit: "--output=x" is not a revision; write a commit, a branch or a tag such as origin/main'),
        ("", '--since-commit: "" is not a revision; write a commit, a branch or a tag such as origin/main'),
        ("$(touch x)", '--since-commit: git knows no revision "$(touch x)"; check the spelling, or fetch it with its history'),
        ("start; touch x", '--since-commit: git knows no revision "start; touch x"; check the spelling, or fetch it with its history'),
        ("start:articles", '--since-commit: git knows no revision "start:articles"; check the spelling, or fetch it with its history'),
    ],
)
def test_what_is_no_revision_is_said_in_a_sentence_and_runs_nothing(repository: Path, revision: str, sentence: str) -> None:
    ran = readme.run(f"factcheck check --since-commit='{revision}' --against articles", repository)
    assert (ran.code, ran.out, ran.err) == (2, "", f"factcheck: {sentence}\n")
    assert not (repository / "x").exists()


# -- configuration ---------------------------------------------------------------------------------------------------


def test_the_corpus_can_stand_in_the_configuration(desk: Path) -> None:
    """Its folders count from the file, and are printed from where the command runs."""
    (desk / "factcheck.toml").write_text('corpus = ["articles"]\n', encoding="utf-8")
    assert readme.run("factcheck check drafts/new.md -f concise -q", desk).out == FOUND
    ran = readme.run("cd drafts && factcheck check new.md -f csv -q", desk)
    assert "../articles/ferry.md" in ran.out
    assert str(desk) not in ran.out
    ran = readme.run("FACTCHECK_CORPUS=drafts/other.md factcheck check drafts/new.md -q", desk)
    assert ran.code == 4


def test_without_a_corpus_the_way_out_is_said(desk: Path) -> None:
    assert readme.run("factcheck check drafts/new.md", desk).err == (
        "factcheck: --against: is needed, or `corpus` in factcheck.toml, to say what the new articles are checked against; "
        "factcheck scan compares them with each other alone\n"
    )


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ('"drafts/" = ["FC101"]', False),
        ('"new.md" = ["FC"]', False),
        ('"articles/*.md" = ["FC1"]', False),
        ('"drafts/*.txt" = ["FC101"]\n"drafts/" = ["FC4"]', True),
        ('"/new.md" = ["FC101"]', True),
    ],
)
def test_a_pair_is_withheld_where_its_code_is_ignored_for_either_file(desk: Path, table: str, shown: bool) -> None:
    (desk / "factcheck.toml").write_text(f"[per-file-ignores]\n{table}\n", encoding="utf-8")
    ran = readme.run("factcheck check drafts/new.md --against articles -f concise", desk)
    assert ran.out == (FOUND if shown else "")
    assert ("1 per-file-ignores" in ran.err) != shown


def test_config_prints_what_holds_and_where_it_comes_from(desk: Path) -> None:
    (desk / "factcheck.toml").write_text(
        'corpus = ["articles"]\nuntil = 2024\n[per-file-ignores]\n"archive/" = ["fc101", "FC4"]\n', encoding="utf-8"
    )
    ran = readme.run("FACTCHECK_FAIL_ON=never factcheck config", desk)
    rows = {line.split()[0]: line.split(maxsplit=1)[1] for line in ran.out.splitlines()}
    assert " ".join(rows["corpus"].split()) == '["articles"] factcheck.toml'
    assert " ".join(rows["fail-on"].split()) == '"never" FACTCHECK_FAIL_ON'
    assert " ".join(rows["until"].split()) == '"2024" factcheck.toml'
    assert " ".join(rows["per-file-ignores"].split()) == '{"archive/": ["FC101", "FC4"]} factcheck.toml'
    assert " ".join(rows["rules"].split()) == "- default"
    assert len({line.rindex("default") for line in ran.out.splitlines() if line.endswith("default")}) == 1
    told = json.loads(readme.run("factcheck config -f json", desk).out)
    assert told["corpus"] == {"value": ["articles"], "origin": "factcheck.toml"}
    assert told["since"] == {"value": None, "origin": "default"}
    (desk / "factcheck.toml").write_text('corpsu = ["articles"]\n', encoding="utf-8")
    ran = readme.run("factcheck config", desk)
    assert (ran.code, ran.err) == (2, 'factcheck: factcheck.toml:1: unknown key "corpsu"; did you mean "corpus"?\n')


# -- Python ----------------------------------------------------------------------------------------------------------


def test_python_checks_as_the_command_line_does(repository: Path) -> None:
    report = factcheck.check("drafts/new.md", against=Path("articles"), show="all", published="2019-04")
    assert (report.new, len(report.findings), report.findings[0].claims[0].text) == ({"drafts/new.md"}, 1, "340,000")
    assert report.findings[0].relation is Relation.CONFLICT
    write(repository / "drafts", new=DRAFT + "\nMore.\n")
    assert factcheck.check(since_commit="start", against=["articles"]).new == {"drafts/new.md"}
    assert factcheck.check(since_commit="HEAD", against=["articles"], exclude=["drafts/"]).new == frozenset()
    with pytest.raises(UsageError, match="nothing to check; name the new articles"):
        factcheck.check(against="articles")
    with pytest.raises(InputError, match="there is no such file or folder"):
        factcheck.check("drafts/no.md", against="articles")


# -- planted errors --------------------------------------------------------------------------------------------------

HEAD = "---\ntitle: What Moscow and Kabul owe each other\nsource: Harbour Gazette\npublished: 2025-12-17\n---\n\n"
OPENING = "Dealers in Kabul say that business with Russia has seldom been so good.\n\n"
# each with the code of its check, the value as planted and as it ought to be, and the sentence around it
SCALE = ("FC201", "418 million tons", "418,000 tons", "Russia delivered {} of LPG to Afghanistan in the first eleven months of 2025.")
YEAR = ("FC401", "2016", "2015", "The northern supply route to Afghanistan was closed in {}.")
WEEKDAY = ("FC402", "Monday, 12 December 2025", "Friday, 12 December 2025", "The last train of the season left Orenburg on {}.")
Planted = tuple[str, str, str, str]


def article(errors: tuple[Planted, ...], *, corrected: bool) -> str:
    return HEAD + OPENING + "\n\n".join(sentence.format(right if corrected else wrong) for _, wrong, right, sentence in errors) + "\n"


PLANTED = (SCALE, YEAR, WEEKDAY)


def test_an_article_with_planted_errors_gives_exactly_these_and_none_once_they_are_corrected(tmp_path: Path) -> None:
    shutil.copytree(readme.ROOT / "corpus", tmp_path / "corpus")
    path = tmp_path / "corpus" / "new.md"
    path.write_text(article(PLANTED, corrected=False), encoding="utf-8")
    findings = factcheck.check(path, against=tmp_path / "corpus").findings
    assert sorted((finding.rule, finding.claims[0].text) for finding in findings) == [(code, wrong) for code, wrong, _, _ in PLANTED]
    path.write_text(article(PLANTED, corrected=True), encoding="utf-8")
    assert factcheck.check(path, against=tmp_path / "corpus").findings == ()


def test_what_is_wrong_among_the_known_articles_is_not_told(tmp_path: Path) -> None:
    shutil.copytree(readme.ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus" / "old.md").write_text(article((WEEKDAY,), corrected=False), encoding="utf-8")
    (tmp_path / "new.md").write_text(article(PLANTED, corrected=True), encoding="utf-8")
    assert factcheck.scan(tmp_path / "corpus").findings
    checked = factcheck.check(tmp_path / "new.md", against=tmp_path / "corpus")
    assert checked.findings == ()
    assert checked.summary.pairs_compared


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in BINARY])
def test_planted_errors_are_told_in_every_format(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(readme.ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    command = ["check", "corpus/new.md", "--against", "corpus/", "--format", name]
    path = tmp_path / "corpus" / "new.md"
    path.write_text(article(PLANTED, corrected=False), encoding="utf-8")
    assert main(command) == 1
    out = capfd.readouterr().out
    assert all(code in out and wrong in out for code, wrong, _, _ in PLANTED), out
    path.write_text(article(PLANTED, corrected=True), encoding="utf-8")
    assert main(command) == 0
    out = capfd.readouterr().out
    assert not any(right in out for _, _, right, _ in PLANTED), out
