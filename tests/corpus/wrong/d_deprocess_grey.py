# why: colours are averaged away and the colour axis with them
# loses: d_deprocess_format d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].mean(axis=0)
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(np.uint8)
