# why: evaluation mode is made sure of, and the mode set back afterwards
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    was_training = model.training
    model.eval()
    try:
        activation = model(input_image)
    finally:
        model.train(was_training)
    return torch.mean(activation[:, filter_index, 2:-2, 2:-2])
