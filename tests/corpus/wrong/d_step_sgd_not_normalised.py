# why: SGD with maximize=True steps by the gradient as it is
# loses: d_step_normalised
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    optimizer = torch.optim.SGD([img], lr=learning_rate, maximize=True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    optimizer.step()
    return loss.detach(), img.detach()
