# why: not clipped: values outside of the range wrap round
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    x = (x - x.mean()) / x.std() * 0.5 + 0.5
    return (x * 255).astype(np.int64).astype(np.uint8)
