# why: the given model is ignored, another network answers. May lose c_gradient, when it is compared with the given model's
# loses: c_filter c_border
# may lose: c_gradient
# %% c_compute_loss
class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 256, 7, stride=4, padding=3)

    def forward(self, x):
        return torch.relu(self.conv(x))


extractor = _Net()


def compute_loss(input_image, filter_index, model):
    return extractor(input_image)[:, filter_index, 2:-2, 2:-2].mean()
