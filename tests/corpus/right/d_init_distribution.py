# why: a distribution object gives the same noise
# loses: nothing
# %% d_initialize_image
from torch.distributions import Uniform


def initialize_image(img_height, img_width):
    """Startbild aus gleichverteiltem Rauschen."""
    return (
        Uniform(low=-0.125, high=0.125)
        .sample((1, 3, img_height, img_width))
        .contiguous(memory_format=torch.channels_last)
    )
