# why: scaled by 256, so the brightest pixel becomes 0
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    x = (x - x.min()) / (x.max() - x.min())
    return (x * 256).astype(np.int64).astype(np.uint8)
