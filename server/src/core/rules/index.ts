import { BUILT_IN } from './built-in.ts';
import { emptySection } from './card/empty-section.ts';
import { missingField } from './card/missing-field.ts';
import { modelIndex } from './card/model-index.ts';
import { placeholder } from './card/placeholder.ts';
import { unknownLanguage } from './card/unknown-language.ts';
import { unknownLibrary } from './card/unknown-library.ts';
import { unknownLicense } from './card/unknown-license.ts';
import { unknownTask } from './card/unknown-task.ts';
import { fileMissing } from './file/missing.ts';
import { outsideWorkspace } from './file/outside-workspace.ts';
import { symbolNotFound } from './file/symbol-not-found.ts';
import { breachForecast } from './live/breach-forecast.ts';
import { datasetDrift } from './live/dataset-drift.ts';
import { driftDetected } from './live/drift-detected.ts';
import { labelsMissing } from './live/labels-missing.ts';
import { modelTooOld } from './live/model-too-old.ts';
import { noSeries } from './live/no-series.ts';
import { stale } from './live/stale.ts';
import { thresholdBreached } from './live/threshold-breached.ts';
import { unreachable } from './live/unreachable.ts';
import { duplicateName } from './reference/duplicate-name.ts';
import { unknownAlert } from './reference/unknown-alert.ts';
import { unknownDataSource } from './reference/unknown-data-source.ts';
import { unknownDriftColumn } from './reference/unknown-drift-column.ts';
import { unknownIndicator } from './reference/unknown-indicator.ts';
import { unknownNotificationTarget } from './reference/unknown-notification-target.ts';
import { unused } from './reference/unused.ts';
import { RESERVED_RULE_IDS } from './reserved.ts';
import type { Rule } from './rule.ts';
import { inlineCredential } from './secret/inline-credential.ts';
import { waiverExpired } from './waiver/expired.ts';
import { waiverNoOwner } from './waiver/no-owner.ts';
import { waiverUnknownRule } from './waiver/unknown-rule.ts';

/** Every rule, in the order in which lists and reports show them. */
export const RULES: readonly Rule[] = [
  ...BUILT_IN,
  unknownDataSource,
  unknownIndicator,
  unknownAlert,
  unknownNotificationTarget,
  unknownDriftColumn,
  duplicateName,
  unused,
  fileMissing,
  symbolNotFound,
  outsideWorkspace,
  missingField,
  placeholder,
  emptySection,
  unknownLicense,
  unknownTask,
  unknownLanguage,
  unknownLibrary,
  modelIndex,
  inlineCredential,
  waiverExpired,
  waiverUnknownRule,
  waiverNoOwner,
  unreachable,
  noSeries,
  stale,
  thresholdBreached,
  breachForecast,
  driftDetected,
  datasetDrift,
  modelTooOld,
  labelsMissing,
];

/** Every id a setting, a comment or a waiver may name. */
export const RULE_IDS: ReadonlySet<string> = new Set([...RULES.map((rule) => rule.id), ...RESERVED_RULE_IDS]);
