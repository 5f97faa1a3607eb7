# why: a lambda that returns a generator expression; the default number of filters is the constant of the set-up cell
# loses: nothing
# %% e_visualize_filters
visualize_filters = lambda model, n_filters=N_FILTERS: (
    picture for _, picture in map(lambda i: visualize_filter(i, model, IMG_SIZE, IMG_SIZE), range(n_filters))
)
