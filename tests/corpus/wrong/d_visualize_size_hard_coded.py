# why: height and width are ignored, the picture has always the same size
# loses: d_visualize_format
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(128, 128)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
