import { renderTarget } from '../../core/scaffold/render/render-target.ts';
import { AREAS, type Source } from '../../core/scaffold/render/target.ts';
import { TARGETS } from '../../core/scaffold/render/targets.ts';
import { suggestion, type Repository } from '../../core/scaffold/suggest.ts';
import type { OfferedTarget } from '../../protocol/scaffold.ts';

/** Every target with why it is likely to be wanted for these plans, and why nothing can be made for it. */
export function offerTargets(
  sources: readonly Source[],
  repository: Repository,
  made: ReadonlyMap<string, unknown>,
): OfferedTarget[] {
  return TARGETS.map((target) => {
    const { id, title, makes, area } = target;
    const outputs = sources.map((source) => renderTarget(target, source));
    const lacks = outputs.some(({ files }) => files.length > 0)
      ? undefined
      : (outputs.flatMap(({ gaps }) => gaps)[0]?.message ?? 'The plan says nothing that it could be made of.');
    const [reason] = sources.flatMap(({ plan }) => suggestion(target, plan, repository) ?? []);
    return {
      id,
      title,
      makes,
      area: AREAS[area],
      isMade: made.has(id),
      ...(reason !== undefined && { reason }),
      ...(lacks !== undefined && { lacks }),
    };
  });
}
