# why: divided by the largest component; own helper in the same cell, parameters frozen and thawed again
# loses: nothing
# %% d_gradient_ascent_step
def normalise(g: torch.Tensor) -> torch.Tensor:
    return g / (g.abs().max() + 1e-9)


def gradient_ascent_step(img, filter_index, learning_rate, model):
    frozen = [p for p in model.parameters() if p.requires_grad]
    for p in frozen:
        p.requires_grad_(False)
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    for p in frozen:
        p.requires_grad_(True)
    return loss, (img + learning_rate * normalise(img.grad)).detach()
