# why: a tqdm bar on stderr and prints on stdout cost nothing
# loses: nothing
# %% d_visualize_filter
from tqdm import tqdm


def visualize_filter(filter_index: int, model: nn.Module, img_height: int = 224, img_width: int = 224):
    img = initialize_image(img_height, img_width)
    bar = tqdm(range(ITERATIONS), desc=f"Filter {filter_index}")
    for iteration in bar:
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        bar.set_postfix(loss=float(loss))
        if iteration % 10 == 0:
            print("Iteration", iteration, "Loss:", float(loss))
    return float(loss), deprocess_image(img)
