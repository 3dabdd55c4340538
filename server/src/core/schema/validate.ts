import { focus, keyName, nodeAt, resolve, type Node, type Pair } from '../document/node.ts';
import type { Span } from '../document/text.ts';
import type { Value } from '../document/value.ts';
import type { Path, Problem, ProblemData } from '../problem.ts';
import { collector } from './collect.ts';
import type { CompiledValidator, SchemaError } from './compiled.ts';
import { didYouMean, suggest } from './did-you-mean.ts';
import { FORMATS } from './formats.ts';
import { schemasAt, type JsonSchema } from './json-schema.ts';
import { schemaErrors } from './validate-entries.ts';
import { keyword, perPlace } from './walk.ts';

/** Wording a finding costs a search in its mapping; a file with more of them needs no complete list. */
const MAX_ERRORS = 500;

/** Checks one document against its schema: compiled structure first, then the forms of strings. */
export function validateSchema(
  schema: JsonSchema,
  compiled: CompiledValidator,
  root: Node | undefined,
  value: Value,
): Problem[] {
  const errors = schemaErrors(schema, compiled, root, value);
  const reader = new ErrorReader(schema, root);
  const problems = causesFirst(errors.slice(0, MAX_ERRORS)).flatMap((error) => reader.problem(error) ?? []);
  return [...problems, ...formatProblems(schema, root)];
}

/** One slip, one finding: a misspelt key before the key it seems to be missing, and of a value of a wrong type only that. */
function causesFirst(errors: readonly SchemaError[]): SchemaError[] {
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  const isUnknownKey = ({ keyword }: SchemaError): number => Number(keyword === 'additionalProperties');
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath))
    .sort((a, b) => isUnknownKey(b) - isUnknownKey(a));
}

/** A mapping with findings: the keys its schema knows, those of them not written yet, and its entries. */
interface Mapping {
  readonly known: readonly string[];
  readonly missing: readonly string[];
  readonly pairs: ReadonlyMap<string, Pair>;
}

/** Turns ajv's terse findings into sentences with a place and, where one is safe, a repair. */
class ErrorReader {
  private readonly schema: JsonSchema;
  private readonly root: Node | undefined;
  private readonly mappings = new Map<string, Mapping>();
  /** Keys that are there under a misspelt name. */
  private readonly misspelt = new Set<string>();

  constructor(schema: JsonSchema, root: Node | undefined) {
    this.schema = schema;
    this.root = root;
  }

  problem(error: SchemaError): Problem | undefined {
    const path = this.path(error.instancePath);
    const params = error.params as Record<string, unknown>;
    switch (error.keyword) {
      case 'required':
        return this.missing(path, String(params['missingProperty']));
      case 'additionalProperties':
        return this.unknownKey(path, String(params['additionalProperty']));
      case 'type':
        return this.wrongType(path, [params['type']].flat().map(String));
      case 'enum':
        return this.notAllowed(path, (params['allowedValues'] as unknown[]).map(String));
      case 'const':
        return this.notAllowed(path, [String(params['allowedValue'])]);
      case 'pattern':
      case 'format':
        return undefined; // said better by the format's own words below
      case 'minimum':
      case 'maximum':
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        return this.found(
          'schema/range',
          path,
          `${this.name(path)} must be ${bound(error.keyword)} ${String(params['limit'])}.`,
        );
      case 'minItems':
      case 'minLength':
      case 'minProperties':
        return this.found('schema/range', path, `${this.name(path)} must not be empty.`);
      case 'maxItems':
      case 'maxLength':
        return this.found('schema/range', path, `${this.name(path)} is too long: at most ${String(params['limit'])}.`);
      case 'if':
      case 'anyOf':
      case 'oneOf':
      case 'propertyNames':
        return undefined; // only says that something more precise was found
      default:
        return this.found('schema/wrong-type', path, `${this.name(path)} ${error.message ?? 'is not valid'}.`);
    }
  }

  /** ajv points with a JSON pointer; steps into sequences become numbers. */
  private path(pointer: string): Path {
    const path: (string | number)[] = [];
    let node = this.root;
    for (const raw of pointer.split('/').slice(1)) {
      const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
      const parent = resolve(node);
      path.push(parent?.kind === 'seq' ? Number(step) : step);
      node = nodeAt(parent, [path.at(-1) ?? '']);
    }
    return path;
  }

  private name(path: Path): string {
    const key = path.findLast((step) => typeof step === 'string');
    if (key === undefined) return 'This document';
    return typeof path.at(-1) === 'number' ? `Each entry of "${key}"` : `"${key}"`;
  }

  private found(rule: string, path: Path, message: string, data?: ProblemData, span?: Span): Problem {
    const at = span ?? focus(this.root, path);
    return { rule, severity: 'error', message, span: { start: at.start, end: at.end }, ...(data && { data }) };
  }

  private missing(path: Path, key: string): Problem | undefined {
    if (this.misspelt.has(JSON.stringify([...path, key]))) return undefined;
    const described = keyword(schemasAt(this.schema, this.root, [...path, key]), 'description');
    const where = path.length === 0 ? 'The document' : this.name(path).replace('Each entry of', 'This entry of');
    const why = described ? ` ${firstSentence(described)}` : '';
    return this.found('schema/missing', path, `${where} lacks "${key}".${why}`, { kind: 'insert', path, key });
  }

