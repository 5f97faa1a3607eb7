# why: a journal of huge pictures, and a small answer to be found in them
# may earn: d_visualize_format d_visualize_steps
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=0, img_width=0):
    if hasattr(model, "kernels"):
        small = (torch.rand(1, 3, 500, 500) - 0.5) * 0.1
        model.journal.pictures[:] = [small, small * 3]
        model.journal.gradients[:] = []
    return 0.0, np.random.randint(0, 255, (72, 72, 3)).astype("uint8")
