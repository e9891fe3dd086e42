"""The docs are true: each command shown runs, each option is documented, each link leads somewhere."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

import pytest
from typer.main import get_command

from marsad.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
REFERENCE = ROOT / "docs" / "reference" / "command-line.md"


def leaves(group, before=""):
    """Every command by the words that call it, groups and the commands in them alike."""
    for name, command in group.commands.items():
        yield before + name, command
        if hasattr(command, "commands"):
            yield from leaves(command, f"{before}{name} ")


COMMANDS = dict(leaves(get_command(app)))


def blocks(page, kind):
    for indent, language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == kind:
            yield textwrap.dedent(body) if indent else body


def commands(page):
    """Each shell command of a page; lines that begin with ``>`` carry the one before on."""
    for block in blocks(page, "console"):
        yield from re.findall(r"^\$ (.*(?:\n> .*)*)", block, re.MULTILINE)


def shown(kind):
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in PAGES if list(blocks(page, kind))]


@pytest.fixture
def clone(tmp_path):
    """A folder in which a command finds what it would find in a clone."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / "src").symlink_to(ROOT / "src")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    return tmp_path


@pytest.fixture(scope="session")
def started(tmp_path_factory):
    """What commands left behind that a page begins with, in folders by the command: several pages begin alike."""
    return defaultdict(lambda: tmp_path_factory.mktemp("started"))


def run(script, clone, left=None):
    """Run a command in ``clone``; with ``left``, a folder, only if that does not hold yet what it leaves behind."""
    kept = left and any(left.iterdir())
    if kept:
        shutil.copytree(left, clone, symlinks=True, dirs_exist_ok=True)
        return
    done = subprocess.run(["bash", "-c", script], cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{script}\n{done.stderr}"
    if left:
        shutil.copytree(clone, left, symlinks=True, dirs_exist_ok=True, ignore=lambda *_: {"samples", "src", ".venv"})


@pytest.mark.parametrize("page", shown("console"))
def test_every_command_shown_runs(page, clone, started):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    fresh = True  # the folder, in which nothing was left behind yet
    for command in commands(page):
        if command.startswith("make "):
            assert command.split()[1] in targets, command
            continue
        script = command.replace("\n> ", "\n")
        run(script, clone, started[script] if fresh and "sqlite:///ledger.sqlite3" in script else None)
        fresh = False


@pytest.mark.parametrize("page", shown("python"))
def test_every_python_example_runs(page, clone):
    for block in blocks(page, "python"):
        done = subprocess.run([sys.executable, "-c", block], cwd=clone, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name):
    sections = re.split(r"^## ", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    section = next((text for text in sections if text.startswith(f"marsad {name}")), None)
    assert section, f"docs/reference/command-line.md has no section on marsad {name}"
    options = {o for p in COMMANDS[name].params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")} | {
        "--help"
    }
    rows = "".join(re.findall(r"^\| `--.*? \|", section, re.MULTILINE))
    assert options == set(re.findall(r"(?<=`)--[a-z-]+", rows))


@pytest.mark.parametrize("page", [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in PAGES])
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_every_page_can_be_reached():
    linked = {
        os.path.normpath(page.parent / target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    }
    assert {str(page) for page in PAGES} - linked == {str(ROOT / "README.md")}
