# why: clipped to [0, 255] without scaling, which leaves a black picture
# loses: d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    return np.clip(x, 0, 255).astype(np.uint8)
