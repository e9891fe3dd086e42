import json
import re

import pytest
from typer.testing import CliRunner

from marsad.cli import runner
from marsad.cli.app import app
from marsad.model import (
    Affiliation,
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Coding,
    Control,
    Factuality,
    Mention,
    When,
)

TEXT = (
    "قصفت قوات المثال أمس بلدة سراقب وحي الورد، وقُتل 3 مدنيين وفق المرصد نقلاً عن ناشطين.\n"
    "ثم قصفت المدفعية البلدة من جديد. ولم يصب أحد، وبقي الحي بيد لواء السلام التابع للحزب."
)


def coding_of(report):
    """A coding for any text: a claim for each «قصفت» (shelled), and every field filled that ``TEXT`` can fill."""

    def mention(words, rule="role:test"):
        at = report.text.find(words)
        return (Mention(words, at, at + len(words), rule),) if at >= 0 else ()

    claims = []
    for found in re.finditer("قصفت", report.text):
        first = not claims
        when = mention("أمس") if first else ()
        toll = mention("3 مدنيين") if first else ()
        claims.append(
            Claim(
                type=ClaimType.SHELLING,
                trigger=Mention(found.group(), *found.span(), "trigger:قصف"),
                initiators=mention("قوات المثال") if first else mention("المدفعية"),
                targets=mention("مدنيين") if first else (),
                places=(*mention("بلدة سراقب"), *mention("حي الورد")) if first else (),
                when=When("أمس", when[0].start, when[0].end, "2019-12-31", "2019-12-31", "when:day") if when else None,
                sources=(*mention("المرصد"), *mention("ناشطين")) if first else (),
                factuality=Factuality.STATED,
                casualties=tuple(
                    CasualtyCount(
                        CasualtyKind.KILLED, mention("مدنيين")[0], True, 3, 3, t.text, t.start, t.end, "count"
                    )
                    for t in toll
                ),
                confidence=0.9,
                notes=("happening: verb first (+1.2)", "refused: «يصب» is denied"),
            )
        )
    held = tuple(Control(place, mention("لواء السلام"), "control:held") for place in mention("الحي"))
    belongs = tuple(Affiliation(m, mention("للحزب")[0], "affiliation:of") for m in mention("لواء السلام"))
    return Coding(report.id, tuple(claims), held, belongs)


@pytest.fixture
def coder(monkeypatch):
    """A coder whose answers are known; a text with «عطل» (fault) in it makes it fail."""

    def code(report):
        if "عطل" in report.text:
            raise ValueError("bad text")
        return coding_of(report)

    monkeypatch.setattr(runner, "coder", lambda name: code)


@pytest.fixture
def run():
    """Run the command line with arguments, and with ``stdin`` as its input."""

    def invoke(*arguments, stdin=None):
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, prog_name="marsad")

    return invoke


@pytest.fixture
def reports(tmp_path):
    """A JSONL file of three reports, the second without a claim."""
    path = tmp_path / "reports.jsonl"
    texts = {"a": TEXT, "b": "عقد المجلس اجتماعاً في المدينة ظهر أمس لبحث شؤون المياه.", "c": TEXT}
    lines = [json.dumps({"id": name, "text": text, "published": "2020-01-01"}) for name, text in texts.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def one(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
