# why: each step starts from a fresh random picture: 30 gradients, but no path, and no rise
# loses: d_visualize_steps d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    for _ in range(ITERATIONS):
        img = initialize_image(img_height, img_width)
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
