# why: two steps in each of 30 rounds, 60 in all
# loses: d_visualize_steps
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        _, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
