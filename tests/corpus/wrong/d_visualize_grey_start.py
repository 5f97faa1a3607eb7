# why: the start picture is always the same grey, not random. May lose the rise, when the filter is dead on grey
# loses: d_visualize_steps
# may lose: d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = torch.full((1, 3, img_height, img_width), 0.05)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
