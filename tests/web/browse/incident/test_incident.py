import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from marsad.ledger.judgements.desk import Desk
from marsad.ledger.store import Query
from marsad.model import Factuality
from marsad.model.judgement import Field, Judgement, Undo


def text_of(response):
    """What a reader reads."""
    return words(response.content.decode())


def words(markup):
    """The words of a piece of markup, parted as elements part them."""
    return re.sub(r"\s+", " ", strip_tags(markup.replace("<", " <")))


def section(response, name):
    """One section of the page, as its heading names it."""
    whole = response.content.decode()
    return re.search(rf'<h2 id="{name}-title">.*?(?=<h2|<footer)', whole, re.S)[0]


@pytest.fixture
def page(client, strike):
    return client.get(f"/incident/{strike.id}/")


def test_the_headline_says_it_in_words(page):
    assert "<h1>قصف على <bdi>سراقب</bdi>، <bdi>إدلب</bdi> — " in page.content.decode()


def test_in_english(client, strike):
    assert "Shelling of <bdi>Saraqib</bdi>" in client.get(f"/en/incident/{strike.id}/").content.decode()


def test_the_id_of_another_claim_leads_to_the_incident(client, strike):
    response = client.get(f"/en/incident/{strike.claims[1]}/")
    assert response.status_code == 302
    assert response["Location"] == f"/en/incident/{strike.id}/#claim-{strike.claims[1]}"


@pytest.mark.parametrize("key", ["0" * 20, "x", "a" * 300])
def test_what_is_no_incident(client, key):
    assert client.get(f"/incident/{key}/").status_code == 404


def test_each_source_has_its_claims(page):
    voices = section(page, "voices")
    assert voices.index("الخوذ البيضاء") < voices.index("المرصد السوري")
    assert voices.count('class="card telling"') == 2


def test_a_source_of_which_no_kind_is_known_says_so(client, tell):
    told = tell("قال مصدر في شبكة الواحة إن قوات النظام قصفت سراقب.", "قصفت", at=["سراقب"], source=["شبكة الواحة"])
    voices = section(client.get(f"/en/incident/{tell.incident(told).id}/"), "voices")
    assert "what kind of source is unknown" in voices


def test_the_sentence_has_its_evidence_marked(page):
    assert '<mark class="trigger strong">قصفت</mark>' in page.content.decode()
    assert '<mark class="casualties strong">ثلاثة أشخاص</mark>' in page.content.decode()


def test_a_claim_leads_to_its_report_with_the_claim_chosen(page, strike):
    assert f"/report/told-1/?claim={strike.claims[0]}#claim-{strike.claims[0]}" in page.content.decode()


def test_a_chain_of_sources_is_told_from_the_outlet_inwards(client, tell):
    report = tell(
        "نقلت وكالة رويترز عن ناشطين أن قوات النظام قصفت سراقب.",
        "قصفت",
        at=["سراقب"],
        source=["وكالة رويترز", "ناشطين"],
    )
    told = text_of(client.get(f"/incident/{tell.incident(report).id}/"))
    assert "جريدة التجربة نقلاً عن رويترز نقلاً عن ناشطون" in told


def test_every_count_stands_with_its_source_and_its_words(page):
    losses = words(section(page, "losses"))
    for told in (
        "الخوذ البيضاء سبعة أشخاص",
        "المرصد السوري لحقوق الإنسان ثلاثة أشخاص",
        "الأدنى من أرقام متساوية السند",
    ):
        assert told in losses


def test_a_replaced_count_is_marked(client, tell):
    text = "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت سراقب وقتلت {} أشخاص."
    given = {"at": ["سراقب"], "source": ["المرصد السوري لحقوق الإنسان"], "by": ["قوات النظام"]}
    report = tell(text.format("ثلاثة"), "قصفت", killed=[("ثلاثة أشخاص", None, 3, 3)], **given)
    tell(text.format("سبعة"), "قصفت", killed=[("سبعة أشخاص", None, 7, 7)], **given)
    losses = section(client.get(f"/incident/{tell.incident(report).id}/"), "losses")
    assert '<s><bdi dir="ltr">3</bdi></s>' in losses
    assert "حلّ محلّه أحدث منه" in losses


def test_without_counts_the_page_says_so(client, tell):
    report = tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"])
    assert "لا مصدر يذكر عدداً" in text_of(client.get(f"/incident/{tell.incident(report).id}/"))


def test_disputes_stand_with_who_says_what(page):
    assert "عدد القتلى 3 المرصد السوري لحقوق الإنسان 7 الخوذ البيضاء" in text_of(page)


def test_the_link_has_its_reasons(page):
    ties = words(section(page, "ties"))
    for told in ("اليوم نفسه", "القرية نفسها أو الحي نفسه", "عددان مختلفان للقتلى"):
        assert told in ties


def test_one_claim_has_no_link_to_be_explained(client, tell):
    report = tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"])
    assert 'id="ties-title"' not in client.get(f"/incident/{tell.incident(report).id}/").content.decode()


def test_certainty_has_all_its_reasons(page):
    assert "عدد المصادر المستقلة 2: الخوذ البيضاء، المرصد السوري لحقوق الإنسان" in section(page, "certainty")