  private unknownKey(path: Path, key: string): Problem {
    const { known, missing, pairs } = this.mapping(path);
    const replacements = suggest(key, missing);
    if (replacements[0] !== undefined) this.misspelt.add(JSON.stringify([...path, replacements[0]]));
    const hint =
      replacements.length > 0
        ? didYouMean(replacements)
        : known.length > 0 && known.length <= 12
          ? ` Known here: ${known.join(', ')}.`
          : '';
    const data: ProblemData =
      replacements.length > 0 ? { kind: 'replace', replacements } : { kind: 'remove', path: [...path, key] };
    return this.found(
      'schema/unknown-key',
      path,
      `"${key}" is not a key ${path.length === 0 ? 'of this document' : `of ${this.name(path).replace('Each entry', 'an entry')}`}.${hint}`,
      data,
      pairs.get(key)?.key,
    );
  }

  /** What is known and written in the mapping at `path`; remembered, because thousands of its keys may be wrong. */
  private mapping(path: Path): Mapping {
    const pointer = JSON.stringify(path);
    const remembered = this.mappings.get(pointer);
    if (remembered) return remembered;
    const known = schemasAt(this.schema, this.root, path).flatMap((schema) => Object.keys(schema.properties ?? {}));
    const node = resolve(nodeAt(this.root, path));
    const pairs = new Map<string, Pair>();
    for (const pair of node?.kind === 'map' ? node.pairs : []) pairs.set(keyName(pair) ?? '', pair);
    const mapping = { known, missing: known.filter((name) => !pairs.has(name)), pairs };
    this.mappings.set(pointer, mapping);
    return mapping;
  }

  private wrongType(path: Path, expected: readonly string[]): Problem {
    const node = resolve(nodeAt(this.root, path));
    const actual = expected.includes('integer') && isNumber(node) ? 'a fraction' : describeValue(node);
    const text =
      expected.includes('string') && node?.kind === 'scalar' && node.style === 'plain' && node.value !== null;
    const form = FORMATS[keyword(schemasAt(this.schema, this.root, path), 'format') ?? ''];
    // Quotes make `15` no duration: what it lacks is its unit.
    const quote = text && (!form || form.test(String(node.value)));
    const wanted = text && !quote && form ? form.expected : expected.map(typeName).join(' or ');
    const verb = actual === 'empty' ? 'is empty; it must be' : `must be`;
    const tail = actual === 'empty' ? '' : `, not ${actual}`;
    const hint = quote ? ' Put it in quotes.' : expected.includes('number') ? numberHint(node) : '';
    const message = `${this.name(path)} ${verb} ${wanted}${tail}.${hint}`;
    const written = nodeAt(this.root, path);
    // What stands in brackets is short and all of it is wrong; a block is named by its key.
    const inBrackets = (written?.kind === 'map' || written?.kind === 'seq') && written.flow ? written : undefined;
    return this.found('schema/wrong-type', path, message, quote ? { kind: 'quote' } : undefined, inBrackets);
  }

  private notAllowed(path: Path, allowed: readonly string[]): Problem {
    const node = resolve(nodeAt(this.root, path));
    const written = node?.kind === 'scalar' ? String(node.value) : '';
    const replacements = written ? suggest(written, allowed) : [];
    const fix = allowed.length === 1 ? allowed : replacements;
    const message = `${this.name(path)} must be ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}.${allowed.length === 1 ? '' : didYouMean(replacements)}`;
    return this.found(
      'schema/enum',
      path,
      message,
      fix.length > 0 && node?.kind === 'scalar' ? { kind: 'replace', replacements: fix } : undefined,
    );
  }
}

const bound = (keyword: string): string =>
  ({ minimum: 'at least', maximum: 'at most', exclusiveMinimum: 'more than', exclusiveMaximum: 'less than' })[
    keyword
  ] ?? '';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'empty',
};

const typeName = (type: string): string => TYPE_NAMES[type] ?? type;

function describeValue(node: Node | undefined): string {
  if (node?.kind === 'map') return 'a mapping';
  if (node?.kind === 'seq') return 'a list';
  if (node?.kind !== 'scalar' || node.value === null) return 'empty';
  return typeof node.value === 'number' ? 'a number' : typeof node.value === 'boolean' ? 'true or false' : 'text';
}

const isNumber = (node: Node | undefined): boolean => node?.kind === 'scalar' && typeof node.value === 'number';

/** What to do where a number was meant, but reads as text. */
function numberHint(node: Node | undefined): string {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return '';
  if (/^-?\d+,\d+$/.test(node.value)) return ' Write the decimal point as ".".';
  return node.style !== 'plain' && /^-?\d+(?:\.\d+)?$/.test(node.value) ? ' Remove the quotes.' : '';
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;

const formatAt = perPlace((schemas) => {
  const name = keyword(schemas, 'format');
  return name === undefined ? undefined : FORMATS[name];
});

const misformed = collector((place) => {
  const format = formatAt(place.schemas);
  const scalar = format && resolve(place.node);
  return scalar?.kind === 'scalar' && typeof scalar.value === 'string' && !format?.test(scalar.value)
    ? format
    : undefined;
});

function formatProblems(schema: JsonSchema, root: Node | undefined): Problem[] {
  return misformed(schema, root).flatMap((part) =>
    part.inside.map((one) => {
      const { told, node, path } = part.at(one);
      const { start, end } = resolve(node) ?? node;
      const key = path.findLast((step) => typeof step === 'string') ?? '';
      const message = `"${key}" must be ${told.expected}.`;
      return { rule: 'schema/format', severity: 'error', message, span: { start, end: Math.max(end, start + 1) } };
    }),
  );
}
