import type { Plan } from '../../plan/plan.ts';
import type { Signs } from './target.ts';

type Asks = NonNullable<Signs['plan']>;

/** The plan rolls out by that platform. */
export const platform =
  (name: string): Asks =>
  ({ spec }: Plan) =>
    spec.section('rollout')?.is('platform', name) ? `the rollout is by ${name}` : undefined;

/** The plan has a data source of that type. */
export const source =
  (type: string): Asks =>
  ({ spec }: Plan) => {
    const name = spec
      .sections('dataSources')
      .find((one) => one.is('type', type))
      ?.text('name');
    return name === undefined ? undefined : `the data source ${name} is of that kind`;
  };
