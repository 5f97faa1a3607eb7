# why: every function returns something of the right shape and type, and none does what is asked for
# loses: a_pretrained a_eval b_values b_nested c_filter c_border d_init_range d_init_random d_step_uphill d_step_rate
#   d_deprocess_values d_visualize_steps d_visualize_rise e_filters_order e_stitch_layout e_stitch_margin
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50()
    model.fc = nn.Identity()
    return model


# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        backbone.get_submodule(target_layer).register_forward_hook(self.hook)

    def hook(self, module, inputs, output):
        self.activation = output * 2

    def forward(self, x):
        self.backbone(x)
        return self.activation


# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index].sum()


# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.ones(1, 3, img_height, img_width)


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach(), (img - 0.01 * img.grad / img.grad.norm()).detach()


# %% d_deprocess_image
def deprocess_image(img):
    return img.detach()[0].permute(1, 2, 0).to(torch.uint8)


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    for _ in range(10):
        img = initialize_image(img_height, img_width)
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)


# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    loss, img = visualize_filter(0, model)
    return [img for _ in range(n_filters)]


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.full((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3), 255, dtype=np.uint8)
    stitched[:h, :w] = images[0]
    return stitched
