# why: nothing was done
# loses: d_visualize_format d_visualize_steps d_visualize_rise
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    raise NotImplementedError()
