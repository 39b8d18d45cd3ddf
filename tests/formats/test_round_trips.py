"""Every format that reads and writes: what it holds comes back, and the rest was listed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import golden_set
import pytest
from format_cases import documents, is_lossless, trip, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.fitting import Choices, Overlap
from annotator.formats.protocol import Format, Holds, Level

WRITERS = [format_ for format_ in formats.every() if format_.can_write]
CHOICES = st.builds(Choices, st.sampled_from(Overlap), st.booleans())


@pytest.mark.parametrize("format_", WRITERS, ids=lambda format_: format_.name)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(documents(), min_size=1, max_size=3), choices=CHOICES, level=st.sampled_from(Level))
def test_what_a_format_holds_comes_back(
    format_: Format, found: list[AnnotatedDocument], choices: Choices, level: Level
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        trip_ = trip(format_, found, Path(folder), words(level), choices)
    if is_lossless(format_):
        assert not any(loss.is_span for loss in trip_.losses)


@pytest.mark.parametrize(
    "format_", [format_ for format_ in WRITERS if Holds.LAYERS in format_.holds], ids=lambda format_: format_.name
)
def test_each_layer_comes_back_as_whose_it_was(format_: Format, tmp_path: Path) -> None:
    options = golden_set.options(all_layers=True)
    found = trip(format_, golden_set.all_layers(), tmp_path, options)
    whose = [
        {(layer.annotator, layer.kind) for layer in document.annotations if layer.spans} for document in found.read
    ]
    assert whose == [
        {(layer.annotator, layer.kind) for layer in document.annotations if layer.spans} for document in found.fitted
    ]
    assert any(len(layers) > 1 for layers in whose)
