# why: one Adam over all 30 steps with a learning rate of one's own; the rise is clear
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE, learning_rate=0.05):
    img = nn.Parameter(initialize_image(img_height, img_width).detach())
    optimizer = torch.optim.Adam([img], lr=learning_rate, maximize=True)
    for _ in range(ITERATIONS):
        optimizer.zero_grad()
        loss = compute_loss(img, filter_index, model)
        loss.backward()
        optimizer.step()
    return loss.detach(), deprocess_image(img.detach())
