# why: linear interpolation between the two ends of the range
# loses: nothing
# %% d_initialize_image
initialize_image = lambda img_height, img_width: torch.lerp(
    torch.full((1, 3, img_height, img_width), -0.125),
    torch.full((1, 3, img_height, img_width), 0.125),
    torch.rand(1, 3, img_height, img_width),
)
