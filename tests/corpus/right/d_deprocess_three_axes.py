# why: takes (3,H,W) as well as (1,3,H,W), and picks the channels one by one
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    array = np.asarray(img.detach())
    if array.ndim == 4:
        array = array[0]
    red, green, blue = array
    array = np.dstack([red, green, blue])
    array = (array - array.mean()) / array.std() * 64 + 128
    return np.clip(array, 0, 255).astype(np.uint8)
