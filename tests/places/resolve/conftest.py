"""A small gazetteer of invented and real names with namesakes, and a way to mark mentions in a text."""

import re

import pytest

from marsad.model import Place, PlaceName
from marsad.places.gazetteer import Gazetteer
from marsad.places.resolve import PlaceMention, locate

# id, name, cls, parent, lat, lon, radius, population
ROWS = """
SY|سوريا|country||35.0|38.5|240|0
IQ|العراق|country||33.1|43.7|370|0
YE|اليمن|country||15.6|47.6|380|0
SY-HL|حلب|governorate|SY|36.25|37.5|75|0
SY-ID|إدلب|governorate|SY|35.8|36.7|45|0
SY-DI|دمشق|governorate|SY|33.51|36.29|8|0
SY-RA|الرقة|governorate|SY|35.95|38.95|80|0
IQ-NI|نينوى|governorate|IQ|36.05|42.35|110|0
sy-aleppo|حلب|city|SY-HL|36.2|37.16|9|2000000
sy-idlib|إدلب|city|SY-ID|35.93|36.63|3|160000
sy-damascus|دمشق|city|SY-DI|33.51|36.29|10|1500000
sy-homs|حمص|city|SY|34.72|36.72|7|700000
sy-raqqa|الرقة|city|SY-RA|35.95|39.01|6|180000
iq-mosul|الموصل|city|IQ-NI|36.34|43.14|10|1700000
sy-saraqib|سراقب|town|SY-ID|35.86|36.8|1.5|30000
sy-ariha|أريحا|town|SY-ID|35.81|36.61|1.5|39000
sy-zahra-nubl|الزهراء|town|SY-HL|36.36|37.01|2|0
sy-nubl|نبل|town|SY-HL|36.38|36.99|2|25000
sy-hadath-id|الحدث|village|SY-ID|35.7|36.6|1|0
sy-hadath-hl|الحدث|village|SY-HL|36.5|37.3|1|0
sy-hadath-ra|الحدث|village|SY-RA|36.2|39.1|1|0
iq-zahra|الزهراء|village|IQ-NI|36.2|43.0|1|0
sy-jobar|جوبر|neighbourhood|SY-DI|33.53|36.33|1.3|0
sy-jobar-homs|جوبر|village|SY|34.69|36.66|1|0
sy-menagh|منغ|village|SY-HL|36.52|37.04|1|0
sy-bala|بالا|village|SY-DI|33.49|36.42|1|0
sy-bala-hl|بالا|village|SY-HL|36.19|36.9|1|0
sy-ain|عين الشمس|village|SY-RA|35.8|38.8|1|0
sy-rif-hl-n|ريف حلب الشمالي|region|SY-HL|36.45|37.1|30|0
ye-district|مديرية رازح|district|YE|16.93|43.25|15|0
"""


def place(row):
    id_, name, cls, parent, lat, lon, radius, people = row.split("|")
    names = (PlaceName(name, "arab", "main"),)
    country = id_[:2].upper()
    return Place(
        id_, names, cls, parent or None, float(lat), float(lon), float(radius), int(people), "own", "own", country
    )


@pytest.fixture(scope="session")
def gazetteer():
    return Gazetteer.of([place(r) for r in ROWS.strip().splitlines()])


@pytest.fixture
def resolved(gazetteer):
    """What is known of the mentions written in [brackets] in a text, by their words; ``{class}`` may stand behind."""

    def run(marked, hint=None):
        text, mentions = "", []
        for part in re.split(r"(\[[^\]]*\](?:\{\w+\})?)", marked):
            found = re.fullmatch(r"\[([^\]]*)\](?:\{(\w+)\})?", part)
            if found:
                start, cls = len(text), found[2] or ""
                sentence, paragraph = text.count(". ") + text.count("\n"), text.count("\n")
                mentions.append(PlaceMention(found[1], start, start + len(found[1]), cls, "", sentence, paragraph))
            text += found[1] if found else part
        return {m.text: located for m, located in zip(mentions, locate(mentions, text, gazetteer, hint), strict=True)}

    return run
