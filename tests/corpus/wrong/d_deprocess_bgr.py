# why: the channels come in the order blue, green, red
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)[:, :, ::-1]
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)
