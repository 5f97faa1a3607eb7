# why: (1,H,W,3), the batch axis is still there. May lose d_deprocess_values, which needs to know where the channels are
# loses: d_deprocess_format
# may lose: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy().transpose(0, 2, 3, 1)
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)
