"""A few reports about the same things in different words, in either kind of database."""

import os

import pytest

from marsad.model import Report
from marsad.web.ledger import models

# Playwright keeps an event loop running in this thread, in which Django takes questions to the database for unsafe.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

REPORTS = (
    Report("a1", "قصف على حلب", "قالت مصادر إن قوات النظام قصفت أحياء في حلب مساءً.", "2016-03-01", "جريدة التجربة"),
    Report("a2", "هدوء في الريف", "عاد الهدوء بحلب وريفها بعد انسحاب الجيش من البلدة.", "2016-03-02", "جريدة التجربة"),
    Report("a3", "اشتباكات", "دارت اشتباكات وحلب تحت النار، وقال ناطق للجيش إن قوات من النظام تقدمت.", "2016-03-03"),
    Report("a4", "", "وصل والي المدينة إلى لبنان، ولم يُقصف شيء.", "2016-03-04", "جريدة التجربة"),
    Report("a5", "قوات النظام تقصف سراقب", "القصف على سراقب أوقع 1,200 جريح. قوات النظام لم تعلق.", "2016-03-05"),
    Report("a6", "بيان", "إلى حلبَ ذهب المسعفون، ولحلب كل الدعم. Aleppo needs help: al-Bab too.", None),
    Report("a7", "قصف حلب يتجدد", "تجدد القصف على حلب وإدلب.", "2016-03-05"),
    Report(
        "a8", "قوات النظام السوري في حلب", "تقدمت قوات في حلب، ثم قال النظام السوري إنها قوات النظام.", "2016-03-06"
    ),
)


@pytest.fixture
def reports():
    """The reports, in the order in which they were put in."""
    return REPORTS


@pytest.fixture
def kept(store):
    """Those reports in a store of either kind."""
    with store.transaction():
        store.reports.put(REPORTS)
    return store


@pytest.fixture
def alias(kept):
    """The name of the database that they are in."""
    return kept.reports._alias


@pytest.fixture
def keys(alias):
    """The ids of reports by their rows, in the same order."""
    known = dict(models.Report.objects.using(alias).values_list("pk", "key"))
    return lambda rows: [known[row] for row in rows]
