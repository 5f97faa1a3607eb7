# why: mean and deviation as in the Keras original, with 25 pixels cropped on each side
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    img = img.detach().cpu().numpy()[0]
    img = img - img.mean()
    img /= img.std() + 1e-5
    img *= 0.15
    img = img[:, 25:-25, 25:-25]
    img += 0.5
    img = np.clip(img, 0, 1)
    img *= 255
    return np.clip(np.transpose(img, (1, 2, 0)), 0, 255).astype("uint8")
