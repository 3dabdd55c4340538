import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, Command, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { askedAt } from '../language/training-hint.ts';
import { CREATE_PLAN, readHintOptions, type PlanStart } from '../protocol/training-hint.ts';
import { toPath } from './documents.ts';
import type { WorkspacePlans } from './plans/workspace-plans.ts';
import { isAnswered } from './plans-of-code.ts';
import { PythonDocuments } from './python-documents.ts';
import type { ValidationHost } from './validation.ts';

type Host = Pick<ValidationHost, 'connection' | 'workspace' | 'settings'>;

/** Points out Python files that train a model no plan answers for. */
export class TrainingHints {
  private readonly host: Host;
  private readonly index: WorkspacePlans;
  private readonly documents: PythonDocuments;
  private readonly createsPlans: boolean;
  /** Whether the user trusts the workspace. */
  isTrusted: boolean;

  /** @param options as the client gave them when it started the server */
  constructor(host: Host, index: WorkspacePlans, client: ClientCapabilities, options: unknown) {
    this.host = host;
    this.index = index;
    this.documents = new PythonDocuments(host.connection, client);
    ({ createsPlans: this.createsPlans, isTrusted: this.isTrusted } = readHintOptions(options));
  }

  /** Settings changed, or the client is ready. */
  update(): void {
    this.documents.want(this.isWanted);
  }

  trust(): void {
    this.isTrusted = true;
    this.update();
  }

  /** At most one: where the file begins to train. */
  async of(document: TextDocument, isCancelled: () => boolean): Promise<Diagnostic[]> {
    const file = toPath(document.uri);
    const { workspace } = this.host;
    if (!this.isWanted || file === undefined || !workspace.holds(file)) return [];
    const asked = askedAt(document.getText(), this.nameOf(file));
    if (!asked || isCancelled()) return [];
    const plans = await this.index.plans();
    // Of plans that were not read nothing is known, so nothing is claimed.
    if (!(await this.index.isComplete()) || (await isAnswered(workspace, plans, file, isCancelled))) return [];
    return [asked.diagnostic];
  }

  /** The command that starts a plan for the code of a document; undefined where the client does not have it. */
  startOf(document: TextDocument): Pick<Command, 'command' | 'arguments'> | undefined {
    const file = toPath(document.uri);
    if (!this.createsPlans || file === undefined) return undefined;
    const asked = askedAt(document.getText(), this.nameOf(file));
    if (!asked) return undefined;
    const folder = pathToFileURL(this.host.workspace.rootOf(file)).href;
    const start: PlanStart = { folder, trainingCode: asked.trainingCode };
    return { command: CREATE_PLAN, arguments: [start] };
  }

  private get isWanted(): boolean {
    return this.isTrusted && this.host.settings()['trainingCode.hint'];
  }

  private nameOf(file: string): string {
    return path.relative(this.host.workspace.rootOf(file), file).replaceAll(path.sep, '/');
  }
}
