# why: one generator, seeded when the cell runs and not at each call, so each call gives another picture
# loses: nothing
# %% d_initialize_image
torch.manual_seed(RAND)
rng = np.random.default_rng(RAND)


def initialize_image(img_height, img_width):
    img = rng.random((3, img_height, img_width), dtype=np.float32)
    img = torch.as_tensor(img).unsqueeze(0)
    print("Startbild:", img.shape)
    return img / 4 - 0.125
