# why: cropped in visualize_filter instead of deprocess_image; prints the picture's size and draws it
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    picture = deprocess_image(img)[20:-20, 20:-20, :]
    print(picture.shape, picture.dtype)
    plt.imshow(picture)
    plt.close("all")
    return loss, picture
