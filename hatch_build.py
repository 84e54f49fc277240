"""The wheel with its hot modules compiled by mypyc, for those who ask for it: the build hook of `HATCH_BUILD_HOOK_ENABLE_CUSTOM=true`.

Nothing is written into the checkout, so that what runs from there stays what its files say.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SETUP = """
from mypyc.build import mypycify
from setuptools import setup

setup(name="factcheck", ext_modules=mypycify({arguments!r}, opt_level="3", debug_level="0", group_name="factcheck._compiled"))
"""


class CompiledWheel(BuildHookInterface[Any]):
    """Compiles the modules that `modules` of its configuration names, each a path or a pattern below the packages' folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the extension modules beside the modules that they stand for; raises where mypyc or the compiler fails."""
        self._work = Path(mkdtemp())
        package = Path(self.root) / "src" / "factcheck"
        shutil.copytree(package, self._work / "factcheck", ignore=shutil.ignore_patterns("__pycache__"))
        modules = sorted({str(path.relative_to(self._work)) for pattern in self.config["modules"] for path in self._work.glob(pattern)})
        # types were checked before, where all libraries are; a build has none, and is to be the same where some happen to be
        alone = ["--no-site-packages", "--ignore-missing-imports", "--follow-imports=silent"]
        arguments = [*alone, "--config-file=", *modules]
        (self._work / "setup.py").write_text(_SETUP.format(arguments=arguments), encoding="utf-8")
        command = [sys.executable, "setup.py", "--quiet", "build_ext", "--build-lib", "built"]
        environ = {**os.environ, "MYPYPATH": "."}
        built = subprocess.run(  # noqa: S603  # it runs this Python
            command, cwd=self._work, env=environ, capture_output=True, encoding="utf-8", check=False
        )
        if built.returncode:
            shutil.rmtree(self._work)
            raise RuntimeError(f"mypyc could not compile factcheck; build without the hook, or see to this:\n{built.stdout}{built.stderr}")
        for path in (self._work / "built").rglob("*.*"):
            build_data["force_include"][str(path)] = str(path.relative_to(self._work / "built"))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was compiled."""
        shutil.rmtree(self._work)
