# why: one subtle mistake in each part
# loses: a_fc b_nested c_border d_step_rate e_stitch_shape
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.ReLU()
    return model.eval()


# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        getattr(backbone, target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output

    def forward(self, x):
        self.backbone(x)
        return self.activation


# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-1, 2:-1].mean()


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach(), (img + LEARNING_RATE * img.grad / img.grad.norm()).detach()


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3))
    for i in range(n):
        for j in range(n):
            top, left = i * (h + margin), j * (w + margin)
            stitched[top : top + h, left : left + w] = images[i * n + j]
    return stitched
