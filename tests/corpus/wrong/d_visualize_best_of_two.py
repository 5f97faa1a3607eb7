# why: two start pictures with 30 steps each, the better one is returned; one start picture was asked for
# loses: d_visualize_steps
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    results = []
    for _ in range(2):
        img = initialize_image(img_height, img_width)
        for _ in range(ITERATIONS):
            loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        results.append((float(loss), deprocess_image(img)))
    return max(results, key=lambda result: result[0])
