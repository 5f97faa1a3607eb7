# why: a torch.uint8 tensor (H,W,3) is accepted
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        x = img[0].movedim(0, -1)
        low, high = torch.aminmax(x)
        return ((x - low) / (high - low + 1e-8)).mul(255).round().clamp(0, 255).to(torch.uint8)
