# why: the cell sets ITERATIONS to 50, so there are 50 steps
# loses: d_visualize_steps
# %% d_visualize_filter
ITERATIONS = 50


def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
