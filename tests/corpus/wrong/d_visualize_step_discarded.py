# why: the new picture is thrown away, all 30 steps are made at the start picture
# loses: d_visualize_steps d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, new_img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(new_img)
