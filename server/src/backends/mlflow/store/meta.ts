import { parseYaml } from '../../../core/document/parse.ts';
import { toValue, type Value } from '../../../core/document/value.ts';
import type { DataFiles } from '../../files.ts';
import { SourceError } from '../../source-error.ts';

const MAX_BYTES = 200_000;

export type Meta = Readonly<Record<string, Value>>;

/** A folder's meta.yaml; undefined when it has none, or one that is no mapping. */
export async function readMeta(files: DataFiles, folder: string): Promise<Meta | undefined> {
  const text = await readText(files, `${folder}/meta.yaml`, MAX_BYTES);
  if (text === undefined) return undefined;
  const file = parseYaml(text);
  try {
    const value = toValue(file.documents[0]?.root);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined; // more aliases than any program writes
  }
}

/** A small file; undefined when it is not there, or longer. */
export async function readText(files: DataFiles, name: string, maxBytes: number): Promise<string | undefined> {
  try {
    const bytes = await files.read(name, { maxBytes: maxBytes + 1 });
    return bytes.length > maxBytes ? undefined : new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof SourceError && error.reason === 'not-found') return undefined;
    throw error;
  }
}

export const textOf = (meta: Meta, key: string): string | undefined => {
  const value = meta[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** Milliseconds and the like; 0 when it is none. */
export const numberOf = (meta: Meta, key: string): number => {
  const value = meta[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};
