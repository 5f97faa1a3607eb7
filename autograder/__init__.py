"""Grade the notebook of exercise ANN_U08 (Explainable AI) safely and fairly."""

import sys

# jsonschema, which nbformat brings, would spend a second of each start on a parser of IRIs, which nothing here holds.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # Python's way to say: not to be imported
