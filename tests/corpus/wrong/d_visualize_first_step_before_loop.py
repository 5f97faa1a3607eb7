# why: one step before the loop and thirty in it
# loses: d_visualize_steps
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    loss, img = gradient_ascent_step(initialize_image(img_height, img_width), filter_index, LEARNING_RATE, model)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
