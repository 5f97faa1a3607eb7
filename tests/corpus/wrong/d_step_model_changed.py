# why: the optimizer also moves the model's parameters
# loses: d_step_uphill
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    optimizer = torch.optim.SGD([img, *model.parameters()], lr=learning_rate, maximize=True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    img.grad /= img.grad.norm()
    optimizer.step()
    return loss.detach(), img.detach()
