# why: the loss is also computed without gradient before each step and before the first, which are no steps
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    history = np.zeros(ITERATIONS + 1)
    for i in range(ITERATIONS):
        with torch.no_grad():
            history[i] = compute_loss(img, filter_index, model)
        _, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    with torch.no_grad():
        history[-1] = compute_loss(img, filter_index, model)
    return history[-1], deprocess_image(img)
