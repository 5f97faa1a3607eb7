# why: 20 steps instead of 30
# loses: d_visualize_steps
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE, iterations=20):
    img = initialize_image(img_height, img_width)
    for _ in range(iterations):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
