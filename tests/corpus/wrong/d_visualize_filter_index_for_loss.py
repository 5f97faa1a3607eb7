# why: the filter's number stands where the loss belongs
# loses: d_visualize_format
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).to(device)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return filter_index, deprocess_image(img)
