import type { Area } from '../check.ts';

export const dashboards: Area = {
  id: 'dashboards',
  title: 'Dashboards',
  checks: [
    {
      name: 'linked',
      title: 'Dashboard is linked',
      why: 'Whoever is called at night needs one place to look at first.',
      reach: 'declared',
      weight: 1,
      minutes: 60,
      rules: [],
      path: ['spec', 'monitoring', 'dashboards'],
      find: ({ plan }) => {
        const [first] = plan.spec.section('monitoring')?.sections('dashboards') ?? [];
        return {
          declared: first?.text('url') !== undefined,
          says: first?.text('title') ?? 'Link the dashboard: "dashboards".',
        };
      },
    },
  ],
};
