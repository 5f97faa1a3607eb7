# why: the loop over the steps is written out here again
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    images = []
    for filter_index in range(n_filters):
        img = initialize_image(IMG_SIZE, IMG_SIZE)
        for _ in range(ITERATIONS):
            loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        images += [deprocess_image(img)]
    return images
