# why: an object keeps the picture between the steps
# loses: nothing
# %% d_visualize_filter
class Visualizer:
    def __init__(self, model, filter_index, height, width):
        self.model, self.filter_index = model, filter_index
        self.img = initialize_image(height, width)
        self.loss = None

    def step(self):
        self.loss, self.img = gradient_ascent_step(self.img, self.filter_index, LEARNING_RATE, self.model)

    def run(self, n):
        for _ in range(n):
            self.step()
        return self.loss, deprocess_image(self.img)


def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    return Visualizer(model, filter_index, img_height, img_width).run(ITERATIONS)
