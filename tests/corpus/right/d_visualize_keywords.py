# why: all calls by keyword, sizes as keyword-only defaults
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE, *, iterations=ITERATIONS, rate=10.0):
    img = initialize_image(img_height=img_height, img_width=img_width)
    for _ in range(iterations):
        loss, img = gradient_ascent_step(img=img, filter_index=filter_index, learning_rate=rate, model=model)
    return loss, deprocess_image(img=img)
