# why: the picture's colours are averaged
# loses: d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).to(device)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    grey = deprocess_image(img).mean(axis=2, keepdims=True)
    return loss, np.repeat(grey, 3, axis=2).astype("uint8")
