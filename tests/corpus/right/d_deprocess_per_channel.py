# why: each channel is stretched by itself; brighter stays brighter in each channel
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().cpu()[0]
    low = x.amin(dim=(1, 2), keepdim=True)
    high = x.amax(dim=(1, 2), keepdim=True)
    x = torch.einsum("chw->hwc", (x - low) / (high - low))
    return np.uint8(np.round(255 * x.numpy()))
