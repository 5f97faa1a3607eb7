# why: for one picture activation[0, f] and activation[:, f] are the same
# loses: nothing
# %% c_compute_loss
def compute_loss(input_image: torch.Tensor, filter_index: int, model: nn.Module) -> torch.Tensor:
    activation = model(input_image)
    filter_activation = activation[0, filter_index, 2:-2, 2:-2]
    print("Mittlere Aktivierung:", float(filter_activation.mean()))
    return torch.mean(filter_activation)
