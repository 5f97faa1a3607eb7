# why: three rounds of ten steps are 30 steps; warnings and slowness (a second and a half) cost nothing
# loses: nothing
# %% d_visualize_filter
import time
import warnings


def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for round_ in range(3):
        warnings.warn(f"Runde {round_}")
        time.sleep(0.5)
        for _ in range(10):
            loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
    return loss, deprocess_image(img)
