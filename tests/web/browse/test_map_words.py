"""Every word of the map and of the numbers has its Arabic."""

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import marsad.web

WEB = Path(marsad.web.__file__).parent
BROWSE = WEB / "browse"
MODULES = ("figures", "map", "mapcontrol", "mapdata", "mapdrawing", "maplabels", "series", "spans", "timeline")
FILES = [
    *(path for name in ("map", "timeline") for path in sorted(BROWSE.glob(f"templates/browse/{name}*.html"))),
    *(BROWSE / f"{name}.py" for name in MODULES),
]
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy")) | {"ngettext": (1, 2)}


@pytest.fixture(scope="module")
def arabic():
    catalogs = (read_po(io.BytesIO(path.read_bytes())) for path in WEB.glob("*/locale/ar/LC_MESSAGES/django.po"))
    return {one.id[0] if isinstance(one.id, tuple) else one.id: one for found in catalogs for one in found if one.id}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_words_are_translated_in_all_their_forms(path, arabic):
    text = path.read_text("utf-8")
    source = templatize(text) if path.suffix == ".html" else text
    for _, message, _, _ in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        several = isinstance(message, tuple)
        found = arabic[message[0] if several else message]
        forms = found.string if several else (found.string,)
        assert len(forms) == (6 if several else 1), message
        assert all(forms), message
