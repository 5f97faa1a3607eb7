# why: (3,H,W) instead of (H,W,3). May lose d_deprocess_values, which needs to know where the channels are
# loses: d_deprocess_format
# may lose: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0]
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)
