# why: the picture after one of 30 steps is returned
# loses: d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    start = initialize_image(img_height, img_width).to(device)
    loss, img = gradient_ascent_step(start, filter_index, LEARNING_RATE, model)
    x = img
    for _ in range(ITERATIONS - 1):
        loss, x = gradient_ascent_step(x, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
