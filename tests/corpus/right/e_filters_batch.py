# why: all filters at once in a batch, without calling visualize_filter: picture i climbs on filter i
# loses: nothing
# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    imgs = torch.cat([initialize_image(IMG_SIZE, IMG_SIZE).detach() for _ in range(n_filters)])
    index = torch.arange(n_filters)
    for _ in range(ITERATIONS):
        imgs.requires_grad_(True)
        activation = model(imgs)[index, index, 2:-2, 2:-2]
        grad = torch.autograd.grad(activation.mean(dim=(1, 2)).sum(), imgs)[0]
        norms = grad.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
        imgs = (imgs + LEARNING_RATE * grad / (norms + 1e-8)).detach()
    return [deprocess_image(img[None]) for img in imgs]
