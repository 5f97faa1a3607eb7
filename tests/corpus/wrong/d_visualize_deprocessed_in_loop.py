# why: the picture is scaled back to whole numbers after each step, so the second step ends in an error
# loses: d_visualize_format d_visualize_steps d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        img = deprocess_image(img)
    return loss, img
