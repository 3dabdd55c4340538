import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A package of which code is in what ships. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression. */
  readonly licence: string;
  /** The licence as the package has it. */
  readonly text: string;
  readonly homepage?: string;
}

/** Licences under which code may be in the package: they ask for no more than to be named. */
export const ALLOWED_LICENCES: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  // Of minimatch; as permissive as MIT, and approved by the OSI.
  'BlueOak-1.0.0',
]);

/**
 * The packages among the files of bundles, by name.
 * @param inputs as esbuild's metafiles name them, relative to `root`
 * @throws for a package without a licence's text: it could not be handed on
 */
export function shippedPackages(root: string, inputs: Iterable<string>): Shipped[] {
  const folders = new Set<string>();
  for (const input of inputs) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'))?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].map((folder) => readPackage(path.join(root, folder))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readPackage(folder: string): Shipped {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
    readonly homepage?: string;
    readonly author?: string | { readonly name?: string };
  };
  const { name, version, license = '', homepage, author } = manifest;
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:[.-]|$)/i.test(entry));
  const by = typeof author === 'string' ? author : author?.name;
  // Some publish no text of their own; who made it and under which licence is what must be handed on then.
  const text =
    file === undefined
      ? `${license}${by === undefined ? '' : `, ${by}`}`
      : readFileSync(path.join(folder, file), 'utf8').trim();
  if (license === '') throw new Error(`${name} says no licence`);
  return { name, version, licence: license, text, ...(homepage !== undefined && { homepage }) };
}

/** What is handed on with the package: each licence with its text. */
export function licencesOf(shipped: readonly Shipped[]): string {
  const parts = shipped.map(({ name, version, licence, homepage, text }) =>
    [`${name} ${version} (${licence})`, ...(homepage === undefined ? [] : [homepage]), '', text].join('\n'),
  );
  return `Code of these packages is part of Production-First ML.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** A software bill of materials, CycloneDX 1.6. The same packages give the same text: no time, no serial number. */
export function bomOf(
  shipped: readonly Shipped[],
  { name, version }: { readonly name: string; readonly version: string },
): string {
  const purl = (of: string, at: string): string => `pkg:npm/${of.replace(/^@/, '%40')}@${at}`;
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': purl(name, version), name, version, purl: purl(name, version) },
    },
    components: shipped.map(({ name: of, version: at, licence }) => ({
      type: 'library',
      'bom-ref': purl(of, at),
      name: of,
      version: at,
      purl: purl(of, at),
      licenses: [/[ ()]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
    })),
    dependencies: [{ ref: purl(name, version), dependsOn: shipped.map(({ name: of, version: at }) => purl(of, at)) }],
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}

/** What the built folder says of the packages in it. */
export function readBom(dist: string): {
  readonly components: readonly { readonly name: string; readonly version: string }[];
} {
  const file = path.join(dist, 'sbom.cdx.json');
  if (!existsSync(file)) throw new Error(`${file} is not there: build first`);
  return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof readBom>;
}
