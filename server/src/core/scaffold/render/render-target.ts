import { placed, reads, unusableLabels } from '../conventions.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** A plan rendered for a target, by what is agreed: where files go, and what has to read them. */
export function renderTarget(target: Target, source: Source): Rendered {
  const { conventions } = source;
  const { needs } = target;
  if (needs && !reads(conventions, needs.system, needs.since, needs.since)) {
    const has = conventions.versions[needs.system] ?? '';
    const message = `${target.title} can be read by ${needs.system} ${needs.since} and later, and ${has} is in use.`;
    return { files: [], gaps: [{ path: ['metadata', 'annotations'], message }] };
  }
  const made = target.render(source);
  const unusable = target.signs.resources && made.files.length > 0 ? unusableLabels(conventions) : [];
  return {
    ...made,
    files: made.files.map((file) => (file.isNamed ? file : { ...file, path: placed(conventions, file.path) })),
    gaps: [...made.gaps, ...unusable.map(labelGap)],
  };
}

const labelGap = (label: string): Gap => ({
  path: ['metadata', 'labels', label],
  message: `The label "${label}" is left out of resources: Kubernetes takes other names and values.`,
});
