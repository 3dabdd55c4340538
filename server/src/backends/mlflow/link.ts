import type { SeriesRequest, Source } from '../backend.ts';
import { baseOf } from './request.ts';

/** The page of MLflow that has the experiment, where the plan says its id; else that of the model, or the list of experiments. */
export function linkTo(source: Source, { model, version }: SeriesRequest): string | undefined {
  if (source.url === undefined || !URL.canParse(source.url)) return undefined;
  const workspace = source.tenant === undefined ? '' : `?workspace=${encodeURIComponent(source.tenant)}`;
  return `${baseOf(source)}/#${pageOf(source.project, model, version)}${workspace}`;
}

function pageOf(project: string | undefined, model: string | undefined, version: string | undefined): string {
  if (project !== undefined && /^\d+$/.test(project)) return `/experiments/${project}`;
  if (project !== undefined || model === undefined) return '/experiments';
  const page = `/models/${encodeURIComponent(model)}`;
  return version !== undefined && /^\d+$/.test(version) ? `${page}/versions/${version}` : page;
}
