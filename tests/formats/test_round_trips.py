"""Every format that reads and writes: what it holds comes back, and the rest was listed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from format_cases import documents, is_lossless, trip, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.fitting import Choices, Overlap
from annotator.formats.protocol import Format, Level

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
