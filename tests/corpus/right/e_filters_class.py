# why: an object that can be iterated over and knows its length
# loses: nothing
# %% e_visualize_filters
class FilterPictures:
    def __init__(self, model, n):
        self.pictures = {}
        for i in range(n):
            self.pictures[i] = visualize_filter(i, model)[1]

    def __len__(self):
        return len(self.pictures)

    def __iter__(self):
        return iter([self.pictures[i] for i in sorted(self.pictures)])


def visualize_filters(model, n_filters=64):
    return FilterPictures(model, n_filters)
