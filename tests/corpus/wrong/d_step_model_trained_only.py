# why: the optimizer moves the model instead of the picture, which comes back as it was, whatever the rate. May
#   lose d_step_normalised: a picture that does not move has no step to measure
# loses: d_step_uphill d_step_rate
# may lose: d_step_normalised
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, maximize=True)
    loss = compute_loss(img, filter_index, model)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach(), img
