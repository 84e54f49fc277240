"""The README's examples: what they print is put there by this script and compared with it in tests/test_docs.py.

    python tests/readme.py           writes what has changed

Between `<!-- output: COMMAND -->` and `<!-- end of output -->` stands what a command prints, in a folder that holds a copy
of `corpus/`, every TOML block of the README that begins with `# folder/file.toml`, and every Markdown block below a line
`<!-- folder/file.md -->`. It is a git repository in which only the corpus is committed, as the branch `origin/main` has it.
`output, 20 lines:` cuts what is longer.
`{id of WORDS}` in a command is the id of the finding in the corpus that has such a value. In a block of Python, the lines
below a `>>>` are what Python prints there.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"

COLUMNS = "110"
CUT = "[...]"

_PERSON = ("-c", "user.name=A. Reader", "-c", "user.email=reader@example.org")
_OUTPUT = re.compile(
    r"(?P<opening><!-- output(?:, (?P<lines>\d+) lines)?: (?P<command>.+?) -->\n)"
    r".*?"
    r"(?P<closing><!-- end of output -->)",
    re.DOTALL,
)
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_IDENTITY = re.compile(r"\{id of ([^}]+)\}")
_FILE = re.compile(r"# (?P<toml>\w+/\w+\.toml)\n|<!-- (?P<markdown>\w+/\w+\.md) -->\n")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


def blocks(text: str, *languages: str) -> Iterator[str]:
    """The fenced blocks in one of the languages."""
    return (block["body"] for block in _BLOCK.finditer(text) if block["language"] in languages)


@contextlib.contextmanager
def workplace(text: str) -> Iterator[Path]:
    """A folder as the README's reader has it: the corpus, and the files that the README shows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "corpus", folder / "corpus")
        for body in blocks(text, "toml", "markdown"):
            if shown := _FILE.match(body):
                file = folder / (shown["toml"] or shown["markdown"])
                file.parent.mkdir(exist_ok=True)
                file.write_text(body if shown["toml"] else body[shown.end() :], encoding="utf-8")
        for command in ("init -q", "add corpus", "commit -q -m corpus", "update-ref refs/remotes/origin/main HEAD"):
            subprocess.run(["git", *_PERSON, *command.split()], cwd=folder, check=True)
        yield folder


def run(command: str, folder: Path) -> Ran:
    """Runs a line of shell in which `factcheck` is that of this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "FORCE_COLOR", "NO_COLOR"))}
    environ = {**kept, "COLUMNS": COLUMNS, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    function = f'factcheck() {{ {shlex.quote(sys.executable)} -m factcheck "$@"; }}\n'
    shell = ["bash", "-c", function + command]
    done = subprocess.run(shell, capture_output=True, cwd=folder, env=environ, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)
    return Ran(done.stdout, done.stderr, done.returncode)


def regenerated(text: str) -> str:
    """The README with everything in it that a command or Python prints, as it is printed now."""
    with workplace(text) as folder:

        @cache
        def identity(words: str) -> str:
            printed = run("factcheck scan corpus/ --format jsonl", folder).out.splitlines()
            found = [json.loads(line) for line in printed]
            return next((str(finding["id"]) for finding in found if any(words in claim["text"] for claim in finding["claims"])), "none")

        def output(block: re.Match[str]) -> str:
            command = _IDENTITY.sub(lambda found: identity(found[1]), block["command"])
            ran = run(command, folder)
            printed = _cut(ran.out + ran.err, int(block["lines"]) if block["lines"] else None)
            code = f"$ echo $?\n{ran.code}\n" if ran.code else ""
            return f"{block['opening']}```console\n$ {command}\n{printed}{code}```\n{block['closing']}"

        written = _OUTPUT.sub(output, text)
        with contextlib.chdir(folder):
            return _BLOCK.sub(lambda block: _python(block) if block["language"] == "python" else block[0], written)


def _cut(printed: str, size: int | None) -> str:
    """The first lines, with a sign where there are more."""
    lines = printed.splitlines(keepends=True)
    return printed if size is None or len(lines) <= size else f"{''.join(lines[:size]).rstrip()}\n{CUT}\n"


def _python(block: re.Match[str]) -> str:
    """A block of Python with what it prints."""
    names: dict[str, object] = {}
    lines: list[str] = []
    for part in doctest.DocTestParser().parse(block["body"]):
        if isinstance(part, str):
            lines.append(part)
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(part.source, "README.md", "single"), names)
        prompts = "".join(f"{'...' if number else '>>>'} {line}".rstrip() + "\n" for number, line in enumerate(part.source.splitlines()))
        lines.append(prompts + printed.getvalue())
    return f"```python\n{''.join(lines)}```"


def main() -> None:
    """Writes the README anew where it has changed."""
    text = README.read_text(encoding="utf-8")
    written = regenerated(text)
    if written == text:
        print("README.md is up to date.")  # noqa: T201  # a script's answer
    else:
        README.write_text(written, encoding="utf-8")
        print("README.md is written anew.")  # noqa: T201  # a script's answer


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    main()
