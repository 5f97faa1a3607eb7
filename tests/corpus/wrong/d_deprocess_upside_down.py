# why: the picture is returned upside down
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)[::-1].copy()
