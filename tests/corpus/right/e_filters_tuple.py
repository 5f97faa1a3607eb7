# why: a tuple from a list comprehension
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    return tuple([visualize_filter(i, model)[1] for i in range(n_filters)])
