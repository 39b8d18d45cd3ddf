"""Annotator: read Vietnamese news offline and turn it into labelled data."""

__version__ = "0.1.0"
