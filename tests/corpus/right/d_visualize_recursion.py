# why: 30 steps by recursion
# loses: nothing
# %% d_visualize_filter
def climb(img, filter_index, model, steps):
    loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return (loss, img) if steps == 1 else climb(img.detach(), filter_index, model, steps - 1)


def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    loss, img = climb(initialize_image(img_height, img_width), filter_index, model, ITERATIONS)
    return loss, deprocess_image(img)
