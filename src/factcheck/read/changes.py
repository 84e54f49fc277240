"""Which files git says are new or changed since a revision, committed or not."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from factcheck.errors import InputError, UsageError

OPTION = "--since-commit"
# nothing that a repository's own configuration names is run, and its index is left as it is
_COMMAND = ("git", "-c", "core.fsmonitor=false", "--no-optional-locks")


def changed(revision: str, folder: Path) -> frozenset[str]:
    """The real paths of the files that differ from where this line of work left `revision`, and of untracked ones.

    That is the last commit that both have in common, so that what others have changed since is not taken for new. A renamed
    file counts under its new name; deleted and ignored files are left out.

    Raises:
        UsageError: no such revision.
        InputError: not a repository, or git cannot be run.
    """
    if not revision.strip() or revision.startswith("-") or "\0" in revision:
        raise UsageError(OPTION, f'"{revision}" is not a revision; write a commit, a branch or a tag such as origin/main')
    root = _root(folder)
    commit = _commit(revision, root)
    base = _asked(root, "merge-base", commit, "HEAD") or commit  # a shallow copy may not reach back to the common commit
    differing = _names(root, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--ignore-submodules", base, "--")
    untracked = _names(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(os.path.realpath(os.path.join(root, name)) for name in (*differing, *untracked))


def _root(folder: Path) -> str:
    """The top folder of the repository's files."""
    done = _git(str(folder), "rev-parse", "--show-toplevel")
    if done.returncode:
        said = os.fsdecode(done.stderr).strip()
        if "not a git repository" not in said:
            raise InputError(OPTION, f"git cannot read the repository: {_first_line(said)}")
        raise InputError(OPTION, "this is not a folder of a git repository; run it inside one, or name the new files")
    return os.fsdecode(done.stdout.removesuffix(b"\n"))


def _commit(revision: str, root: str) -> str:
    found = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not found:
        raise UsageError(OPTION, f'git knows no revision "{revision}"; check the spelling, or fetch it with its history')
    return found


def _asked(root: str, *arguments: str) -> str:
    """The one word that git answers with; empty where it has no answer."""
    done = _git(root, *arguments)
    return "" if done.returncode else os.fsdecode(done.stdout).strip()


def _names(root: str, *arguments: str) -> tuple[str, ...]:
    done = _git(root, *arguments)
    if done.returncode:
        raise InputError(OPTION, f"git cannot tell what has changed: {_first_line(os.fsdecode(done.stderr))}")
    return tuple(os.fsdecode(name) for name in done.stdout.split(b"\0") if name)


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "LC_ALL": "C"}
    try:
        # no shell, a fixed program, and every word from outside is a single argument that cannot be an option
        return subprocess.run([*_COMMAND, *arguments], cwd=folder, env=environ, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise InputError(OPTION, f"git cannot be run ({error.strerror}); install it, or name the new files") from None


def _first_line(said: str) -> str:
    return said.strip().partition("\n")[0]
