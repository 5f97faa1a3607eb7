# why: the first and the last percentile become black and white, the rest is clipped, so nothing overflows
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    x = np.moveaxis(img.detach().numpy().squeeze(), 0, 2)
    low, high = np.percentile(x, [1, 99])
    x = np.interp(x, (low, high), (0, 255))
    return x.astype(np.uint8)
