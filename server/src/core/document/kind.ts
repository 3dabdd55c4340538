import type { DocumentKind } from '../rules/rule.ts';
import { findFrontMatter } from './front-matter.ts';

const PLAN_NAME = /(?:^|[/\\]|\.)production-plan\.ya?ml$/i;
const TOOLKIT_NAME = /(?:^|[/\\]|\.)model-card\.(?:ya?ml|json)$/i;
const CARD_NAME = /(?:^|[/\\])(?:readme|model_card|model-card|modelcard)\.md$/i;
const README = /(?:^|[/\\])readme\.md$/i;

/** Keys that tell a model card from any other README with front matter. */
const CARD_KEYS =
  /^(?:license|library_name|pipeline_tag|base_model|model-index|model_index|datasets|metrics|language)[ \t]*:/m;

/** Whether a file's name is one of ours; what a README holds is not known from it. */
export const mayBeOurs = (fileName: string): boolean =>
  [PLAN_NAME, TOOLKIT_NAME, CARD_NAME].some((pattern) => pattern.test(fileName));

/** Keys of other cards of the hub (spaces, data sets) and of site generators, which have a license or a language too. */
const OTHER_KEYS =
  /^(?:sdk|app_file|task_categories|task_ids|dataset_info|size_categories|annotations_creators|configs|layout|permalink)[ \t]*:/m;

/** The kind of document a file holds, by its name and, for a README, by what is in it. Undefined: not ours. */
export function kindOf(fileName: string, text: string): DocumentKind | undefined {
  if (PLAN_NAME.test(fileName)) return 'production-plan';
  if (TOOLKIT_NAME.test(fileName)) return 'model-card-toolkit';
  if (!CARD_NAME.test(fileName)) return undefined;
  if (!README.test(fileName)) return 'huggingface-card';
  const matter = findFrontMatter(text);
  const yaml = matter ? text.slice(matter.inner.start, matter.inner.end) : '';
  return CARD_KEYS.test(yaml) && !OTHER_KEYS.test(yaml) ? 'huggingface-card' : undefined;
}

/** Whether YAML declares itself a production plan, whatever its file is called. */
export const saysItIsPlan = (text: string): boolean => /^apiVersion:[ \t]*["']?production-first\//m.test(text);
