"""Whole pieces of work over core, storage, formats and nlp, without a window."""
