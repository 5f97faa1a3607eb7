# why: counting from 0 to 30 makes 31 steps
# loses: d_visualize_steps
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    i = 0
    while i <= ITERATIONS:
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        i += 1
    return loss, deprocess_image(img)
