# why: a whole notebook in as few lines as possible
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    net = models.resnet50(weights="DEFAULT").eval()
    net.fc = nn.Identity()
    return net


# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.net = backbone
        self.net.get_submodule(target_layer).register_forward_hook(lambda *args: setattr(self, "out", args[-1]))

    def forward(self, x):
        self.net(x)
        return self.out


# %% c_compute_loss
compute_loss = lambda input_image, filter_index, model: model(input_image)[0, filter_index, 2:-2, 2:-2].mean()
# %% d_initialize_image
initialize_image = lambda img_height, img_width: torch.rand(1, 3, img_height, img_width) / 4 - 1 / 8


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    x = img.detach().requires_grad_()
    loss = compute_loss(x, filter_index, model)
    g = torch.autograd.grad(loss, x)[0]
    return loss, x.detach() + learning_rate * g / g.norm()


# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach()[0].permute(1, 2, 0).numpy()
    return np.uint8(255 * (x - x.min()) / np.ptp(x))


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(30):
        loss, img = gradient_ascent_step(img, filter_index, 10, model)
    return loss, deprocess_image(img)


# %% e_visualize_filters
visualize_filters = lambda model, n_filters=64: [visualize_filter(i, model)[1] for i in range(n_filters)]


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    p = [np.pad(x, ((0, margin), (0, margin), (0, 0))) for x in images]
    return np.vstack([np.hstack(p[r * n : r * n + n]) for r in range(n)])[:-margin, :-margin]
