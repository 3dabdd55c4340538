/** A library that trains models, and how code that uses it looks. To add one: an entry in the list, a case in its test. */
export interface Framework {
  /** Its id on the Hugging Face hub. */
  readonly library: string;
  /** What is imported: first parts of module names, as ALIASES leave them. */
  readonly packages: readonly string[];
  /** What a call of gives something that can be trained, by its dotted name. */
  readonly learners?: RegExp;
  /** Methods that train such. */
  readonly methods?: readonly string[];
  /** What trains by being called, by its dotted name. */
  readonly functions?: RegExp;
  /** Imports of it that also code has which trains nothing. */
  readonly helpers?: RegExp;
  /** A loop written by hand: a call of the first method, and one of the second on something that is an optimizer. */
  readonly loop?: { readonly gradient: string; readonly step: string; readonly optimizers: RegExp };
}

/** The same library under other names. */
export const ALIASES: readonly (readonly [name: string, usual: string])[] = [
  ['tensorflow.keras', 'keras'],
  ['tensorflow.python.keras', 'keras'],
  ['tf_keras', 'keras'],
  ['lightning.pytorch', 'lightning'],
  ['pytorch_lightning', 'lightning'],
  ['imblearn.pipeline', 'sklearn.pipeline'],
];

const SKLEARN_MODELS =
  'linear_model|ensemble|tree|svm|naive_bayes|neighbors|neural_network|gaussian_process|cluster|mixture|' +
  'discriminant_analysis|multiclass|multioutput|calibration|isotonic|kernel_ridge|cross_decomposition|' +
  'semi_supervised|covariance|model_selection';

/** The most specific first: a file that imports several is of the first that it can be. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    library: 'transformers',
    packages: ['transformers', 'trl', 'sentence_transformers', 'setfit'],
    learners:
      /^(?:transformers|trl|sentence_transformers|setfit)\.(?:\w+\.)*(?:\w*Trainer|SentenceTransformer|CrossEncoder)\(\)$/,
    methods: ['train', 'fit'],
    helpers: /^transformers\.(?!\w*Trainer|trainer)/,
  },
  {
    library: 'pytorch-lightning',
    packages: ['lightning'],
    learners: /^lightning\.(?:\w+\.)*Trainer\(\)$/,
    methods: ['fit'],
    functions: /^lightning\.(?:\w+\.)*LightningCLI$/,
  },
  {
    library: 'xgboost',
    packages: ['xgboost'],
    learners: /^xgboost\.(?:\w+\.)*\w*XGB\w+\(\)$/,
    methods: ['fit'],
    functions: /^xgboost\.(?:\w+\.)*train$/,
  },
  {
    library: 'lightgbm',
    packages: ['lightgbm'],
    learners: /^lightgbm\.(?:\w+\.)*\w*LGBM\w+\(\)$/,
    methods: ['fit'],
    functions: /^lightgbm\.(?:\w+\.)*train$/,
  },
  {
    library: 'catboost',
    packages: ['catboost'],
    learners: /^catboost\.(?:\w+\.)*CatBoost\w*\(\)$/,
    methods: ['fit'],
    functions: /^catboost\.(?:\w+\.)*train$/,
  },
  {
    library: 'keras',
    packages: ['keras'],
    learners:
      /^keras\.(?:(?:\w+\.)*(?:Sequential|Model|Functional|load_model|clone_model|model_from_\w+)|applications\.(?:\w+\.)*[A-Z]\w*)\(\)$/,
    methods: ['fit', 'fit_generator', 'train_on_batch'],
  },
  {
    library: 'tensorflow',
    packages: ['tensorflow'],
    methods: ['fit', 'train_on_batch'],
    loop: { gradient: 'gradient', step: 'apply_gradients', optimizers: /./ },
  },
  {
    library: 'sklearn',
    packages: ['sklearn'],
    learners: new RegExp(
      `^sklearn\\.(?:(?:${SKLEARN_MODELS})\\.(?:\\w+\\.)*[A-Z]\\w*|pipeline\\.(?:Pipeline|make_pipeline))\\(\\)$`,
    ),
    methods: ['fit', 'partial_fit', 'fit_predict'],
    helpers: new RegExp(
      `^sklearn\\.(?!(?:${SKLEARN_MODELS}|pipeline)\\b)|^sklearn\\.model_selection\\.(?![A-Z]\\w*SearchCV)|^sklearn\\.\\w+\\.[a-z]`,
    ),
  },
  {
    library: 'pytorch',
    packages: ['torch'],
    loop: {
      gradient: 'backward',
      step: 'step',
      // Not a learning rate's schedule, a profiler, or the environment of reinforcement learning.
      optimizers:
        /^torch\.optim\.(?!lr_scheduler)|(?:^|_)(?:opt|optim|optimi[sz]ers?|scaler|engine|sgd|adamw?)(?:_|\d|$)/i,
    },
  },
];
