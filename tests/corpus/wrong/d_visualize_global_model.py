# why: the given model is ignored, another network is climbed on
# loses: d_visualize_steps d_visualize_rise
# %% d_visualize_filter
extractor = nn.Sequential(nn.Conv2d(3, 256, 7, stride=4, padding=3), nn.Softplus())


def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, extractor)
    return loss, deprocess_image(img)
