# why: the formula of the Keras original with torch
# loses: nothing
# %% d_initialize_image
def initialize_image(img_height, img_width):
    img = torch.rand((1, 3, img_height, img_width), device=device)
    return (img - 0.5) * 0.25
