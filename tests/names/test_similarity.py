from hypothesis import given, settings
from hypothesis import strategies as st

from detainees.names import similarity

NAMES = st.lists(
    st.sampled_from(
        "Ахметов Ахметова Akhmetov Нұрлан Nurlan Серікұлы Serikovich Айгүл Aigul Б. Zh. "
        "Жұмабаев-Асан Dzhumabayev Ким Tsoi Оспан".split()
    ),
    max_size=4,
)


@settings(max_examples=60)
@given(NAMES, NAMES)
def test_similarity_is_symmetric(a, b):
    here, there = similarity(" ".join(a), " ".join(b)), similarity(" ".join(b), " ".join(a))
    assert here.score == there.score
    assert here.cost == there.cost


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_compare_the_same_both_ways(a, b):
    assert similarity(a, b).score == similarity(b, a).score


@given(st.permutations(["Ахметов", "Нұрлан", "Серікұлы"]))
def test_order_of_three_words_does_not_matter(words):
    assert similarity("Ахметов Нұрлан Серікұлы", " ".join(words)).cost == 0


def test_a_name_is_wholly_like_itself():
    assert similarity("Оспанова Айгүл", "оспанова АЙГҮЛ") == (
        1.0,
        0.0,
        (("same", ("", "оспанова", "оспанова")), ("same", ("", "айгүл", "айгүл"))),
    )


def test_a_missing_patronymic_costs_less_than_another_one():
    without = similarity("Ахметов Нұрлан Серікұлы", "Ахметов Нұрлан").cost
    other = similarity("Ахметов Нұрлан Серікұлы", "Ахметов Нұрлан Болатұлы").cost
    assert without < other
