# why: the first five steps are for another filter
# loses: d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).to(device)
    for k in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index if k >= 5 else 0, LEARNING_RATE, model)
    return loss, deprocess_image(img)
