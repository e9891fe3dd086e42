import pytest
from django.db import IntegrityError, transaction

from marsad.web.ledger import models
from marsad.web.ledger.rows import insert


@pytest.mark.parametrize("many", [1, 1_000])
def test_what_the_database_refuses_is_told_as_by_django_however_many_rows_there_are(store, many):
    rows = [(n, None) for n in range(many)]  # a band of no text
    with pytest.raises(IntegrityError), transaction.atomic(store.alias):
        insert(store.alias, models.TextBand, ("band", "text"), rows)
    assert not models.TextBand.objects.using(store.alias).exists()
