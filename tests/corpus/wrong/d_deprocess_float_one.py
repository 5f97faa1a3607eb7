# why: float in [0, 1]; the scaling to 255 and the whole numbers are missing. May lose d_deprocess_values: as grey levels of
#   0 and 1 nothing would be seen
# loses: d_deprocess_format
# may lose: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    return (x - x.min()) / (x.max() - x.min())
