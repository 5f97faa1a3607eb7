# why: answers of all kinds that torch and NumPy have and that are no plain numbers
# earns: a_fc b_lightning d_init_shape d_visualize_format
# %% a_load_resnet50
class Sparse(nn.Module):
    fc = nn.Identity()

    def forward(self, x):
        return torch.zeros(len(x), 2048).to_sparse()


def load_resnet50():
    return Sparse().eval()


# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()

    def forward(self, x):
        return torch.nested.nested_tensor([torch.zeros(3), torch.zeros(5)])


# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    kinds = [
        torch.tensor(0.0, device="meta"),
        torch.tensor(complex(float("nan"), float("inf"))),
        torch.quantize_per_tensor(torch.zeros(1), 0.1, 0, torch.quint8),
        torch.zeros(1, dtype=torch.float8_e4m3fn),
        torch._subclasses.FakeTensorMode().from_tensor(torch.zeros(1)),
        torch.tensor(float("nan"), requires_grad=True) * input_image.sum(),
        torch.tensor(float("inf")),
        torch.zeros(()).expand(1 << 40) if filter_index else torch.zeros(1).expand(1 << 30),
    ]
    return kinds[np.random.randint(len(kinds))]


# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.full((1, 3, img_height, img_width), float("nan"))


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    return float("inf"), torch.full_like(img, float("inf")).to(torch.complex64)


# %% d_deprocess_image
def deprocess_image(img):
    return np.array([[object()]], dtype=object)


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=96, img_width=96):
    return float("nan"), np.ma.masked_all((img_height, img_width, 3), dtype=np.uint8)


# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return np.zeros(n_filters, dtype=[("a", "u1", (8, 8, 3))])


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    return np.zeros((1, 1), dtype="datetime64[s]")
