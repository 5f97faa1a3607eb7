# why: squeezed into a few grey levels around the middle, so nothing is to be seen
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    x = (x - x.mean()) / x.std()
    return np.clip(128 + 3 * x, 0, 255).astype(np.uint8)
