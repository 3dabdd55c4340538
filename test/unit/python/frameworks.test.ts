import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRAMEWORKS } from '../../../server/src/core/python/frameworks.ts';
import { findTraining } from '../../../server/src/core/python/training.ts';

/** Code as the guides of the libraries and people's repositories have it: a name, the library, the symbol, the text. */
const TRAINS: readonly (readonly [what: string, library: string, symbol: string | undefined, code: string])[] = [
  [
    'scikit-learn, as in its guide',
    'sklearn',
    undefined,
    'from sklearn.ensemble import RandomForestClassifier\nclf = RandomForestClassifier(random_state=0)\nclf.fit(X, y)\n',
  ],
  [
    'a pipeline in one chain, built by another function',
    'sklearn',
    'main',
    `from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import LogisticRegression

def build():
    steps = [StandardScaler(), LogisticRegression()]
    return make_pipeline(*steps)

def main():
    return build().fit(X, y)
`,
  ],
  [
    'a search over parameters',
    'sklearn',
    'tune',
    `from sklearn import svm
from sklearn.model_selection import GridSearchCV

def tune(x, y):
    search = GridSearchCV(svm.SVC(), {"C": [1, 10]}, cv=5)
    search.fit(x, y)
`,
  ],
  [
    'one of several models in a loop',
    'sklearn',
    'train_all',
    `from sklearn.linear_model import Ridge
from sklearn.tree import DecisionTreeRegressor

def train_all(x, y):
    models = {"ridge": Ridge(), "tree": DecisionTreeRegressor()}
    for name, m in models.items():
        m.fit(x, y)
`,
  ],
  [
    'an attribute of the object',
    'sklearn',
    'Churn.train',
    `import sklearn.linear_model as lm

class Churn:
    def __init__(self):
        self.m = lm.LogisticRegression()

    def train(self, x, y):
        self.m.fit(x, y)
`,
  ],
  [
    'a parameter that says what it is',
    'sklearn',
    'train',
    'from sklearn.base import ClassifierMixin\nfrom sklearn.svm import SVC\ndef train(m: SVC, x, y):\n    m.fit(x, y)\n',
  ],
  [
    'in batches',
    'sklearn',
    'learn',
    'from sklearn.linear_model import SGDClassifier\ndef learn(parts):\n    c = SGDClassifier()\n    for x, y in parts:\n        c.partial_fit(x, y)\n',
  ],
  [
    'everything imported with a star',
    'sklearn',
    undefined,
    'from sklearn.ensemble import *\nm = GradientBoostingRegressor()\nm.fit(X, y)\n',
  ],
  [
    'PyTorch, as in its tutorial',
    'pytorch',
    'train',
    `import torch
from torch import nn

class Net(nn.Module):
    def forward(self, x):
        return self.layers(x)

def train(dataloader, model, loss_fn, optimizer):
    model.train()
    for X, y in dataloader:
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
`,
  ],
  [
    'PyTorch with a gradient scaler, in a script',
    'pytorch',
    undefined,
    `import torch
scaler = torch.amp.GradScaler("cuda")
for x, y in loader:
    scaler.scale(loss).backward()
    scaler.step(o)
    scaler.update()
`,
  ],
  [
    'PyTorch with Accelerate, and an optimizer under any name',
    'pytorch',
    'run',
    `import torch
from accelerate import Accelerator
def run(model):
    sgd_like = torch.optim.AdamW(model.parameters())
    accelerator = Accelerator()
    for batch in loader:
        accelerator.backward(model(batch).loss)
        sgd_like.step()
`,
  ],
  [
    'Lightning, as in its guide',
    'pytorch-lightning',
    undefined,
    `import lightning as L
class Lit(L.LightningModule):
    def training_step(self, batch, batch_idx):
        return loss
if __name__ == "__main__":
    trainer = L.Trainer(max_epochs=1)
    trainer.fit(model=Lit(), train_dataloaders=train_loader)
`,
  ],
  [
    'Lightning under its older name',
    'pytorch-lightning',
    'main',
    'from pytorch_lightning import Trainer\ndef main(args):\n    t = Trainer.from_argparse_args(args)\n    t.fit(m)\n',
  ],
  [
    'Lightning by its command line',
    'pytorch-lightning',
    'cli_main',
    'from lightning.pytorch.cli import LightningCLI\ndef cli_main():\n    LightningCLI(Model, DataModule)\n',
  ],
  [
    'Keras 3, as in its guide',
    'keras',
    undefined,
    'import keras\nmodel = keras.Sequential([keras.layers.Dense(1)])\nmodel.compile(loss="mse")\nmodel.fit(x_train, y_train, epochs=15)\n',
  ],
  [
    'Keras in TensorFlow, functional',
    'keras',
    'train_model',
    `import tensorflow as tf
from tensorflow.keras import layers

def make_model(shape):
    inputs = tf.keras.Input(shape=shape)
    return tf.keras.Model(inputs, layers.Dense(1)(inputs))

def train_model(ds):
    m = make_model((3,))
    m.compile("adam")
    history = m.fit(ds)
`,
  ],
  [
    'a Keras model of its own class',
    'keras',
    undefined,
    'import keras\nclass MLP(keras.Model):\n    def call(self, x):\n        return x\nnet_ = MLP()\nnet_.fit(x)\n',
  ],
  [
    'TensorFlow with a loop',
    'tensorflow',
    'train_step',
    `import tensorflow as tf
@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        loss = loss_object(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
  ],
  [
    'XGBoost by its own interface',
    'xgboost',
    undefined,
    'import xgboost as xgb\ndtrain = xgb.DMatrix("train.txt")\nbst = xgb.train({"max_depth": 2}, dtrain, 2)\n',
  ],
  [
    'XGBoost as an estimator',
    'xgboost',
    'fit_model',
    'from xgboost import XGBClassifier\ndef fit_model(x, y):\n    return XGBClassifier(n_estimators=2).fit(x, y)\n',
  ],
  [
    'LightGBM by its own interface',
    'lightgbm',
    'run',
    'import lightgbm as lgb\ndef run(p, d):\n    return lgb.train(p, d, num_boost_round=10)\n',
  ],
  [
    'LightGBM in a pipeline of scikit-learn',
    'sklearn',
    undefined,
    'from lightgbm import LGBMRegressor\nfrom sklearn.pipeline import Pipeline\np = Pipeline([("m", LGBMRegressor())])\np.fit(x, y)\n',
  ],
  ['CatBoost', 'catboost', undefined, 'from catboost import CatBoostClassifier as C\nC().fit(x, y)\n'],
  [
    'Transformers, as in its guide',
    'transformers',
    undefined,
    'from transformers import Trainer, TrainingArguments\ntrainer = Trainer(model=model, args=args)\ntrainer.train()\n',
  ],
  [
    'fine-tuning with TRL',
    'transformers',
    'main',
    'from trl import SFTTrainer\ndef main():\n    t = SFTTrainer("m", train_dataset=d)\n    t.train()\n',
  ],
  [
    "a trainer of the project's own",
    'transformers',
    undefined,
    'import transformers\nclass Weighted(transformers.Trainer):\n    def compute_loss(self, m, i):\n        return 1\nWeighted().train()\n',
  ],
  [
    'a model that another file builds',
    'keras',
    'train',
    'from tensorflow import keras\nfrom .model import build_model\ndef train(ds):\n    model = build_model()\n    model.fit(ds)\n',
  ],
  [
    'a parameter, told by its name',
    'sklearn',
    'train',
    'from sklearn.ensemble import RandomForestClassifier\ndef train(model, x, y):\n    model.fit(x, y)\n',
  ],
];

for (const [what, library, symbol, code] of TRAINS)
  test(`trains: ${what}`, () => {
    const found = findTraining(code);
    assert.deepEqual({ library: found?.library, symbol: found?.symbol }, { library, symbol });
  });

/** Code with the same words in it. */
const SILENT: readonly (readonly [what: string, code: string])[] = [
  ['a scaler', 'from sklearn.preprocessing import StandardScaler\nmodel = StandardScaler()\nmodel.fit(x)\n'],
  [
    'a pipeline that only prepares data',
    'from sklearn.pipeline import Pipeline\nfrom sklearn.impute import SimpleImputer\npipe = Pipeline([("i", SimpleImputer())])\npipe.fit(x)\n',
  ],
  ['a distribution', 'from scipy.stats import norm\nfrom sklearn.svm import SVC\nnorm.fit(x)\n'],
  ['a curve', 'import lmfit\nimport sklearn.svm\nmodel = lmfit.Model(f)\nmodel.fit(x)\n'],
  ['a picture', 'import torch\nfrom PIL import ImageOps\nImageOps.fit(image, size)\n'],
  ['evaluation', 'import torch\nmodel.train()\nmodel.train(False)\nmodel.eval()\n'],
  ['a gradient for its own sake', 'import torch\ny = f(x)\ny.backward()\nprint(x.grad)\n'],
  ['steps of an environment', 'import torch\ny.backward()\nobs = env.step(a)\nscheduler.step()\n'],
  ['figures of a model that is loaded', 'from sklearn.metrics import f1_score\nmodel = load()\nmodel.fit_report(x)\n'],
  ['metrics beside a parameter', 'from sklearn.metrics import auc\ndef f(model):\n    model.fit(1)\n'],
  ['splitting', 'from sklearn.model_selection import train_test_split\ntrain_test_split(x)\nlayout.fit(x)\n'],
  ['inference', 'from transformers import pipeline\npipe = pipeline("ner")\npipe("x")\nwindow.train(1)\n'],
  ['transforming', 'from sklearn.svm import SVC\nx.fit_transform(y)\n'],
  ['a comment', 'from sklearn.svm import SVC\n# SVC().fit(x)\n'],
  ['a string', 'from sklearn.svm import SVC\ndoc = """SVC().fit(x)"""\n'],
  ['an import in a string', '"""\nfrom sklearn.svm import SVC\n"""\nmodel.fit(x)\n'],
  ['another package of a like name', 'import sklearn_pandas\nmodel.fit(x)\n'],
  ['no import at all', 'model.fit(x)\nloss.backward()\noptimizer.step()\n'],
  [
    'a parameter that hides an import',
    'from sklearn.svm import SVC\ndef place(SVC):\n    SVC.fit(1)\n    SVC().fit(1)\n',
  ],
  [
    'an estimator of the project: library code',
    'from sklearn.base import BaseEstimator\nfrom sklearn.svm import SVC\nclass Mine(BaseEstimator):\n    def fit(self, x, y):\n        self.m_ = SVC().fit(x, y)\n        return self\n',
  ],
  [
    'a training step that Lightning calls',
    'import torch\nimport lightning as L\nclass G(L.LightningModule):\n    def training_step(self, b, i):\n        opt = self.optimizers()\n        self.manual_backward(b)\n        b.backward()\n        opt.step()\n',
  ],
  ['a train of thought', 'import xgboost\nfrom trains import station\nstation.train(1)\ntrain(2)\n'],
];

for (const [what, code] of SILENT) test(`silent: ${what}`, () => assert.equal(findTraining(code), undefined));

test('every framework has code that is found', () => {
  const found = new Set(TRAINS.map(([, library]) => library));
  assert.deepEqual(
    FRAMEWORKS.filter(({ library }) => !found.has(library)),
    [],
  );
});
