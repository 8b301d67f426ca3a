from detainees.names import Duplicates, Index, duplicate_pairs

RARE = [
    (1, "Тілеубеков", "Шыңғысхан", "Дамирұлы", 1985, "Алматы"),
    (2, "Tleubekov", "Shyngyskhan", "", 1985, "Алматы"),
    (3, "Шыңғысхан", "Тілеубеков", "", 1985, ""),
    (4, "Тілеубекова", "Ш.", "Дамировна", 1999, "Орал"),
]
CROWD = [(100 + n, "Ахметов", "Нурлан", "", None, "") for n in range(8)] + [
    (200 + n, f"{a}{b}ов", f"{c}ан", "", None, "")
    for n, (a, b, c) in enumerate(
        (a, b, c)
        for a in ("Сад", "Мус", "Кен", "Бол")
        for b in ("ырбек", "абай", "ғали", "тай", "мұрат", "дәулет", "жігіт")
        for c in ("Ерм", "Айд", "Дау", "Жол", "Тұрс", "Оспа", "Сейд", "Қали", "Бата", "Нысан")
    )
]


def test_two_spellings_of_a_rare_name_are_proposed():
    pairs = {(p.a, p.b): p for p in duplicate_pairs(RARE + CROWD)}
    assert (1, 2) in pairs
    assert (1, 3) in pairs
    assert pairs[1, 2].score > 0.8


def test_namesakes_with_a_common_name_are_not():
    assert not [p for p in duplicate_pairs(RARE + CROWD) if p.a >= 100]


def test_a_lower_score_shows_more():
    everything = duplicate_pairs(RARE + CROWD, 0.0)
    assert len(everything) > len(duplicate_pairs(RARE + CROWD))
    assert all(0 <= p.score <= 1 for p in everything)
    assert [p.score for p in everything] == sorted((p.score for p in everything), reverse=True)


def test_each_pair_comes_once_and_never_a_person_with_themselves():
    index = Index.build([*RARE, (1, "Tileubekov", "Shyngyskhan", "", 1985, "")])
    pairs = Duplicates(index).pairs(0.0)
    assert len({(p.a, p.b) for p in pairs}) == len(pairs)
    assert all(p.a < p.b for p in pairs)


def test_one_entry_sees_the_same_pairs():
    index = Index.build(RARE + CROWD)
    assert {(p.a, p.b) for p in Duplicates(index).of(1)} == {
        (p.a, p.b) for p in Duplicates(index).pairs() if 1 in (p.a, p.b)
    }


def test_reasons_say_what_agrees_and_what_does_not():
    pair = next(p for p in duplicate_pairs(RARE + CROWD) if (p.a, p.b) == (1, 2))
    codes = [reason.code for reason in pair.reasons]
    assert "year_same" in codes
    assert "city_same" in codes
    assert "patronymic_missing" in codes


def test_another_year_and_patronymic_speak_against():
    rows = [
        (1, "Тілеубеков", "Шыңғысхан", "Дамирұлы", 1985, ""),
        (2, "Тілеубеков", "Шыңғысхан", "Болатұлы", 1962, ""),
        *CROWD,
    ]
    assert (1, 2) not in {(p.a, p.b) for p in duplicate_pairs(rows)}
