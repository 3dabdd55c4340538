import { PlanIndex } from '../plan/index-plan.ts';
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
  /** The last index that was made of the document before edits. */
  private before: PlanIndex | undefined;

  constructor({ root, span, brokenAt }: YamlDocument, schema: JsonSchema, earlier?: CheckedDocument) {
    this.root = root;
    this.span = span;
    if (brokenAt !== undefined) this.brokenAt = brokenAt;
    this.schema = schema;
    this.before = earlier?.indexed ?? earlier?.before;
  }

  /** The names and paths of the document. */
  get index(): PlanIndex {
    this.indexed ??= new PlanIndex(this.schema, this.root, this.before);
    // What it still needs of the earlier one it has; the rest, with the tree that was read then, can go.
    this.before = undefined;
    return this.indexed;
  }
}
