from __future__ import annotations

import pytest

from annotator.core.assets import asset
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.formats.conll import Conll
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import Level, WriteOptions
from annotator.nlp.segment import UndertheseaSegmenter


@pytest.mark.parametrize(("level", "first"), [(Level.WORD, "Văn_phòng"), (Level.SYLLABLE, "Văn")])
def test_a_seed_at_both_levels_with_underthesea(level: Level, first: str) -> None:
    text = next(asset("seeds").glob("001_*")).read_text(encoding="utf-8")
    start = text.index("Văn phòng Trung ương Đảng")
    mark = Mark(start, start + 25, "ORG", "Văn phòng Trung ương Đảng")
    document = AnnotatedDocument("a", text, annotations=(Annotation("Lan", spans=(mark,)),))
    options = WriteOptions(level=level, segmenter=UndertheseaSegmenter())
    fitted = fit(document, Conll(), options, Choices())
    assert fitted.losses == []
    content = "".join(map(str, Conll().write([fitted.document], DataSet(), options)))
    assert content.startswith("-DOCSTART-\tO\n\n")
    rows = [line.split("\t") for line in content.splitlines()[2:] if line]
    pieces = [form for form, tag in rows if tag != "O"]
    assert (pieces[0], "_".join(pieces)) == (first, "Văn_phòng_Trung_ương_Đảng")
    assert "".join(form.replace("_", "") for form, _ in rows) == "".join(text.replace("_", "").split())
