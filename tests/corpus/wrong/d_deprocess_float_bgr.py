# why: two mistakes, float and exchanged channels
# loses: d_deprocess_format d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0][::-1].transpose(1, 2, 0)
    return 255.0 * (x - x.min()) / (x.max() - x.min())
