import { asRecord } from '../raw.ts';
import type { Params } from './contract.ts';

const MAX_PARAMS = 30;

/** As the server writes them: each value as text, without those that are not set. A Map, as a name may be `__proto__`. */
export function paramsOf(value: unknown, more: unknown = {}): Params {
  const params = new Map<string, string>();
  for (const [name, given] of [...Object.entries(asRecord(value) ?? {}), ...Object.entries(asRecord(more) ?? {})]) {
    const text = textOf(given);
    if (name !== 'type' && text !== undefined && text !== 'None' && params.size < MAX_PARAMS) params.set(name, text);
  }
  return params;
}

/** Python writes True and False. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.slice(0, 200);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return undefined;
}

/** `evidently:metric_v2:ValueDrift` is ValueDrift. */
export const shortType = (type: string): string => type.slice(type.lastIndexOf(':') + 1).slice(0, 100);

/** `Type(name=value,name=value)`; a value may hold commas and parentheses. Undefined for what is written otherwise. */
export function parseCall(text: string): { readonly type: string; readonly params: Params } | undefined {
  const match = /^([A-Za-z_]\w*)(?:\((.*)\))?$/s.exec(text.slice(0, 2_000).trim());
  if (!match) return undefined;
  const params = new Map<string, string>();
  for (const part of (match[2] ?? '').split(/,\s*(?=\w+=)/)) {
    const equals = part.indexOf('=');
    if (equals > 0) params.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return { type: match[1] ?? '', params };
}
