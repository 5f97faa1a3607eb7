# why: a pool of threads; map keeps the order
# loses: nothing
# %% e_visualize_filters
from concurrent.futures import ThreadPoolExecutor


def visualize_filters(model, n_filters=64):
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda i: visualize_filter(i, model)[1], range(n_filters)))
