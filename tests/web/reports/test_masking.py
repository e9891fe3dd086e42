import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from hypothesis import given
from hypothesis import strategies as st

from marsad import code
from marsad.ledger.actors.register import ActorRegister
from marsad.model import Claim, ClaimType, Mention, Report
from marsad.web.reports.masking import SIGN, Mask, Name, entries, mask_for, mask_of

ACTORS = ActorRegister.shipped()
PHRASES = [(entry, phrase) for entry in entries() for phrase in entry["matches"]]
HARMLESS = [phrase for entry in entries() for phrase in entry.get("rejects", [])]


def masked(text, claims=(), title=""):
    report = Report("r", title, text)
    return mask_of(report, claims, ACTORS)


def shown(text, claims=(), title=""):
    return masked(text, claims, title)(text).replace("\u2060", "")


def coded(text):
    return shown(text, code(Report("r", "", text)).claims)


@pytest.mark.parametrize(("entry", "phrase"), PHRASES, ids=[phrase for _, phrase in PHRASES])
def test_the_words_of_the_table_do_what_it_says(entry, phrase):
    assert (SIGN in shown(phrase)) is (entry["standing"] == "private")


@pytest.mark.parametrize("phrase", HARMLESS)
def test_phrases_without_a_name_stay(phrase):
    assert shown(phrase) == phrase


def test_a_victim_is_masked_wherever_he_is_named():
    told = coded("قتل الطفل سامر العلي برصاص قناص في حي الوعر بحمص. ودفن سامر العلي اليوم.")
    assert told == f"قتل الطفل {SIGN} برصاص قناص في حي الوعر بحمص. ودفن {SIGN} اليوم."


def test_a_target_that_the_coding_names_needs_no_word_before_it():
    text = "أعدم المسلحون سامر خليل في الساحة"
    claim = Claim(ClaimType.VIOLENCE_AGAINST_CIVILIANS, Mention("أعدم", 0, 4), targets=(Mention("سامر خليل", 14, 23),))
    assert shown(text, [claim]) == f"أعدم المسلحون {SIGN} في الساحة"


def test_a_target_in_office_is_shown():
    text = "اغتال مسلحون قائد الفوج سامر خليل في الساحة"
    claim = Claim(ClaimType.VIOLENCE_AGAINST_CIVILIANS, Mention("اغتال", 0, 5), targets=(Mention("سامر خليل", 24, 33),))
    assert shown(text, [claim]) == text


def test_a_name_behind_a_particle_is_masked():
    text = "سلم المسلحون الجثمان لأحمد خليل في الساحة"
    claim = Claim(ClaimType.AGREEMENT, Mention("سلم", 0, 3), targets=(Mention("أحمد خليل", 22, 31),))
    assert shown(text, [claim]) == f"سلم المسلحون الجثمان ل{SIGN} في الساحة"


def test_a_relative_is_named_by_him():
    text = "اعتقلت الشرطة زوجة سامر العلي في المدينة"
    claim = Claim(ClaimType.ARREST, Mention("اعتقلت", 0, 6), targets=(Mention("زوجة سامر العلي", 14, 29),))
    assert shown(text, [claim]) == f"اعتقلت الشرطة زوجة {SIGN} في المدينة"


def test_a_surname_that_is_a_calling_belongs_to_the_name():
    assert shown("اعتقال الشاب فادي نجار في حلب") == f"اعتقال الشاب {SIGN} في حلب"


def test_who_is_called_something_is_masked_unless_in_office():
    assert shown("اعتقلت الشرطة رجلا يدعى سامر خليل") == f"اعتقلت الشرطة رجلا يدعى {SIGN}"
    assert shown("مقتل القائد المدعو سامر خليل") == "مقتل القائد المدعو سامر خليل"


def test_known_leaders_are_shown():
    assert (
        coded("قتلت غارة زعيم تنظيم داعش أبو بكر البغدادي في إدلب")
        == "قتلت غارة زعيم تنظيم داعش أبو بكر البغدادي في إدلب"
    )


def test_a_brigade_named_after_a_person_is_none():
    assert SIGN not in coded("سيطرت كتيبة أبو بكر الصديق على قرية كفرنبودة")


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت قوات الشهيد عمر القاسم قصف الموقع",
        "أعلنت كتائب «الشهيد عمر القاسم» قصف الموقع",
        "انفجار في حي السيدة زينب بدمشق",
        "انفجار في السيدة زينب بدمشق",
    ],
)
def test_forces_and_places_named_after_persons_are_none(text):
    assert coded(text) == text


def test_a_name_that_the_coder_cut_short_is_masked_in_its_fields_too():
    text = "قتل الطفل سامر العلي برصاص قناص"
    claim = Claim(ClaimType.VIOLENCE_AGAINST_CIVILIANS, Mention("قتل", 0, 3), targets=(Mention("الطفل سامر", 4, 14),))
    assert masked(text, [claim])("الطفل سامر").replace("\u2060", "") == f"الطفل {SIGN}"


def test_a_single_name_is_masked_behind_its_word_alone():
    told = shown("أصيب الطفل أحمد في درعا، وقال العقيد أحمد السعود إن أحمد بخير")
    assert told == f"أصيب الطفل {SIGN} في درعا، وقال العقيد أحمد السعود إن أحمد بخير"


def test_a_name_of_the_title_is_masked_in_both():
    mask = masked("دفن سامر خليل في حمص", title="مقتل الشاب سامر خليل")
    assert SIGN in mask("دفن سامر خليل في حمص")
    assert SIGN in mask("مقتل الشاب سامر خليل")


def test_spelling_and_particles_do_not_hide_a_name():
    mask = Mask(frozenset({Name("احمد خليل")}))
    assert mask("وقالت أم أَحمد خليل").replace("\u2060", "") == f"وقالت أم {SIGN}"
    assert mask("جثمان لأحمد خليل").replace("\u2060", "") == f"جثمان ل{SIGN}"
    assert mask("أحمد الخليل") == "أحمد الخليل"


def test_a_mention_that_is_the_name_alone_is_masked():
    assert Mask(frozenset({Name("احمد", "الطفل")}))("أحمد").startswith(SIGN)


def test_masks_add_up():
    both = Mask(frozenset({Name("سامر خليل")})) | Mask(frozenset({Name("فادي نجار")}))
    assert both("سامر خليل وفادي نجار").count(SIGN) == 2


def test_without_names_a_text_is_only_made_safe():
    assert Mask()("سامر\u202eخليل") == "سامر\u2060خليل"


@given(st.text(st.sampled_from("اسمرخليل ًـ،\nﻻ"), max_size=40))
def test_offsets_hold(text):
    assert len(Mask(frozenset({Name("سامر خليل"), Name("مر", "سا")}))(text)) == len(text)


@pytest.mark.usefixtures("ledger")
def test_only_reviewers_see_names():
    report = Report("r", "", "أصيب الطفل سامر خليل")
    reader = User.objects.create(username="reader")
    reviewer = User.objects.create(username="reviewer")
    reviewer.groups.add(Group.objects.get_or_create(name="reviewer")[0])
    assert mask_for(AnonymousUser(), report, (), ACTORS).names
    assert mask_for(reader, report, (), ACTORS).names
    assert not mask_for(reviewer, report, (), ACTORS).names
