# why: the objective is written out instead of calling compute_loss; a named tuple is a tuple
# loses: nothing
# %% d_gradient_ascent_step
from collections import namedtuple

Step = namedtuple("Step", ["loss", "img"])


def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = model(img)[:, filter_index, 2:-2, 2:-2].mean()
    loss.backward()
    return Step(loss.detach(), (img + learning_rate * img.grad / img.grad.abs().mean()).detach())
