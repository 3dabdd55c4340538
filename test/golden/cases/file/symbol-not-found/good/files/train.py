class Model:
    def fit(self):
        pass


def train():
    pass
