# why: the given model is ignored, the gradient comes from another network. May lose d_step_returns: so does the loss
# loses: d_step_uphill
# may lose: d_step_returns
# %% d_gradient_ascent_step
torch.manual_seed(RAND)
extractor = nn.Sequential(nn.Conv2d(3, 256, 7, stride=4, padding=3), nn.Softplus())


def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, extractor)
    loss.backward()
    return loss.detach(), (img + learning_rate * img.grad / img.grad.norm()).detach()
