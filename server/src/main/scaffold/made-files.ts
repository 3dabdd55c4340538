import type { CheckedFile } from '../../core/document/checked-file.ts';
import type { MadeFile } from '../../core/workspace-facts.ts';
import { madeFrom } from './state.ts';

type Documents = CheckedFile['documents'];

/** A plan that was read. */
export type ReadPlan = Pick<CheckedFile, 'documents' | 'problems'>;

interface Known {
  readonly documents: Documents;
  readonly made: readonly MadeFile[];
}

/** What is done where nobody can wait for all targets to be rendered: a person types. */
export interface Later {
  /** Milliseconds without another version of the plan after which it is looked up. */
  readonly delay: number;
  /** What was answered for the plan at the absolute path `file` holds no longer. */
  readonly changed: (file: string) => void;
}

/** What became of the files that were made from plans, remembered until a file changes. */
export class MadeFiles {
  /** By the plan's absolute path. */
  private known = new Map<string, Known>();
  private readonly waiting = new Map<string, { readonly documents: Documents; readonly timer: NodeJS.Timeout }>();
  private generation = 0;
  private readonly later: Later | undefined;

  /** @param later undefined: every answer is waited for */
  constructor(later?: Later) {
    this.later = later;
  }

  /** Files changed: what was known is still answered until it has been looked up again. */
  forget(): void {
    this.generation++;
    if (this.later) for (const [file, { made }] of this.known) this.known.set(file, { documents: [], made });
    else this.known = new Map();
  }

  async of(root: string, file: string, { documents, problems }: ReadPlan): Promise<readonly MadeFile[]> {
    const known = this.known.get(file);
    // Of a plan that somebody is in the middle of writing nothing can be made.
    if (problems.some(({ severity }) => severity === 'error')) return known?.made ?? [];
    if (known?.documents === documents) return known.made;
    if (!this.later) return this.look(root, file, documents);
    const waiting = this.waiting.get(file);
    if (waiting?.documents === documents) return known?.made ?? [];
    clearTimeout(waiting?.timer);
    const { delay, changed } = this.later;
    const look = async (): Promise<void> => {
      this.waiting.delete(file);
      const before = JSON.stringify(this.known.get(file)?.made ?? []);
      if (JSON.stringify(await this.look(root, file, documents)) !== before) changed(file);
    };
    const timer = setTimeout(() => void look().catch(() => undefined), delay).unref();
    this.waiting.set(file, { documents, timer });
    return known?.made ?? [];
  }

  private async look(root: string, file: string, documents: Documents): Promise<readonly MadeFile[]> {
    const { generation } = this;
    const made = await madeFrom(root, file, { documents });
    if (generation === this.generation) this.known.set(file, { documents, made });
    return made;
  }
}
