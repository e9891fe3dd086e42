import pytest

from marsad.places.resolve.phrase import read


def names(phrase):
    return [name.text for name in read(phrase).names]


@pytest.mark.parametrize(
    ("phrase", "relation", "bearing"),
    [
        ("قرية الحدث", "at", None),
        ("محيط مدينة سراقب", "part", None),
        ("ريف حلب", "countryside", None),
        ("ريف حلب الشمالي", "countryside", 0),
        ("ريف إدلب الجنوبي والشرقي", "countryside", 135),
        ("شمال غربي سوريا", "direction", 315),
        ("شمال وشرق الموصل", "direction", 45),
        ("أقصى شمال حلب", "direction", 0),
        ("منطقة شمال غرب سوريا", "direction", 315),
        ("شمال البلاد", "land", 0),
        ("المملكة", "land", None),
        ("الأراضي اليمنية", "nation", None),
        ("الحدود السورية التركية", "border", None),
        ("طريق سراقب – أريحا", "road", None),
        ("", "none", None),
    ],
)
def test_relations(phrase, relation, bearing):
    assert (read(phrase).relation, read(phrase).bearing) == (relation, bearing)


def test_names_go_from_the_fullest_to_the_barest():
    assert names('حي "مدينة الصدر"') == ["حي مدينه الصدر", "مدينه الصدر", "الصدر"]
    assert names("مطار أبو الظهور العسكري") == [
        "مطار ابو الظهور العسكري",
        "مطار ابو الظهور",
        "ابو الظهور العسكري",
        "ابو الظهور",
    ]


def test_behind_a_definite_class_word_stands_an_adjective():
    assert names("المقبرة الشرقية") == ["المقبره الشرقيه"]
    assert names("منطقة الجبل الشرقي") == ["منطقه الجبل الشرقي", "الجبل الشرقي"]


def test_a_name_in_brackets_is_another_name():
    assert names("مدينة عين العرب (كوباني)")[-1] == "كوباني"


def test_the_class_word_nearest_the_name_says_what_holds_the_thing():
    host = [name for name in read("أحياء مدينة درعا").names if name.hosted]
    assert [(name.text, name.host.name) for name in host] == [("مدينه درعا", "city"), ("درعا", "city")]


@pytest.mark.parametrize(
    ("phrase", "inner"),
    [
        ("قرية كفرعمة بريف حلب الغربي", ("ريف حلب الغربي",)),
        ("حي الورد في مدينة حمص", ("مدينه حمص",)),
        ("بلدة الحدث بريف إدلب في محافظة إدلب", ("ريف ادلب", "محافظه ادلب")),
        ("بلدة بصرى", ()),
    ],
)
def test_larger_places_behind_the_name(phrase, inner):
    assert read(phrase).inner == inner


@pytest.mark.parametrize(
    ("phrase", "ends"),
    [
        ("الطريق الواصل بين حمص ودمشق", [["حمص"], ["دمشق"]]),
        ("الطريق الدولي حلب – سراقب", [["حلب"], ["سراقب"]]),
        ("طريق السد", []),
    ],
)
def test_ends_of_roads(phrase, ends):
    assert [[name.text for name in names] for names in read(phrase).ends] == ends


def test_lists_of_two():
    assert [names[0].text for names in read("نبل والزهراء").pair] == ["نبل", "الزهراء"]
    assert read("قرية الحدث").pair == ()
