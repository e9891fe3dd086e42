"""Which mentions stand in one list, and what only says more of a member."""

from __future__ import annotations

import pytest

from marsad.coder.document import Document
from marsad.coder.mentions import find_mentions
from marsad.model import Report


def lists(text: str, kind: str = "place") -> list[list[str]]:
    """The lists of two and more members, in text order."""
    groups: dict[int, list[str]] = {}
    for phrase in find_mentions(Document(Report("r", "", text))):
        if phrase.kind == kind:
            groups.setdefault(phrase.group, []).append(phrase.core.text)
    return [members for members in groups.values() if len(members) > 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت الطائرات سراقب وبنش وتفتناز", [["سراقب", "بنش", "تفتناز"]]),
        ("قصف استهدف سراقب شرقي إدلب، وبلدة خان العسل غربي حلب", [["سراقب", "بلدة خان العسل"]]),
        ("قصف استهدف أورم الكبرى غربي حلب، إضافة لمحور سراقب", [["أورم الكبرى", "محور سراقب"]]),
        ("غارات على عين العرب (كوباني) والرقة", [["عين العرب", "الرقة"]]),
        ("غارات في مدينة الحوطة في محافظة لحج، فضلا عن تعز", [["مدينة الحوطة", "تعز"]]),
        ("قصف على بلدة تفتناز ومناطق أخرى في بلدة سراقب", [["بلدة تفتناز", "بلدة سراقب"]]),
        ("قصفت بلدة كنسبا بالهاون وبلدة سلمى", [["بلدة كنسبا", "بلدة سلمى"]]),
        (
            "غارات على قرية كفر داعل التي يسيطر عليها الثوار في ريف حلب الغربي، وعلى قرية الإمام",
            [["قرية كفر داعل", "قرية الإمام"]],
        ),
        ("قصف قواعد في العراق وسوريا", [["العراق", "سوريا"]]),
        ("هجوم على حاجز بين مدينة الصنمين وبلدة القنية", [["مدينة الصنمين", "بلدة القنية"]]),
        ("قصف قرية كفر داعل بريف حلب", []),
        ("قصف سراقب. واعتقالات في بنش", []),
    ],
)
def test_lists_of_places(text: str, expected: list[list[str]]) -> None:
    assert lists(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "شنت الولايات المتحدة وحلفاؤها غارات، وقصفت قوات النظام وحزب الله البلدة",
            [["الولايات المتحدة", "حلفاؤها"], ["قوات النظام", "حزب الله"]],
        ),
        ("حاصرت الفرقة الرابعة التابعة لقوات الحرس الجمهوري وحزب الله المدينة", [["الفرقة الرابعة", "حزب الله"]]),
        ("هاجمت قوات النظام مدعومة بقوات الدفاع الوطني القرية", [["قوات النظام", "قوات الدفاع الوطني"]]),
        ("اشتبك الجيش العراقي مع تنظيم داعش", []),
    ],
)
def test_lists_of_actors(text: str, expected: list[list[str]]) -> None:
    assert lists(text, "actor") == expected
