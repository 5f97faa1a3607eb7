# why: nothing was done
# loses: d_deprocess_format d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    raise NotImplementedError()
