# why: the values become whole numbers before they are multiplied: black and white
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().cpu()[0].permute(1, 2, 0).numpy()
    x = (x - x.mean()) / (x.std() + 1e-5) * 0.25 + 0.5
    return np.clip(x, 0, 1).astype("uint8") * 255
