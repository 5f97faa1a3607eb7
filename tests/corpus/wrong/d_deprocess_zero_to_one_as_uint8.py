# why: scaled to [0, 1] and converted to whole numbers, which leaves 0 and 1
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach()[0].permute(1, 2, 0)
    x = (x - x.min()) / (x.max() - x.min())
    return x.numpy().astype(np.uint8)