def test_the_place_has_its_precision(page):
    about = words(section(page, "about"))
    for told in ("القرية أو الحي", "ضمن نحو 1 كم", "35.864, 36.806", "اليوم نفسه"):
        assert told in about


def test_without_a_place_it_is_unknown(client, tell):
    report = tell("قصفت قوات النظام المدينة.", "قصفت")
    assert "غير معلوم" in section(client.get(f"/incident/{tell.incident(report).id}/"), "about")


@pytest.mark.parametrize(
    ("factuality", "words"),
    [("planned", "لا مصدر يقول إنه وقع"), ("denied", "لم يرد فيه إلا النفي"), ("alleged", "جازماً")],
)
def test_what_nobody_tells_as_done_says_so(client, tell, factuality, words):
    report = tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"], factuality=factuality)
    assert words in text_of(client.get(f"/incident/{tell.incident(report).id}/"))


def test_judgements_are_told(client, ledger, strike):
    act = Desk(ledger.store).correct(strike.claims[0], Field.FACTUALITY, Factuality.ALLEGED)
    made = ledger.judge(Judgement(act, "سلمى", "2026-01-05T10:00:00+00:00", "النص يقول: زعم"))
    past = section(client.get(f"/incident/{strike.id}/"), "past")
    for told in ("سلمى", "صحّح ادّعاءً", "درجة الجزم", "النص يقول: زعم", "كانون الثاني/يناير 2026"):
        assert told in past
    assert "سُحب" not in past
    ledger.judge(Judgement(Undo(made.id), "سلمى", "2026-01-05T11:00:00+00:00", "أخطأت"))
    assert "سُحب" in section(client.get(f"/incident/{strike.id}/"), "past")


def test_a_merge_by_a_person_is_the_link(client, ledger, tell):
    one = tell("قصفت قوات النظام سراقب.", "قصفت", at=["سراقب"])
    two = tell("قصف على بلدة في ريف حلب.", "قصف", at=["حلب"], day="2016-05-05")
    ids = [tell.incident(report).id for report in (one, two)]
    ledger.judge(Judgement(Desk(ledger.store).merge(ids), "سلمى", "2026-01-05T10:00:00+00:00", ""))
    assert "حكم مراجِع بأنها حادثة واحدة" in section(client.get(f"/incident/{tell.incident(one).id}/"), "ties")


def test_private_persons_are_masked(client, tell):
    report = tell(
        "اعتقلت الشرطة الطفل أحمد العلي في سراقب.", "اعتقلت", "arrest", on=["الطفل أحمد العلي"], at=["سراقب"],
        title="اعتقال الطفل أحمد العلي",
    )  # fmt: skip
    whole = client.get(f"/incident/{tell.incident(report).id}/").content.decode()
    assert "العلي" not in whole
    assert "▇▇" in whole


def test_a_report_that_says_script_says_it_as_text(client, tell):
    report = tell("قصفت <script>x</script> سراقب.", "قصفت", at=["سراقب"], title="<script>y</script>")
    whole = client.get(f"/incident/{tell.incident(report).id}/").content.decode()
    assert "<script>x" not in whole
    assert "<script>y" not in whole


def test_an_incident_asks_the_database_a_fixed_number_of_times(client, tell, strike):
    with CaptureQueriesContext(connection) as few:
        client.get(f"/incident/{strike.id}/")
    for outlet in ("عنب بلدي", "الجزيرة", "بي بي سي", "القدس العربي"):
        tell(
            "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة سراقب وقتلت ثلاثة أشخاص.", "قصفت",
            by=["قوات النظام"], at=["سراقب"], source=["المرصد السوري لحقوق الإنسان"], outlet=outlet,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        page = client.get(f"/incident/{strike.id}/")
    assert page.content.decode().count('class="card telling"') == 6
    assert len(few) == len(many) <= 10


@pytest.mark.no_cover
def test_every_incident_of_the_samples_has_a_page(client, ledger):
    for incident in ledger.store.incidents.find(Query(limit=60)):
        assert client.get(f"/en/incident/{incident.id}/").status_code == 200


@pytest.mark.parametrize(("path", "options"), [("/", {}), ("/en/", {"scheme": "dark", "width": 390})])
def test_in_a_browser(visit, accessible, path, options):
    page = visit(f"{path}?disputed=1", **options)
    page.locator(".incident h3 a").first.click()
    page.wait_for_selector(".voices")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".why summary").click()
    assert page.locator(".why ul").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".why ul").is_hidden()


def test_a_map_shows_where_it_lies(strike, client):
    page = client.get(f"/en/incident/{strike.id}/").content.decode()
    drawn = page.partition('<figure class="drawn-map">')[2].partition("</figure>")[0]
    assert "<svg" in drawn
    assert "Saraqib" in drawn


def test_of_no_place_there_is_no_map(tell, client):
    made = tell.incident(tell("تظاهر الأهالي في تعز.", "تظاهر", "protest", by=["الأهالي"], day=None))
    assert "drawn-map" not in client.get(f"/en/incident/{made.id}/").content.decode()
