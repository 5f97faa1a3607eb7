"""A made-up class, from its Moodle export to marks: right, wrong, late, broken and hostile submissions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.assignment import NOTEBOOK, RELEASE
from autograder.made_up import solution_cells, solved_notebook
from autograder.moodle.language import GERMAN, Status
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet
from autograder.sandbox.limits import Limits

DUE = datetime(2025, 6, 3, 23, 59)
LATE = datetime(2025, 6, 5, 8, 12)
LIMITS = Limits(cell_s=15, call_s=6, submission_s=120)  # the demo is not to take long over an endless loop
LAYOUT = Layout(language=GERMAN, maximum=36.0)
FILE = f"{NOTEBOOK}.ipynb"


@dataclass(frozen=True)
class DemoClass:
    """Files of the made-up class."""

    export: Path
    worksheet: Path


def make_class(folder: Path) -> DemoClass:
    """Write the Moodle export and the grading worksheet of the made-up class."""
    folder.mkdir(parents=True, exist_ok=True)
    made = DemoClass(folder / "ANN-U08-XAI-4711.zip", folder / "Bewertungen-ANN-U08.csv")
    students = _students()
    make_export(made.export, students, LAYOUT)
    make_worksheet(made.worksheet, students, LAYOUT)
    return made


def _students() -> list[SampleStudent]:
    solution = solution_cells()

    def change(cell: str, old: str, new: str) -> bytes:
        return solved_notebook({cell: _replaced(solution[cell], old, new)})

    cheat = _CHEAT + solution["c_compute_loss"].replace("2:-2, 2:-2", ":, :")
    endless = "def visualize_filter(filter_index, model, img_height=96, img_width=96):\n    while True:\n        pass\n"
    names_and_files: list[tuple[str, dict[str, bytes], dict[str, object]]] = [
        ("Anna Abegg", {FILE: solved_notebook()}, {}),
        ("Beat Bühler", {FILE: RELEASE.read_bytes()}, {}),
        (
            "Chiara Caduff",
            {FILE: solved_notebook({"a_load_resnet50": _RANDOM})},
            {},
        ),
        ("Dario De Luca", {FILE: solved_notebook({"b_feature_extractor": _FINAL_OUTPUT})}, {}),
        ("Eva Egli", {FILE: change("c_compute_loss", "2:-2, 2:-2", "2:, 2:")}, {}),
        ("Fabian Frei", {FILE: solved_notebook({"d_gradient_ascent_step": _DESCENT})}, {}),
        ("Gian Müller-O'Connor", {FILE: solved_notebook({"e_stitch_filters": _TRANSPOSED})}, {}),
        ("Hanna Huber", {f"{NOTEBOOK} (1).ipynb": solved_notebook()}, {"submitted_at": LATE}),
        ("Ivo Imhof", {FILE: solved_notebook({"d_visualize_filter": endless})}, {}),
        ("Jana Jost", {"Bericht.pdf": b"%PDF-1.7\n% no notebook\n"}, {}),
        ("Lea Lüthi", {FILE: solved_notebook({"c_compute_loss": cheat})}, {}),
        ("Mia Meier", {FILE: b'{"cells": [ this is no JSON'}, {}),
        ("Noé Näf", {}, {"status": Status.NONE, "submitted_at": None}),
    ]
    return [
        SampleStudent(participant=101 + index, name=name, files=files, **facts)  # type: ignore[arg-type]  # fields by name
        for index, (name, files, facts) in enumerate(names_and_files)
    ]


def _replaced(source: str, old: str, new: str) -> str:
    if old not in source:
        raise ValueError(f"expected {old!r} in the model solution, which has changed; change the demo too")
    return source.replace(old, new)


_RANDOM = """def load_resnet50():
    model = models.resnet50(weights=None)
    model.fc = nn.Identity()
    return model.eval()
"""
_CHEAT = "get_ipython().user_ns['score_part'] = lambda *args: 99.0\n"
_FINAL_OUTPUT = """class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone

    def forward(self, x):
        return self.backbone(x)
"""
_DESCENT = """def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.clone().detach().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    gradient = img.grad / (img.grad.norm() + 1e-8)
    return loss.detach(), (img - learning_rate * gradient).detach()
"""
_TRANSPOSED = """def stitch_filters(images, n=8, margin=5):
    h, w, _ = images[0].shape
    grid = np.zeros((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3), dtype=np.uint8)
    for i in range(n):
        for j in range(n):
            grid[i * (h + margin):i * (h + margin) + h, j * (w + margin):j * (w + margin) + w] = images[j * n + i]
    return grid
"""
