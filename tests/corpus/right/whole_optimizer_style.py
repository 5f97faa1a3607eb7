# why: a whole notebook that thinks in losses to be minimised: Adam on the negated loss, torch pictures to the end
# loses: nothing
# %% a_load_resnet50
def load_resnet50():
    return_model = models.get_model("resnet50", weights="IMAGENET1K_V1")
    return_model.fc = nn.Identity()
    return_model.requires_grad_(False)
    return_model.eval()
    return return_model


# %% b_feature_extractor
from torchvision.models.feature_extraction import create_feature_extractor


class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        self.extractor = create_feature_extractor(backbone, {target_layer: "a"})

    def forward(self, x):
        return self.extractor(x)["a"]


# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:-2].flatten().mean()


# %% d_initialize_image
def initialize_image(img_height, img_width):
    return nn.Parameter(torch.empty(1, 3, img_height, img_width).uniform_(-0.125, 0.125))


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = nn.Parameter(img.detach().clone())
    optimizer = torch.optim.Adam([img], lr=learning_rate)
    loss = -compute_loss(img, filter_index, model)
    loss.backward()
    optimizer.step()
    return loss.item(), img


# %% d_deprocess_image
def deprocess_image(img):
    img = img.detach().squeeze(0)
    low, high = torch.quantile(img, torch.tensor([0.01, 0.99]))
    img = ((img - low) / (high - low)).clamp(0, 1)
    return (255 * img).to(torch.uint8).permute(1, 2, 0)


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, 0.05, model)
    return loss, deprocess_image(img)


# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return [visualize_filter(i, model)[1] for i in range(n_filters)]


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    images = torch.stack([torch.as_tensor(np.array(image)) for image in images])
    images = nn.functional.pad(images, (0, 0, 0, margin, 0, margin))
    rows = [torch.cat(list(images[r * n : (r + 1) * n]), dim=1) for r in range(n)]
    return torch.cat(rows)[:-margin, :-margin]
