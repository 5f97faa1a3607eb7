# why: hyperparameters, a training step and an optimizer are not needed but do no harm
# loses: nothing
# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    """Gibt die Aktivierungen einer Schicht zurück."""

    def __init__(self, backbone, target_layer, learning_rate=1e-3, verbose=True):
        super().__init__()
        self.save_hyperparameters("target_layer", "learning_rate")
        self.backbone = backbone
        self._features = None
        self.backbone.get_submodule(self.hparams.target_layer).register_forward_hook(self._hook_fn)
        if verbose:
            print("Zielschicht:", self.hparams.target_layer)

    def _hook_fn(self, module, inputs, output):
        self._features = output

    def forward(self, x):
        with torch.enable_grad():
            self.backbone(x.to(self.device))
        return self._features

    def training_step(self, batch, batch_idx):
        return self(batch[0]).mean()

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.learning_rate)
