import { findPair, nodeAt, resolve, stringAt, type Node } from '../document/node.ts';
import { parseYaml } from '../document/parse.ts';
import { pythonCode } from '../python/code.ts';
import { imports } from '../python/imports.ts';

/** Words for schedules, of cron and Airflow. */
const PRESETS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@quarterly': '0 0 1 */3 *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

const asCron = (text: string): string => PRESETS[text.trim()] ?? text.trim();

/**
 * The schedules in the definition of a pipeline, as cron: of a GitHub workflow, a Kubernetes CronJob, an Argo
 * CronWorkflow or an Airflow DAG. Undefined where the file alone does not tell, as for a pipeline that something else
 * starts, and for GitLab, which keeps schedules beside the repository: `.gitlab-ci.yml` only says what runs on one.
 * @param file its path, with forward slashes
 */
export function schedulesOf(file: string, text: string): string[] | undefined {
  if (file.endsWith('.py')) return imports(text, 'airflow') ? ofAirflow(text) : undefined;
  if (!/\.ya?ml$/.test(file)) return undefined;
  if (/(?:^|\/)\.github\/workflows\/[^/]+$/.test(file)) return ofGitHub(text);
  return /\bCron(?:Job|Workflow)\b/.test(text) ? ofKubernetes(text) : undefined;
}

function ofGitHub(text: string): string[] | undefined {
  const { documents, problems } = parseYaml(text);
  const on = resolve(findPair(documents[0]?.root, 'on')?.value);
  // A file without jobs is no workflow (yet), and one that others call runs when they do.
  if (problems.length > 0 || !on || !findPair(documents[0]?.root, 'jobs') || findPair(on, 'workflow_call'))
    return undefined;
  return on.kind === 'map' ? crons(findPair(on, 'schedule')?.value, 'cron') : [];
}

function crons(list: Node | undefined, key: string): string[] | undefined {
  const items = resolve(list);
  if (!items) return [];
  if (items.kind !== 'seq') return undefined;
  const found = items.items.map((item) => stringAt(item, [key]));
  return found.every((cron) => cron !== undefined) ? found.map(asCron) : undefined;
}

function ofKubernetes(text: string): string[] | undefined {
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0) return undefined;
  const found: string[] = [];
  for (const { root } of documents) {
    const kind = stringAt(root, ['kind']);
    if (kind !== 'CronJob' && kind !== 'CronWorkflow') continue;
    const single = stringAt(root, ['spec', 'schedule']);
    const several = resolve(nodeAt(root, ['spec', 'schedules']));
    if (single !== undefined) found.push(asCron(single));
    for (const item of several?.kind === 'seq' ? several.items : []) {
      const scalar = resolve(item);
      if (scalar?.kind !== 'scalar' || typeof scalar.value !== 'string') return undefined;
      found.push(asCron(scalar.value));
    }
  }
  return found.length > 0 ? found : undefined;
}

const LITERAL = /^\s*(?:(None)\b|(["'])([^"'\n]*)\2)\s*[,)\n]/;

/** Literal `schedule=` arguments; a DAG without one, or with a calculated one, does not tell. */
function ofAirflow(text: string): string[] | undefined {
  const found: string[] = [];
  let seen = 0;
  for (const match of pythonCode(text).matchAll(/\bschedule(?:_interval)?\s*=(?!=)/g)) {
    const literal = LITERAL.exec(text.slice(match.index + match[0].length));
    if (!literal) return undefined;
    seen++;
    const [, none, , value = ''] = literal;
    if (none === undefined && value !== '@once') found.push(asCron(value));
    if (value === '@continuous') return undefined;
  }
  return seen > 0 ? found : undefined;
}
