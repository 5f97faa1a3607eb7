# why: absolute values: the darkest pixels become bright
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = np.abs(img.detach().numpy()[0]).transpose(1, 2, 0)
    return (x / x.max() * 255).astype(np.uint8)
