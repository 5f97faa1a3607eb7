# why: divided by the maximum without shifting first, so dark pixels are negative and wrap round
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    return (x / x.max() * 255).astype(np.int64).astype(np.uint8)
