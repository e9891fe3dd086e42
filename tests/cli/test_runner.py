import pytest

from marsad.cli.runner import code_all
from marsad.exchange import InputError
from marsad.model import Report


@pytest.mark.usefixtures("coder")
def test_faults_are_handed_on_in_their_place():
    items = [Report(str(n), "", "قصفت") if n % 7 else InputError(str(n), "bad") for n in range(50)]
    found = [o.where if isinstance(o, InputError) else o.id for o in code_all(items)]
    assert found == [str(n) for n in range(50)]
