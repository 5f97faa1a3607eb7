# why: negated loss and maximize=True, two signs that together go downhill
# loses: d_step_uphill
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    optimizer = torch.optim.Adam([img], lr=learning_rate, maximize=True)
    loss = -compute_loss(img, filter_index, model)
    loss.backward()
    optimizer.step()
    return -loss.detach(), img.detach()
