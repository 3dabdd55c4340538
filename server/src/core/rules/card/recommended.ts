import type { Path } from '../../problem.ts';

interface Recommended {
  readonly path: Path;
  /** What is lost without it; ends the sentence `The card lacks "x": …`. */
  readonly why: string;
}

/** Front matter without which people do not find, or may not use, a model on the hub. */
export const HUB_FIELDS: readonly Recommended[] = [
  { path: ['license'], why: 'without one nobody knows whether they may use the model' },
  { path: ['pipeline_tag'], why: 'people find the model by its task' },
  { path: ['library_name'], why: 'it tells what loads the model' },
];

/** Fields of a Model Card Toolkit card that the toolkit's template shows and readers look for. */
export const TOOLKIT_FIELDS: readonly Recommended[] = [
  { path: ['model_details', 'name'], why: 'it says which model the card is about' },
  { path: ['model_details', 'overview'], why: 'it says what the model does' },
  { path: ['model_details', 'owners'], why: 'somebody must answer questions about the model' },
  { path: ['model_details', 'version'], why: 'a card is true of one version only' },
  { path: ['model_details', 'licenses'], why: 'without one nobody knows whether they may use the model' },
  { path: ['model_parameters', 'data'], why: 'it says what the model was trained and measured on' },
  { path: ['quantitative_analysis', 'performance_metrics'], why: 'it says how good the model is' },
  { path: ['considerations', 'use_cases'], why: 'it says what the model is meant for' },
  { path: ['considerations', 'limitations'], why: 'it says what the model cannot do' },
];

interface RecommendedSection {
  /** Its heading in the hub's template. */
  readonly title: string;
  /** Other headings that people give it. */
  readonly heading: RegExp;
}

/** Sections every card needs, after the hub's template and Mitchell et al., Model Cards for Model Reporting (2019). */
export const SECTIONS: readonly RecommendedSection[] = [
  {
    title: 'Uses',
    heading: /\b(?:uses?|usage|use[ -]cases?|intended|how to|get(?:ting)? started|quick ?start|inference)\b/i,
  },
  {
    title: 'Bias, Risks, and Limitations',
    heading: /\b(?:bias(?:es)?|risks?|limitations?|limits?|caveats?|ethic\w*|safety|fairness)\b/i,
  },
  { title: 'Training Details', heading: /\b(?:train\w*|fine-?tun\w*|data ?sets?|data)\b/i },
  { title: 'Evaluation', heading: /\b(?:evaluations?|results?|metrics?|performance|benchmarks?|quantitative)\b/i },
];

/** Headings of the hub's template; a card that keeps one of them owes it a text. */
const TEMPLATE = new Set(
  [
    'Model Details|Model Description|Model Sources|Uses|Direct Use|Downstream Use|Out-of-Scope Use',
    'Bias, Risks, and Limitations|Recommendations|How to Get Started with the Model|Training Details|Training Data',
    'Training Procedure|Preprocessing|Training Hyperparameters|Speeds, Sizes, Times|Evaluation',
    'Testing Data, Factors & Metrics|Testing Data|Factors|Metrics|Results|Summary|Model Examination',
    'Environmental Impact|Technical Specifications|Model Architecture and Objective|Compute Infrastructure|Hardware',
    'Software|Citation|Glossary|More Information|Model Card Authors|Model Card Contact|Intended Use|Intended Uses',
    'Limitations|Training|Usage|How to use|Evaluation Data|Quantitative Analyses|Ethical Considerations|Caveats and Recommendations',
  ].flatMap((line) => line.toLowerCase().split('|')),
);

/** Whether a heading is one a template recommends; `[optional]` behind it does not matter. */
export function isRecommended(title: string): boolean {
  const plain = title
    .replace(/\[optional\]/i, '')
    .replace(/[*_:]/g, '')
    .trim();
  return TEMPLATE.has(plain.toLowerCase()) || SECTIONS.some((section) => section.title === plain);
}
