# why: green and blue are exchanged
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach()[0, [0, 2, 1]].permute(1, 2, 0).numpy()
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)
