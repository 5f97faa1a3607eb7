# why: transposed to (W,H,3): the picture is mirrored at its diagonal, which shows in the shape unless it is square. May lose
#   d_deprocess_values, because bright places are elsewhere
# loses: d_deprocess_format
# may lose: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].T
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)
