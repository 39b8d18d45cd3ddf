from __future__ import annotations


def test_a_selection_and_a_key(front):
    start, end = front.select_words("Hoa Kỳ")
    print(front.view.selection, start, end)
    front.key("3")
    assert front.file_spans() == [(start, end, "LOC", "Hoa Kỳ")]
    assert front.saved == "Saved"
