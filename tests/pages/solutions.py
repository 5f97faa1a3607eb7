"""A template, and solutions to it that were written independently of each other, as text by cell."""

from __future__ import annotations

TEMPLATE = {
    "b_feature_extractor": '''\
class FeatureExtractor(pl.LightningModule):
    """Gibt die Aktivierungen einer Zielschicht zurück."""

    def __init__(self, backbone: nn.Module, target_layer: str) -> None:
        super().__init__()
        raise NotImplementedError

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError
''',
    "c_compute_loss": '''\
def compute_loss(input_image: torch.Tensor, filter_index: int, model: nn.Module) -> torch.Tensor:
    """Misst, wie stark ein Filter auf ein Bild anspricht."""
    raise NotImplementedError
''',
    "d_gradient_ascent_step": '''\
def gradient_ascent_step(img, filter_index, learning_rate, model):
    """Verändert ein Bild so, dass ein Filter stärker anspricht."""
    raise NotImplementedError
''',
    "d_deprocess_image": '''\
def deprocess_image(img: torch.Tensor) -> np.ndarray:
    """Macht aus dem Ergebnis ein Bild zum Ansehen."""
    raise NotImplementedError
''',
    "e_stitch_filters": '''\
def stitch_filters(images: list[np.ndarray], n: int = 8, margin: int = 5) -> np.ndarray:
    """Setzt n × n Bilder zusammen."""
    raise NotImplementedError
''',
}

HOOKS = {
    "b_feature_extractor": '''\
class FeatureExtractor(pl.LightningModule):
    """Gibt die Aktivierungen einer Zielschicht zurück."""

    def __init__(self, backbone: nn.Module, target_layer: str) -> None:
        super().__init__()
        modules = dict(backbone.named_modules())
        if target_layer not in modules:
            raise ValueError(f"Die Schicht {target_layer} gibt es nicht")
        self.backbone = backbone
        self.result = None
        modules[target_layer].register_forward_hook(self.keep)

    def keep(self, module, inputs, output):
        self.result = output.clone()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.backbone(x)
        return self.result
''',
    "c_compute_loss": '''\
def compute_loss(input_image: torch.Tensor, filter_index: int, model: nn.Module) -> torch.Tensor:
    """Misst, wie stark ein Filter auf ein Bild anspricht."""
    activation = model(input_image)
    return activation[:, filter_index, 2:-2, 2:-2].mean()
''',
    "d_gradient_ascent_step": '''\
def gradient_ascent_step(img, filter_index, learning_rate, model):
    """Verändert ein Bild so, dass ein Filter stärker anspricht."""
    picture = img.detach().clone().requires_grad_(True)
    loss = compute_loss(picture, filter_index, model)
    loss.backward()
    slope = picture.grad / (torch.linalg.vector_norm(picture.grad) + 1e-8)
    with torch.no_grad():
        picture = picture + learning_rate * slope
    return loss.item(), picture.detach()
''',
    "d_deprocess_image": '''\
def deprocess_image(img: torch.Tensor) -> np.ndarray:
    """Macht aus dem Ergebnis ein Bild zum Ansehen."""
    array = img.detach().cpu().numpy()[0].transpose(1, 2, 0)
    array = (array - array.mean()) / (array.std() + 1e-5)
    array = array * 0.15 + 0.5
    array = np.clip(array, 0.0, 1.0)
    return (array * 255).astype(np.uint8)
''',
    "e_stitch_filters": '''\
def stitch_filters(images: list[np.ndarray], n: int = 8, margin: int = 5) -> np.ndarray:
    """Setzt n × n Bilder zusammen."""
    height, width = images[0].shape[:2]
    sheet = np.zeros((height * n + margin * (n - 1), width * n + margin * (n - 1), 3), dtype=np.uint8)
    for number, picture in enumerate(images[: n * n]):
        top = (number // n) * (height + margin)
        left = (number % n) * (width + margin)
        sheet[top : top + height, left : left + width, :] = picture
    return sheet
''',
}

TORCHVISION = {
    "b_feature_extractor": """\
from torchvision.models.feature_extraction import create_feature_extractor

class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        backbone.get_submodule(target_layer)
        self.net = create_feature_extractor(backbone, return_nodes=[target_layer])
        self.target_layer = target_layer

    def forward(self, x):
        out = self.net(x)
        return out[self.target_layer]
""",
    "c_compute_loss": """\
def compute_loss(input_image, filter_index, model):
    out = model(input_image)
    _, _, h, w = out.shape
    out = out.narrow(2, 2, h - 4).narrow(3, 2, w - 4)
    return torch.mean(out[0, filter_index])
""",
    "d_gradient_ascent_step": """\
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img.requires_grad = True
    optimizer = torch.optim.SGD([img], lr=learning_rate, maximize=True)
    optimizer.zero_grad()
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    img.grad = nn.functional.normalize(img.grad.flatten(), dim=0).view_as(img)
    optimizer.step()
    return loss, img.detach()
""",
    "d_deprocess_image": """\
def deprocess_image(img):
    img = img[0].detach()
    low, high = img.amin(), img.amax()
    img = img.sub(low).div(high - low).mul(255)
    return img.byte().permute(1, 2, 0).cpu().numpy()
""",
    "e_stitch_filters": """\
def stitch_filters(images, n=8, margin=5):
    rows = []
    for r in range(n):
        row = []
        for c in range(n):
            row.append(images[r * n + c])
            if c < n - 1:
                row.append(np.zeros((images[0].shape[0], margin, 3), np.uint8))
        rows.append(np.hstack(row))
        if r < n - 1:
            rows.append(np.zeros((margin, rows[0].shape[1], 3), np.uint8))
    return np.vstack(rows)
""",
}
