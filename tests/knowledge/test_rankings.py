from pathlib import Path

import pytest

from knowledge.errors import FileUnreadable
from knowledge.evaluation.rankings import compare_rankings, read_qrels
from knowledge.retrieving import Text
from nlu.encoders import make_encoder
from nlu.locales import Locale

CORPUS = tuple(
    Text(name, title, body, Locale.EN)
    for name, title, body in (
        ("visa", "Visa extension", "File the request before your visa ends, at the office of the ministry."),
        ("school", "School enrolment", "Children are enrolled in April at the school of their district."),
        ("doctor", "", "A general practitioner registers new patients with public insurance."),
    )
)
QUERIES = (
    Text("q1", "", "extension of a visa", Locale.EN),
    Text("q2", "", "enrol a child at school", Locale.EN),
    Text("q3", "", "nobody judged this", Locale.EN),
)


def test_ours_and_four_others_are_ranked_on_what_was_judged() -> None:
    found = compare_rankings(CORPUS, QUERIES, {"q1": {"visa"}, "q2": {"school"}}, make_encoder("hashing"))
    names = [one.name for one in found]
    assert names[0] == "Průvodce"
    assert len(set(names)) == len(names) == 5
    assert found[0].recall_at_1 == found[0].ndcg_at_10 == 1.0


def test_a_right_document_in_second_place_is_worth_less_than_the_first_and_more_than_nothing() -> None:
    (ours, *_) = compare_rankings(CORPUS, QUERIES[:1], {"q1": {"school"}}, make_encoder("hashing"))
    assert ours.recall_at_1 == 0.0
    assert 0.4 < ours.ndcg_at_10 < 1.0


def test_qrels_are_read_with_their_heading_and_without_what_is_not_right(tmp_path: Path) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text("query-id\tcorpus-id\tscore\nq1\tvisa\t1\nq1\tschool\t0\n")
    assert read_qrels(path) == {"q1": {"visa"}}


@pytest.mark.parametrize("text", ["", "q1 visa 1\n", "q1\tvisa\n", "q1\tvisa\tyes\n", "q1\tvisa\t0\n"])
def test_qrels_that_judge_nothing_are_refused_by_file_and_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(text)
    with pytest.raises(FileUnreadable, match=r"qrels\.tsv"):
        read_qrels(path)


def test_a_collection_without_any_title_is_ranked_by_its_texts() -> None:
    untitled = tuple(Text(text.id, "", f"{text.title} {text.body}", text.locale) for text in CORPUS)
    (ours, *_) = compare_rankings(untitled, QUERIES, {"q1": {"visa"}, "q2": {"school"}}, make_encoder("hashing"))
    assert ours.recall_at_1 == 1.0
