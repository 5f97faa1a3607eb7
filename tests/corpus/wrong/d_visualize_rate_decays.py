# why: the learning rate is divided by 100 after each step, so all but the first step are in vain
# loses: d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    rate = 0.1
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, rate, model)
        rate = max(rate / 100, 1e-4)
    return loss, deprocess_image(img)
