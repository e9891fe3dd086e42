"""Every word of the pages has its Arabic, in all six forms where something is counted."""

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import marsad.web

WEB = Path(marsad.web.__file__).parent
APPS = ("browse", "charts", "maps", "reports", "review", "search", "site")
FILES = sorted(
    path
    for app in APPS
    for pattern in ("*.py", "*.html")
    for path in (WEB / app).rglob(pattern)
    if "migrations" not in path.parts
)
_CONTEXT = {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy")) | {"ngettext": (1, 2), "ngettext_lazy": (1, 2)} | _CONTEXT


@pytest.fixture(scope="module")
def arabic():
    found = {}
    for path in WEB.glob("*/locale/ar/LC_MESSAGES/django.po"):
        for one in read_po(io.BytesIO(path.read_bytes())):
            found[one.context, one.id[0] if isinstance(one.id, tuple) else one.id] = one
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_words_are_translated_in_all_their_forms(path, arabic):
    text = path.read_text("utf-8")
    source = "\n".join(line.strip() for line in templatize(text).splitlines()) if path.suffix == ".html" else text
    for _, message, _, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        several = isinstance(message, tuple)
        found = arabic[context, message[0] if several else message]
        forms = found.string if several else (found.string,)
        assert len(forms) == (6 if several else 1), message
        assert all(forms), message
