"""Plain German titles of parts, as students and instructors read them on pages."""

from __future__ import annotations

from collections.abc import Mapping

PART_TITLES: Mapping[str, str] = {
    "a": "Vortrainiertes ResNet50 laden",
    "b": "Aktivierungen einer Schicht auslesen",
    "c": "Mittlere Aktivierung eines Filters",
    "d": "Gradientenaufstieg im Bild",
    "e": "Viele Filter in einem Bild",
    "f": "Interpretation",
    "g": "Eigene Experimente",
}
