# why: the mean of the colours three times over; shape right, colours lost
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].mean(axis=0)
    x = (x - x.min()) / (x.max() - x.min()) * 255
    return np.stack([x, x, x], axis=-1).astype(np.uint8)
