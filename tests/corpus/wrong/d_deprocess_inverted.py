# why: a negative, bright becomes dark
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    return ((x.max() - x) / (x.max() - x.min()) * 255).astype(np.uint8)
