// Runs inside the extension host of a real VS Code and prints milliseconds: activate() of this extension and, as a yardstick, of the
// one for CSS that comes with the editor and starts a language server too.
import { extensions, Uri, workspace } from 'vscode';
import { diagnosticsWhen, show } from '../../editor/suite/plan.ts';

const NAME = 'production-plan.yaml';

async function activation(id: string): Promise<number> {
  const extension = extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not there`);
  if (extension.isActive) throw new Error(`${id} is active already`);
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}

export async function run(): Promise<void> {
  console.log(`activate css: ${(await activation('vscode.css-language-features')).toFixed(2)}`);
  console.log(`activate: ${(await activation('production-first.production-first-ml')).toFixed(2)}`);
  // The folder has no plan, or the extension would be active already.
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  await workspace.fs.writeFile(Uri.joinPath(folder.uri, NAME), new TextEncoder().encode('kind: ProductionPlanx\n'));
  const started = performance.now();
  const document = await show(NAME);
  await diagnosticsWhen(document, (found) => found.length > 0);
  console.log(`diagnostics: ${(performance.now() - started).toFixed(2)}`);
}
