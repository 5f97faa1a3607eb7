# why: takes a numpy array (H,W,3) that visualize_filter makes for it, so it fails by itself; the pictures of
#   visualize_filter are right
# loses: d_deprocess_format d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    height, width, channels = img.shape
    assert channels == 3
    img = (img - np.mean(img)) / (np.std(img) + 1e-5) * 0.15 + 0.5
    return (np.clip(img, 0, 1) * 255).astype("uint8")


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img.detach().squeeze(0).permute(1, 2, 0).numpy())
