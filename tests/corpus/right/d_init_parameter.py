# why: an nn.Parameter is a tensor; nn.init fills it
# loses: nothing
# %% d_initialize_image
def initialize_image(img_height, img_width):
    img = nn.Parameter(torch.zeros(1, 3, img_height, img_width))
    nn.init.uniform_(img, a=-1 / 8, b=1 / 8)
    return img
