"""Every word of the pages Today and Incident has its Arabic, in all its forms."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from marsad.web import browse, site

HERE = Path(browse.__file__).parent
TEMPLATES = [
    path
    for path in sorted((HERE / "templates" / "browse").glob("*.html"))
    if path.name.startswith(("today", "incident", "card", "filters"))
]
MODULES = (
    "cards",
    "disputes",
    "feeds",
    "headlines",
    "incident",
    "losses",
    "naming",
    "past",
    "periods",
    "rail",
    "tellings",
    "ties",
)


@pytest.fixture(scope="module")
def arabic():
    """What the frame and the pages have in Arabic."""
    found = {}
    for app in (site, browse):
        with (Path(app.__file__).parent / "locale/ar/LC_MESSAGES/django.po").open("rb") as stream:
            for message in read_po(stream):
                key = message.id[0] if isinstance(message.id, tuple) else message.id
                found[key] = message.string
    return found


def words(path):
    """The msgids of a template or a module."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return set(re.findall(r'\b(?:_|gettext_lazy)\(\s*"((?:[^"\\]|\\.)*)"', text))
    found = {match[2] for match in re.finditer(r"""\{% translate (["'])(.*?)\1""", text)}
    for body in re.findall(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", text, re.S):
        found.add(re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", body.split("{% plural %}")[0]))
    return found


@pytest.mark.parametrize("path", [*TEMPLATES, *(HERE / f"{name}.py" for name in MODULES)], ids=lambda path: path.name)
def test_every_word_has_its_arabic(arabic, path):
    for msgid in words(path):
        forms = arabic.get(msgid)
        assert forms, msgid
        assert all(forms if isinstance(forms, tuple) else (forms,)), msgid


def test_counted_words_have_six_forms(arabic):
    assert all(len(forms) == 6 for forms in arabic.values() if isinstance(forms, tuple))


def test_words_with_places_to_fill_have_the_same_in_arabic(arabic):
    for msgid, forms in arabic.items():
        for form in forms if isinstance(forms, tuple) else (forms,):
            assert set(re.findall(r"%\(\w+\)s|\{\w+\}", form)) <= set(re.findall(r"%\(\w+\)s|\{\w+\}", msgid)), msgid
