# why: a smaller learning rate of one's own, with which the rise is still clear
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for i in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, 5.0, model)
    return loss, deprocess_image(img)
