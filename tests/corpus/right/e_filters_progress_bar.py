# why: progress bar on stderr, prints, extra arguments
# loses: nothing
# %% e_visualize_filters
from tqdm.auto import tqdm


def visualize_filters(model, n_filters=64, img_height=IMG_SIZE, img_width=IMG_SIZE, verbose=True):
    all_images = []
    for filter_index in tqdm(range(n_filters), unit="Filter"):
        if verbose:
            print(f"Verarbeite Filter {filter_index}")
        loss, img = visualize_filter(filter_index=filter_index, model=model, img_height=img_height, img_width=img_width)
        all_images.append(img)
    return all_images
