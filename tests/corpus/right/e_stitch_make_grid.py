# why: torchvision's make_grid, its outer margin cut off
# loses: nothing
# %% e_stitch_filters
from torchvision.utils import make_grid


def stitch_filters(images, n=8, margin=5):
    batch = torch.stack([torch.as_tensor(np.array(image)).permute(2, 0, 1) for image in images])
    grid = make_grid(batch[: n * n], nrow=n, padding=margin, pad_value=0)
    return grid[:, margin:-margin, margin:-margin].permute(1, 2, 0).numpy()
