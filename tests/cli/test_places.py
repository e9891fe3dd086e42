import pytest

TABLE = "wof_id,name,name_ar,placetype,lat,lon,country,parent_id\n1,Mithal,قرية مثال,locality,35.9,36.6,SY,-1\n"


@pytest.fixture(autouse=True)
def _folders(tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_DATA", str(tmp_path / "data"))


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "wof.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_import_list_and_find(run, table):
    result = run("places", "import", table, "--name", "own", "--licence", "CC0-1.0")
    assert result.exit_code == 0, result.output
    assert "own: 1 places\n" in result.stdout
    assert "licence: CC0-1.0" in result.stdout
    assert "credit: Who's On First" in result.stdout
    assert "unchanged" in run("places", "import", table, "--name", "own", "--licence", "CC0-1.0").stdout
    listed = run("places", "list").stdout.splitlines()
    assert [line.split("\t")[0] for line in listed] == ["marsad", "geonames-cities500", "own"]
    found = run("places", "find", "قرية مثال", "--gazetteer", "own", "--gazetteer", "embedded", "--near", "إدلب")
    assert found.stdout.startswith("wof:1\t")
    assert "km away" in found.stdout


def test_nothing_found(run):
    result = run("places", "find", "لا وجود لها", "--gazetteer", "embedded")
    assert result.exit_code == 1
    assert "no place is called" in result.stderr


def test_check_compares_with_references(run, table):
    run("places", "import", table, "--name", "own")
    result = run("places", "check", "--reference", "own")
    assert "findings: " in result.stderr
    assert result.exit_code == (1 if result.stdout else 0)


def test_faults(run, tmp_path, table):
    assert run("places", "import", tmp_path / "none.csv").exit_code == 1
    assert run("places", "import", table, "--format", "other").exit_code == 2
    assert run("places", "import", "ftp://example.org/x.csv").exit_code == 1
    assert run("places", "find", "حلب", "--gazetteer", "other").exit_code == 1
