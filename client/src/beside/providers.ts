import { CodeLens, Hover, languages, MarkdownString, Range, Uri, type Disposable, type TextDocument } from 'vscode';
import type { TrainingCode } from '../../../server/src/protocol/decay.ts';
import { plain } from '../plain.ts';
import { PYTHON } from './python.ts';
import type { TrainingCodeIndex } from './training-code.ts';

/** A lens over the code that trained a model, and a table on it. `editor.codeLens` switches lenses off, as all others. */
export function registerProviders(index: TrainingCodeIndex): Disposable[] {
  const provideCodeLenses = async (document: TextDocument): Promise<CodeLens[]> =>
    (await index.of(document)).flatMap(lensesOf);
  return [
    languages.registerCodeLensProvider(PYTHON, { onDidChangeCodeLenses: index.onDidChange, provideCodeLenses }),
    languages.registerHoverProvider(PYTHON, {
      provideHover: async (document, position) => {
        const here = (await index.of(document)).filter(({ range }) => rangeOf(range).contains(position));
        const [first] = here;
        return first && new Hover(here.map(detailsOf), rangeOf(first.range));
      },
    }),
  ];
}

/** How the model decays, and how ready it is. */
function lensesOf(code: TrainingCode): CodeLens[] {
  const { range, plan, readiness } = code;
  if (!readiness) return [lensOf(code)];
  const open = {
    title: plain(readiness.title, 160),
    tooltip: readiness.details
      .split('\n')
      .map((line) => plain(line))
      .join('\n'),
    command: 'vscode.open',
    arguments: [Uri.parse(plan), { selection: rangeOf(readiness.place) }],
  };
  return [lensOf(code), new CodeLens(rangeOf(range), open)];
}

function lensOf({ range, title, plan }: TrainingCode): CodeLens {
  const command = 'productionFirst.showDecay';
  const show = { title: plain(title, 160), tooltip: 'Show Model Decay', command, arguments: [Uri.parse(plan)] };
  return new CodeLens(rangeOf(range), show);
}

/** Markdown that can neither run commands nor bring HTML along: it repeats what files and servers say. */
export function detailsOf({ details }: TrainingCode): MarkdownString {
  const text = new MarkdownString(details);
  text.isTrusted = false;
  text.supportHtml = false;
  return text;
}

function rangeOf({ start, end }: TrainingCode['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
