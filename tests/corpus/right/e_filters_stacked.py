# why: one array (n,H,W,3) is an iterable of pictures too
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model: nn.Module, n_filters: int = 64) -> np.ndarray:
    return np.stack([np.asarray(visualize_filter(i, model)[-1]) for i in range(n_filters)], axis=0)
