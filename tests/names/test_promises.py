"""What folding and comparing promise for any text at all."""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from detainees.names import Index, find_keys, similarity, stored_keys
from detainees.names.alphabets import lower
from detainees.names.sounds import ALPHABET, skeleton, squeeze
from detainees.names.tokens import clean, fold, query_readings
from detainees.names.tried import heard_as

LETTERS = "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюяь'-"
WORDS = st.text(alphabet=LETTERS, min_size=2, max_size=14)
LATIN = st.text(alphabet="abcdeghijklmnoqrstuvxyzäöüşğñıáǵńóúý'", min_size=2, max_size=14)
ODD = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="абвaeiosch-'.[;%_ \x00\u202e😀0123456789", max_size=40),
    st.lists(st.sampled_from(["слово", "Б.", "1985", "' OR 1=1; --", "%", "ұлы"]), max_size=50).map(
        " ".join
    ),
)
PEOPLE = [(1, "Әбдіғали", "Нұрлан", "Серікұлы", 1985, ""), (2, "Ахметова", "Айгүл", "", None, "")]
INDEX = Index.build(PEOPLE)
ALWAYS = settings(max_examples=80)


@ALWAYS
@given(st.one_of(WORDS, LATIN))
def test_cleaning_and_lowering_twice_changes_nothing_more(word):
    assert clean(clean(word)) == clean(word)
    assert lower(lower(word)) == lower(word)
    assert squeeze(squeeze(word)) == squeeze(word)


@ALWAYS
@given(WORDS)
@example("а'ё")
@example("аьё")
def test_what_a_word_was_heard_as_is_heard_so_again(word):
    """Sounds are letters of the Kazakh alphabet but for five; folded again, they stay."""
    folded = fold(word)
    assume(folded and not set(folded.sounds) & set("җjcwεўйь"))
    assert fold(folded.sounds).sounds == folded.sounds


@ALWAYS
@given(st.one_of(WORDS, LATIN))
def test_folding_hears_only_its_own_sounds_and_the_same_each_time(word):
    folded = fold(word)
    if folded:
        assert set(folded.sounds) <= set(ALPHABET)
        assert 0 <= folded.stem <= len(folded.sounds)
        assert set(skeleton(folded.sounds)) <= set("abpvfgkhdtjzswqlmnreio")
        fold.cache_clear()
        assert fold(word) == folded
        assert fold(word.upper()) == folded or "ı" in word


@ALWAYS
@given(st.lists(WORDS, min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_order_and_spaces_do_not_matter_to_likeness(words, chance):
    other = words.copy()
    chance.shuffle(other)
    text = "  ".join(other)
    assert similarity(" ".join(words), text).cost <= similarity(" ".join(words), words[0]).cost
    assert similarity(" ".join(words), text).cost == similarity(text, " ".join(words)).cost


@ALWAYS
@given(ODD)
@example("а" * 10_000)
@example("слово " * 50)
@example("\x00")
@example("😀 😀")
@example("'; DROP TABLE detainees_person; --")
@example("100%")
def test_no_text_raises_anywhere(text):
    assert isinstance(INDEX.search(text), list)
    assert isinstance(find_keys(text), list)
    assert isinstance(stored_keys(text, text, text), list)
    assert isinstance(heard_as(text), list)
    assert 0 <= similarity(text, text).score <= 1
    assert len(query_readings(text)) < 50
    Index.build([(1, text, text, text, None, text)]).search(text)


@ALWAYS
@given(WORDS, WORDS)
def test_a_key_is_the_same_whatever_the_order_and_the_case(surname, given_name):
    assert stored_keys(surname, given_name) == stored_keys(given_name.upper(), surname.title())


@settings(max_examples=30)
@given(st.permutations(["Абдигали", "Нурлан", "Серикович"]))
def test_the_person_is_found_in_any_order_of_words(words):
    assert INDEX.search(" ".join(words))[0].person == 1
