# why: compute_loss returns the negated mean and the step descends on it: together that is ascent, so the sign costs points
#   in (c) alone. May lose c_gradient, when its direction is compared with that of the mean
# loses: c_filter
# may lose: c_gradient
# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    return -model(input_image)[:, filter_index, 2:-2, 2:-2].mean()


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach(), (img - learning_rate * img.grad / img.grad.norm()).detach()
