# why: reshape instead of permute: the right shape, but the pixels are scrambled
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()
    x = x.reshape(x.shape[2], x.shape[3], 3)
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)
