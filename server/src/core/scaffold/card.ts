import { writeYaml, type Written } from '../document/write.ts';
import { mapping, optional } from './lines.ts';

/** What was answered for a model card. What is undefined was not, and stays visibly open in the card. */
export interface CardAnswers {
  readonly name?: string | undefined;
  readonly summary?: string | undefined;
  /** Hugging Face pipeline tag. */
  readonly task?: string | undefined;
  readonly library?: string | undefined;
  readonly license?: string | undefined;
  readonly language?: string | undefined;
  readonly developer?: string | undefined;
  readonly metrics?: readonly string[] | undefined;
  /** Path of the production plan. */
  readonly plan?: string | undefined;
  /** `path#function`. */
  readonly trainingCode?: string | undefined;
}

/** What the Hugging Face template writes where somebody has yet to say something; checks report it. */
const OPEN = '[More Information Needed]';

/** The text of a model card after the Hugging Face template: front matter, and the sections a reader looks for. */
export function renderCard(answers: CardAnswers): string {
  const list = (values: readonly string[] | undefined): Written | undefined => (values?.length ? values : undefined);
  const front = writeYaml(
    mapping(
      optional('license', answers.license, 'an identifier of the Hugging Face list, such as apache-2.0'),
      optional('language', answers.language, 'ISO 639 code, for models of text or speech'),
      optional('library_name', answers.library, 'the library that loads the model'),
      optional('pipeline_tag', answers.task, 'what the model does'),
      optional('metrics', list(answers.metrics), 'what it is measured by'),
      optional('datasets', undefined, 'what it was trained on'),
    ),
  );
  return `---\n${front}---\n\n${body(answers)}`;
}

function body(answers: CardAnswers): string {
  const said = (text: string | undefined): string => (text === undefined ? OPEN : inline(text));
  const code = (text: string | undefined): string => (text === undefined ? OPEN : inlineCode(text));
  return `# Model Card for ${said(answers.name)}

${said(answers.summary)}

## Model Details

- **Developed by:** ${said(answers.developer)}
- **Model type:** ${said(answers.task)}
- **License:** ${said(answers.license)}
- **Training code:** ${code(answers.trainingCode)}
- **Production plan:** ${code(answers.plan)}

## Uses

### Direct Use

${OPEN}

### Out-of-Scope Use

${OPEN}

## Bias, Risks, and Limitations

${OPEN}

## Training Details

### Training Data

${OPEN}

### Training Procedure

${OPEN}

## Evaluation

### Testing Data, Factors & Metrics

${OPEN}

### Results

${OPEN}

## Model Card Contact

${said(answers.developer)}
`;
}

/** Text that stays text in Markdown, on one line. */
export function inline(text: string): string {
  const plain = oneLine(text).replace(/[\\`*_[\]<>&|~]/g, '\\$&');
  // At the start of a line a few more characters would begin a heading, a list, a rule or a quotation.
  return plain.replace(/^(\d*)([#+\-=.)])/, '$1\\$2') || OPEN;
}

/** A code span, fenced by more backticks than the text holds in a row. */
function inlineCode(text: string): string {
  const plain = oneLine(text);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return plain === '' ? OPEN : `${fence}${pad}${plain}${pad}${fence}`;
}

const oneLine = (text: string): string => text.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
