# why: written pixel row by pixel row, slow but right; the crop is ten pixels
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img, crop=10):
    x = img.detach()[0, :, crop:-crop, crop:-crop]
    low, high = float(x.min()), float(x.max())
    rows = []
    for y in range(x.shape[1]):
        rows.append([[int(255 * (v - low) / (high - low)) for v in pixel] for pixel in x[:, y].T.tolist()])
    return np.array(rows, dtype=np.uint8)
