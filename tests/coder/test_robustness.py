"""Any text is coded, the same each time, and what is coded stands in the text."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.linear import Models
from marsad.coder.pipeline import code
from marsad.learn.store import write
from marsad.model import Coding, Mention, Report

# What these run is covered by the tests of each module; watched line by line they take twice as long.
pytestmark = pytest.mark.no_cover
ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "reports.jsonl.gz"
MOST = 60  # reports of the corpus that are coded

# Words the coder knows, and characters that trip readers of text: direction marks, joiners, lone surrogates, controls.
WORDS = re.findall(
    r"\S+",
    """
    قصفت قصف القصف غارة غارات قتل مقتل ثلاثة 3 مدنيين جنود قوات النظام الجيش تنظيم داعش في على من بين
    جهة أخرى وبين بلدة مدينة حلب سراقب ريف أمس اليوم الأحد قال إن نقلاً عن المرصد السوري ، . :
    « » ( ) و أو ثم الذي التي لم لا قد س ارتفع عدد القتلى إلى بينهم أطفال واعتقلت
    هدنة انسحبت سيطرت على بالإضافة 12/5/2016 عشرات 24 ساعة أسر التابع
    """,
)
ODD = [
    "\u202e",
    "\u2067",
    "\u200f",
    "\u200d",
    "\ud800",
    "\udfff",
    "\x00",
    "\x1b",
    "\u2028",
    "\r",
    "ـ",
    "ًّ",
    "\U0001f600",
    "ﷺ",
]
PROSE = st.lists(st.sampled_from(WORDS + ODD + ["\n"]), max_size=60).map(" ".join)
TEXTS = st.one_of(
    PROSE,
    st.text(max_size=200),
    st.text(st.characters(categories=["Lo", "Mn", "Cf", "Cs", "Cc", "Nd", "Po", "Zs"]), max_size=200),
)
DATES = st.one_of(
    st.none(), st.dates().map(str), st.sampled_from(["", "2020-13-01", "gestern", "0001-01-01", "9999-12-31"])
)


def spans(coding: Coding) -> Iterator[tuple[str, int, int]]:
    """Every stretch of text that a coding names."""
    mentions: list[Mention | None] = []
    for claim in coding.claims:
        mentions += [claim.trigger, *claim.initiators, *claim.targets, *claim.places, *claim.sources, *claim.retellings]
        if claim.when:
            yield claim.when.text, claim.when.start, claim.when.end
        for count in claim.casualties:
            yield count.text, count.start, count.end
            mentions.append(count.group)
    for control in coding.control:
        mentions += [control.place, *control.holders]
    for affiliation in coding.affiliations:
        mentions += [affiliation.member, affiliation.group]
    yield from ((m.text, m.start, m.end) for m in mentions if m)


def check(text: str, models: Models, published: str | None = "2020-01-02") -> Coding:
    coding = code(Report("r", text[:30], text, published), models)
    for words, start, end in spans(coding):
        assert text[start:end] == words, (words, start, end)
        assert words.strip()
    for claim in coding.claims:
        assert 0.0 <= claim.confidence <= 1.0
    return coding


@settings(max_examples=250)
@given(TEXTS, DATES)
def test_any_text_is_coded(small_models: Models, text: str, published: str | None) -> None:
    check(text, small_models, published)


@pytest.mark.parametrize(
    "text",
    ["ق" * 30_000, "وال" * 5_000, "ـ" * 20_000, "ً" * 20_000, "«" * 3_000, "(" * 3_000, "و" * 20_000, "\n" * 20_000],
    ids=["letter", "clitics", "tatweel", "marks", "quotes", "brackets", "and", "breaks"],
)
def test_huge_words_and_heaps_of_signs_are_coded(small_models: Models, text: str) -> None:
    check(f"قصفت القوات {text} بلدة سراقب.", small_models)


@pytest.mark.parametrize("words", ["قصفت قوات النظام بلدة سراقب ", "بين حلب وبين ", "قال إن ", "3 قتلى و"])
def test_a_sentence_without_an_end_is_coded(small_models: Models, words: str) -> None:
    check(words * 400, small_models)


def mutations(text: str, dice: random.Random) -> Iterator[str]:
    """A report cut, doubled, shuffled and strewn with noise."""
    words, sentences = text.split(" "), text.split(".")
    cut = sorted(dice.sample(range(len(text)), 2))
    yield text[cut[0] : cut[1]]
    yield text[: cut[0]] + text[cut[1] :]
    yield text + text
    yield " ".join(dice.sample(words, len(words)))
    yield ".".join(dice.sample(sentences, len(sentences)))
    yield " ".join(word + dice.choice(["", "", "", dice.choice(ODD)]) for word in words)
    yield " ".join(word for word in words if dice.random() > 0.2)
    yield "".join(character for character in text if dice.random() > 0.05)
    yield text.replace(" ", "")
    yield text[::-1]


def test_mutated_samples_are_coded(small_models: Models, sample_reports: list[Report]) -> None:
    dice, claims = random.Random(7), 0
    for report in sample_reports:
        for text in mutations(report.text, dice):
            claims += len(check(text, small_models, report.published).claims)
    assert claims > 500


@pytest.mark.skipif(not CORPUS.exists(), reason="there is no corpus of reports beside the repository")
def test_reports_of_the_corpus_are_coded(small_models: Models) -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        every = [json.loads(line) for line in lines]
    for value in random.Random(3).sample(every, min(MOST, len(every))):
        check(value["text"], small_models, value.get("published"))


def test_the_same_report_gives_the_same_coding(small_models: Models, sample_reports: list[Report]) -> None:
    for report in sample_reports[:8]:
        assert code(report, small_models).to_dict() == code(report, small_models).to_dict()


CODE_ALL = """
import json, sys
from pathlib import Path
from marsad.coder.models import read
from marsad.coder.pipeline import code
from marsad.model import Report
models = read(Path(sys.argv[1]))
for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
    print(json.dumps(code(Report(**json.loads(line)), models).to_dict()))
"""


def test_a_fresh_process_with_another_hash_seed_gives_the_same(small_models: Models, tmp_path: Path) -> None:
    write(small_models, tmp_path)
    command = [sys.executable, "-c", CODE_ALL, str(tmp_path), str(ROOT / "samples" / "reports.jsonl")]
    outputs = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") > 10
