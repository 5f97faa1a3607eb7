"""Records of a made-up class in every state, and evidence that looks like the real thing."""

from __future__ import annotations

import io
import math

import numpy as np
from PIL import Image

from autograder.feedback import ManualMark
from autograder.scoring import CheckInfo, CheckResult, Evidence, PartResult, Picture, Record, State

POINTS = {
    "a": {"output": 0.5, "fc": 0.5, "pretrained": 1.0, "eval": 1.0},
    "b": {"lightning": 0.5, "shapes": 1.0, "values": 1.5, "gradient": 0.5, "nested": 1.0, "unknown": 0.5},
    "c": {"scalar": 0.5, "filter": 1.0, "border": 1.5, "gradient": 1.0},
    "d": {
        **{"init_shape": 0.5, "init_range": 0.5, "init_random": 0.5, "step_returns": 0.5, "step_uphill": 1.0},
        **{"step_normalised": 0.5, "step_rate": 0.5, "deprocess_format": 0.5, "deprocess_values": 1.0},
        **{"visualize_format": 0.5, "visualize_steps": 1.0, "visualize_rise": 1.0},
    },
    "e": {"filters_count": 0.5, "filters_order": 1.5, "stitch_shape": 0.5, "stitch_layout": 1.0, "stitch_margin": 0.5},
}

TITLES = {f"{letter}_{name}": f"Titel von {letter}_{name}" for letter, checks in POINTS.items() for name in checks} | {
    "c_border": "Zwei Randpixel bleiben auf allen vier Seiten weg",
    "a_eval": "Das Netz ist im `Auswertungsmodus`",
}
CHECKS = tuple(CheckInfo(key, POINTS[key[0]][key[2:]], title) for key, title in TITLES.items())

BORDER_MESSAGE = (
    "Aufruf: compute_loss(Bild, 3, Modell)\n"
    "Ergebnis: 12.7, auf dem Rand stehen grosse Werte\n"
    "Erwartet: eine Zahl, die nicht vom Rand der Aktivierung abhängt\n"
    "Hinweis: Bleiben zwei Pixel auf allen vier Seiten weg, oder nur auf zweien?"
)
EVAL_MESSAGE = (
    "Aufruf: load_resnet50()(Bilder)\n"
    "Ergebnis: andere Werte, als dasselbe Netz im Auswertungsmodus liefert\n"
    "Erwartet: ein Netz im Auswertungsmodus\n"
    "Hinweis: Im Trainingsmodus rechnet BatchNorm mit der Statistik der Bilder selbst. Welche Methode ändert das?"
)
ERROR_MESSAGE = (
    "Aufruf: gradient_ascent_step(Bild, 0, 10.0, Modell)\n"
    "Ergebnis: Ausnahme RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn\n"
    "  Zelle d_gradient_ascent_step, Zeile 14\n"
    "Erwartet: ein Paar (loss, img)\n"
    "Hinweis: Wird `requires_grad` gesetzt, bevor `compute_loss` gerechnet wird?"
)


def parts(lost: dict[str, tuple[float, str]] | None = None) -> dict[str, PartResult]:
    """Return the parts of a full solution, but for the checks in `lost`: id to (score, message)."""
    lost = lost or {}
    made = {}
    for letter, checks in POINTS.items():
        made[letter] = PartResult(
            tuple(
                CheckResult(f"{letter}_{name}", *_outcome(lost.get(f"{letter}_{name}"), points))
                for name, points in checks.items()
            )
        )
    return made


def _outcome(lost: tuple[float, str] | None, points: float) -> tuple[float, float, str]:
    return (points, points, "") if lost is None else (lost[0], points, lost[1])


FULL = Record(101, "Zoë Müller-O'Connor (2)", State.GRADED, parts=parts(), seconds=21.4)
SOME = Record(
    102,
    "Andreas Brändli",
    State.GRADED,
    parts=parts(
        {
            "a_eval": (0.0, EVAL_MESSAGE),
            "c_border": (0.75, BORDER_MESSAGE),
            "d_step_uphill": (0.0, ERROR_MESSAGE),
            "d_visualize_rise": (0.0, "Ein Text ohne Beschriftung der Zeilen,\nin zwei Zeilen."),
        }
    ),
    seconds=34.0,
)
LIMITED = Record(
    103,
    "Šárka Ünal",
    State.LIMITED,
    reason="visualize_filters: call stopped after 60 s",
    notice="Der Aufruf visualize_filters(Modell, n_filters=4) wurde nach 60 s abgebrochen.\n"
    "Was vorher bewertet war, zählt.",
    parts=parts({f"e_{name}": (0.0, "Aufruf: visualize_filters(Modell)\nErgebnis: keines") for name in POINTS["e"]}),
    seconds=241.9,
    notes=("3 cells of the template were missing and have been restored",),
)
BROKEN = Record(
    104,
    "Luca Rossi",
    State.NOT_GRADABLE,
    reason="abgabe.ipynb: not a notebook: expected JSON, found a PDF file (%PDF-1.7); ask for the notebook",
    notice="Die Datei «abgabe.ipynb» ist kein Notebook, sondern ein PDF. Bitte geben Sie das Notebook selbst ab.",
)
ABSENT = Record(105, "Nina Meier", State.NOT_SUBMITTED, reason="no submission in the export", notice="")
SUSPICIOUS = Record(
    106,
    "Ruedi Zgraggen",
    State.GRADED,
    parts=parts({"c_border": (0.0, BORDER_MESSAGE), "d_step_normalised": (0.0, "Die Schritte sind verschieden lang.")}),
    seconds=19.8,
    notes=("tried to open a network connection 4 times", "cell test_c had been changed and was restored"),
)
CLASS = (FULL, SOME, LIMITED, BROKEN, ABSENT, SUSPICIOUS)

MARKS = (
    ManualMark("f", 4.5, 6.0, "Gut beobachtet. Beim **rezeptiven Feld** fehlt die Begründung,\nsiehe Vorlesung 9."),
    ManualMark("g", None, 6.0),
)


def png(seed: int, size: int = 96) -> bytes:
    """Return a picture with waves, as a filter picture looks."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:size, 0:size] / size
    waves = [np.sin(2 * math.pi * (rng.uniform(2, 9) * x + rng.uniform(2, 9) * y + rng.uniform())) for _ in range(3)]
    image = 128 + 60 * np.stack(waves, axis=2) + rng.normal(0, 12, (size, size, 3))
    buffer = io.BytesIO()
    Image.fromarray(image.clip(0, 255).astype(np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


EVIDENCE = Evidence(
    curve=tuple(0.7 + 3.1 * (1 - math.exp(-k / 11)) + 0.05 * math.sin(k) for k in range(31)),
    reference_curve=tuple(0.7 + 3.9 * (1 - math.exp(-k / 12)) for k in range(31)),
    pictures=tuple(Picture(k, png(k), png(100 + k)) for k in range(4)),
)
