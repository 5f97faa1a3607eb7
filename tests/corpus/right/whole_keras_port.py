# why: a whole notebook as a port of the Keras example, crop included
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    model = models.resnet50(weights=models.ResNet50_Weights.IMAGENET1K_V2)
    model.fc = nn.Identity()
    return model.to(device).eval()


# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.backbone = backbone
        self.layer = backbone.get_submodule(target_layer)

    def forward(self, x):
        out = {}
        handle = self.layer.register_forward_hook(lambda m, i, o: out.update(y=o))
        self.backbone(x)
        handle.remove()
        return out["y"]


# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    activation = model(input_image)
    # We avoid border artifacts by only involving non-border pixels in the loss.
    filter_activation = activation[:, filter_index, 2:-2, 2:-2]
    return torch.mean(filter_activation)


# %% d_initialize_image
def initialize_image(img_height, img_width):
    img = torch.rand((1, 3, img_height, img_width), device=device)
    return (img - 0.5) * 0.25


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    grads = torch.autograd.grad(loss, img)[0]
    grads = grads / torch.sqrt(torch.clamp(torch.sum(grads**2), min=1e-12))
    img = img + learning_rate * grads
    return loss, img


# %% d_deprocess_image
def deprocess_image(img):
    img = img.detach().cpu().numpy()[0].transpose(1, 2, 0)
    img = img - img.mean()
    img /= img.std() + 1e-5
    img *= 0.15
    img = img[25:-25, 25:-25, :]
    img += 0.5
    img = np.clip(img, 0, 1)
    img *= 255
    return np.clip(img, 0, 255).astype("uint8")


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for iteration in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)


# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    all_imgs = []
    for filter_index in range(n_filters):
        print("Processing filter %d" % (filter_index,))
        loss, img = visualize_filter(filter_index, model)
        all_imgs.append(img)
    return all_imgs


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    cropped_height, cropped_width = images[0].shape[0], images[0].shape[1]
    width = n * cropped_width + (n - 1) * margin
    height = n * cropped_height + (n - 1) * margin
    stitched_filters = np.zeros((height, width, 3), dtype="uint8")
    for i in range(n):
        for j in range(n):
            img = images[i * n + j]
            stitched_filters[
                (cropped_height + margin) * i : (cropped_height + margin) * i + cropped_height,
                (cropped_width + margin) * j : (cropped_width + margin) * j + cropped_width,
                :,
            ] = img
    return stitched_filters
