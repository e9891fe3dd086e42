"""Many rows at once come back as they were given, whichever way a database takes them."""

from datetime import date

from marsad.web.ledger import models
from marsad.web.ledger.rows import insert, numbers

ODD = ("tab\there", "line\nbreak\r", "back\\slash \\N \\.", "nul\x00", "lone \ud800", "", "مدينة سراقب")
REPORT = ("key", "title", "text", "published", "outlet", "url", "content")


def test_texts_days_numbers_and_bytes_come_back(store):
    count = 1_000  # more than are put in row by row
    days = [date(2016, 6, 14), None]
    told = [
        (f"r{n}", ODD[n % 7], ODD[(n + 3) % 7], days[n % 2], ODD[n % 7], None if n % 3 else ODD[n % 7], "0" * 32)
        for n in range(count)
    ]
    insert(store.alias, models.Report, REPORT, told)
    rows = models.Report.objects.using(store.alias).order_by("pk")
    assert list(rows.values_list(*REPORT)) == told

    known = numbers(store.alias, models.Report, "key", [one[0] for one in told])
    signed = [(known[f"r{n}"], bytes((n % 256, 0, 92, 10, 9)), ODD[n % 7], None) for n in range(count)]
    insert(store.alias, models.TextSignature, ("report", "signature", "group", "credit"), signed)
    found = models.TextSignature.objects.using(store.alias).order_by("pk")
    read = [
        (pk, bytes(raw), group, credit)
        for pk, raw, group, credit in found.values_list("pk", "signature", "group", "credit")
    ]
    assert read == signed

    bands = [(-(2**63) + n, known[f"r{n}"]) for n in range(count)]
    insert(store.alias, models.TextBand, ("band", "text"), bands)
    banded = models.TextBand.objects.using(store.alias).order_by("band").values_list("band", "text")
    assert list(banded) == bands
