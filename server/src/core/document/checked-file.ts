import { indexPlan, type PlanIndex } from '../plan/index-plan.ts';
import type { Problem } from '../problem.ts';
import type { DocumentKind } from '../rules/rule.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { MarkdownBody } from './markdown.ts';
import type { Node } from './node.ts';
import type { YamlDocument, YamlFile } from './parse.ts';
import type { LineIndex, Span } from './text.ts';

/** A file as the checks see it: text, what was read of it, and what kind of document it holds. */
export interface CheckedFile {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly lines: LineIndex;
  readonly documents: readonly CheckedDocument[];
  /** Found while reading. */
  readonly problems: readonly Problem[];
  /** As the YAML was read; the next version of the text is read on top of it. */
  readonly yaml: YamlFile;
  /** Of a Markdown card: what stands below its front matter. */
  readonly body?: MarkdownBody;
}

/** One YAML document of a file, with what several features ask of it worked out once. */
export class CheckedDocument implements YamlDocument {
  readonly root: Node | undefined;
  readonly span: Span;
  readonly brokenAt?: number;
  private readonly schema: JsonSchema;
  private indexed: PlanIndex | undefined;

  constructor({ root, span, brokenAt }: YamlDocument, schema: JsonSchema) {
    this.root = root;
    this.span = span;
    if (brokenAt !== undefined) this.brokenAt = brokenAt;
    this.schema = schema;
  }

  /** The names and paths of the document. */
  get index(): PlanIndex {
    this.indexed ??= indexPlan(this.schema, this.root);
    return this.indexed;
  }
}
