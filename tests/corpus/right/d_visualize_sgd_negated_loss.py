# why: an optimizer that minimises the negated loss; the negated loss is returned, which is accepted
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width).detach().clone().requires_grad_(True)
    optimizer = torch.optim.SGD([img], lr=LEARNING_RATE)
    for _ in range(ITERATIONS):
        optimizer.zero_grad()
        loss = -compute_loss(img, filter_index, model)
        loss.backward()
        img.grad /= img.grad.norm()
        optimizer.step()
    return loss, deprocess_image(img)
