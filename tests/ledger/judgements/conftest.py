import pytest

from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Coding, Mention, Report, When

TEXT = (
    "قصفت قوات النظام مدينة سراقب بريف إدلب صباح الأحد، ما أدى إلى مقتل خمسة مدنيين.\n"
    "وأضاف المرصد أن طائرات حربية شنت غارات على بلدة حاس، فيما اندلعت اشتباكات قرب خلصة.\n"
    "وفي سياق متصل قصفت الفصائل بلدة الفوعة بقذائف الهاون."
)


class Teller:
    """Makes claims of a text by the words that tell them."""

    def __init__(self, text):
        self.text = text

    def mention(self, words, nth=0):
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return Mention(words, at, at + len(words))

    def claim(self, kind, trigger, nth=0, **fields):
        made = {}
        for name in ("initiators", "targets", "places", "sources", "retellings"):
            if name in fields:
                made[name] = tuple(self.mention(words) for words in fields[name])
        if "when" in fields:
            words = self.mention(fields["when"])
            made["when"] = When(words.text, words.start, words.end, "2016-06-12", "2016-06-12")
        if "killed" in fields:
            words = self.mention(fields["killed"])
            made["casualties"] = (
                CasualtyCount(CasualtyKind.KILLED, None, True, 5, 5, words.text, words.start, words.end),
            )
        return Claim(ClaimType(kind), self.mention(trigger, nth), **made, confidence=0.8)


@pytest.fixture
def teller():
    return Teller(TEXT)


@pytest.fixture
def teller_of():
    """Gives a teller of any text."""
    return Teller


@pytest.fixture
def report():
    return Report("r1", "", TEXT, "2016-06-13", "شبكة الشام")


@pytest.fixture
def coding(teller):
    return Coding(
        "r1",
        (
            teller.claim(
                "shelling",
                "قصفت",
                initiators=["قوات النظام"],
                places=["مدينة سراقب"],
                when="صباح الأحد",
                killed="خمسة مدنيين",
            ),
            teller.claim("air_strike", "غارات", initiators=["طائرات حربية"], places=["بلدة حاس"], sources=["المرصد"]),
            teller.claim("armed_clash", "اشتباكات", places=["خلصة"]),
            teller.claim("shelling", "قصفت", 1, initiators=["الفصائل"], places=["بلدة الفوعة"]),
        ),
    )
