"""The reference tells of every setting that there is, and of none besides."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "marsad"
SETTINGS = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
# Names that other apps look up in Django's settings; the environment does not set them.
OWN = {"MARSAD_FOLLOWS"}


def read():
    """Names of the environment in the source: each is written out where it is read."""
    told = "\n".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))
    return set(re.findall(r'"(MARSAD_[A-Z_]+)"', told)) - OWN


def test_every_setting_is_documented_and_no_other():
    assert set(re.findall(r"`(MARSAD_[A-Z_]+)`", SETTINGS)) == read()


def test_each_setting_has_one_row():
    rows = re.findall(r"^\| (`MARSAD.*?) \|", SETTINGS, re.MULTILINE)
    names = re.findall(r"`(MARSAD_[A-Z_]+)`", " ".join(rows))
    assert sorted(names) == sorted(read())
