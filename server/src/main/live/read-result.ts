import type { Question } from './question.ts';
import type { Result } from './store.ts';

type Json = Readonly<Record<string, unknown>>;

/** `value` when it has the shape of an answer to a question of that kind: what was on disk may be anything. */
export function readResult(kind: Question['kind'], value: unknown): Result | undefined {
  if (!isObject(value)) return undefined;
  return SHAPES[kind](value) ? (value as unknown as Result) : undefined;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const areAll = (value: unknown, test: (item: Json) => boolean): boolean =>
  Array.isArray(value) && value.every((item) => isObject(item) && test(item));
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const mayBe = (value: unknown, test: (value: unknown) => boolean): boolean => value === undefined || test(value);
const areInOrder = (value: unknown): boolean =>
  (value as readonly { time: number }[]).every(
    ({ time }, index, all) => index === 0 || (all[index - 1]?.time ?? 0) < time,
  );

const isSeries = ({ samples, notes, markers, total }: Json): boolean =>
  areAll(samples, ({ time, value, count }) => isNumber(time) && isNumber(value) && mayBe(count, isNumber)) &&
  areInOrder(samples) &&
  areTexts(notes) &&
  mayBe(total, isNumber) &&
  areAll(
    markers,
    ({ time, kind, label }) =>
      isNumber(time) && ['trained', 'deployed', 'change'].includes(kind as string) && isText(label),
  );

const isDrift = ({ series, notes }: Json): boolean =>
  areTexts(notes) &&
  areAll(
    series,
    ({ column, method, methodLabel, direction, threshold, samples }) =>
      isText(column) &&
      isText(method) &&
      isText(methodLabel) &&
      mayBe(direction, (value) => value === 'distance' || value === 'p-value') &&
      mayBe(threshold, isNumber) &&
      areAll(samples, ({ time, score }) => isNumber(time) && isNumber(score)) &&
      areInOrder(samples),
  );

const isRegistry = ({ versions }: Json): boolean =>
  areAll(
    versions,
    ({ version, created, aliases, trained }) =>
      isText(version) && isNumber(created) && areTexts(aliases) && mayBe(trained, isNumber),
  );

const isRules = ({ rules }: Json): boolean =>
  areAll(
    rules,
    ({ name, group, query, duration, labels, health, lastError, evaluated, interval }) =>
      [name, group, query].every(isText) &&
      isNumber(duration) &&
      isObject(labels) &&
      Object.values(labels).every(isText) &&
      ['ok', 'err', 'unknown'].includes(health as string) &&
      mayBe(lastError, isText) &&
      mayBe(evaluated, isNumber) &&
      mayBe(interval, isNumber),
  );

const SHAPES: Readonly<Record<Question['kind'], (value: Json) => boolean>> = {
  series: isSeries,
  drift: isDrift,
  registry: isRegistry,
  rules: isRules,
};
