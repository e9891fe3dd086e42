"""Compiles the coder's hot modules to machine code when a wheel is built, where a C compiler is at hand.

Without one, and with MARSAD_PURE=1, the wheel holds the same modules as plain Python. An editable install always does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Runs in a process of its own: setuptools changes the working folder and ends the process when a compiler fails.
_COMPILE = """
import os
import sys

from mypyc.build import mypycify
from setuptools import Extension, setup

level, *sources = sys.argv[1:]
options = ["--ignore-missing-imports", "--follow-imports=silent"]
modules = [source for source in sources if source.endswith(".py")]
extensions = mypycify([*options, *modules], opt_level=level, multi_file=True, group_name="marsad") if modules else []
for source in sources:
    if source.endswith(".c"):
        extensions.append(Extension(source.removesuffix(".c").replace(os.sep, "."), [source]))
if os.name == "posix":
    for extension in extensions:
        # Nobody else calls its functions: they call one another straight, not by way of the linker's tables.
        extension.extra_compile_args += ["-fvisibility=hidden", "-fno-plt"]
setup(name="marsad", ext_modules=extensions, script_args=["build_ext", "--inplace"], packages=[], py_modules=[])
"""


_SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")


def compiled(source: Path, patterns: Iterable[str], work: Path, level: str = "2") -> str:
    """Compile the modules of ``source`` that fit the patterns in a copy, ``work``; what went wrong, or nothing."""
    found = {path.relative_to(source) for pattern in patterns for path in source.glob(pattern)}
    copytree(source, work, dirs_exist_ok=True)
    command = [sys.executable, "-c", _COMPILE, level, *sorted(map(str, found))]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if not done.returncode:
        return ""
    return ((done.stderr or done.stdout).strip().splitlines() or ["no message"])[-1]


class CompilingHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    _work: Path | None = None

    def dependencies(self) -> list[str]:
        """What compiling needs besides a C compiler."""
        return [] if self._pure() else list(self.config["requires"])

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and add what came of it. A failure is told and leaves the wheel pure."""
        if self._pure() or version == "editable":
            return
        work = self._work = Path(tempfile.mkdtemp(prefix="marsad-build-"))
        fault = compiled(Path(self.root, "src"), self.config["compile"], work)
        if fault:
            self.app.display_warning(f"Marsad is built as plain Python, slower but complete: {fault}")
        else:
            built = [path for path in work.rglob(f"*{_SUFFIX}") if "build" not in path.relative_to(work).parts]
            build_data["pure_python"], build_data["infer_tag"] = False, True
            build_data["force_include"].update({str(path): str(path.relative_to(work)) for path in built})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was compiled, once it is in the wheel."""
        if self._work:
            rmtree(self._work, ignore_errors=True)

    def _pure(self) -> bool:
        return os.environ.get("MARSAD_PURE", "") not in ("", "0")
