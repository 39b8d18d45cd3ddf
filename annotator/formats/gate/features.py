"""Features of GATE XML: a name and a value, each with the Java class that it is of."""

from __future__ import annotations

from annotator.formats.parts import safe_xml
from annotator.formats.parts.safe_xml import Element

NOTE = "annotator:note"
SCORE = "annotator:score"
LABELS = "annotator:labels:"
"""Before the name of an annotation set: the labels that its annotator gave the whole document."""
KIND = "annotator:kind:"
"""Before the name of an annotation set: what its annotator is, when no person."""
STATE = "annotator:state:"
SECONDS = "annotator:seconds:"
"""Before the name of an annotation set: how far its annotator is with the document, and the time worked on it."""

_CLASSES = {bool: "java.lang.Boolean", float: "java.math.BigDecimal", str: "java.lang.String"}
_PLAIN = frozenset(
    {
        "java.lang.String", "java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Double",
        "java.lang.Float", "java.math.BigDecimal", "java.math.BigInteger", "java.lang.Character",
    }
)  # fmt: skip
"""Classes whose values are read as their text."""


def feature(name: str, value: str | bool | float) -> str:
    """A feature as XML."""
    told = str(value).lower() if isinstance(value, bool) else str(value)
    return (
        f'<Feature>\n<Name className="java.lang.String">{safe_xml.text(name)}</Name>\n'
        f'<Value className="{_CLASSES[type(value)]}">{safe_xml.text(told)}</Value>\n</Feature>\n'
    )


def features(element: Element) -> dict[str, str | bool | None]:
    """The features of an element by name; None for values of Java classes that have no place here."""
    found: dict[str, str | bool | None] = {}
    for each in element.children("Feature"):
        name, value = each.first("Name"), each.first("Value")
        if name is not None and value is not None and name.text:
            found[name.text] = _value(value)
    return found


def _value(value: Element) -> str | bool | None:
    kind = value.get("className", "java.lang.String")
    if kind == "java.lang.Boolean":
        return value.text.strip() == "true"
    return value.text if kind in _PLAIN else None
