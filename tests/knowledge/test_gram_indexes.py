from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.gram_indexes import grams_with_owners
from nlu.grams import grams


@given(texts=st.lists(st.text(max_size=40), max_size=8))
@example(texts=["", "a", "vízum D/VC 90", "a\nb", "!?", "đơn xin", " "])
def test_grams_of_many_texts_read_as_one_are_those_of_each(texts: list[str]) -> None:
    found, owners = grams_with_owners(texts)

    together = [sorted(found[owners == number]) for number in range(len(texts))]
    assert together == [sorted(grams(text)) for text in texts]
