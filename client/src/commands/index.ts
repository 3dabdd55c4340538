import { SCAFFOLD_COMMANDS } from '../../../server/src/protocol/scaffold.ts';
import { CREATE_PLAN } from '../../../server/src/protocol/training-hint.ts';
import { NO_FILTER } from '../readiness/filter.ts';
import type { CommandHost } from './host.ts';
import { restartServer } from './restart-server.ts';
import { showLog } from './show-log.ts';

/** A command of the palette. Code that is large is loaded when it is first run; esbuild.mjs lists it. */
export interface Command {
  readonly id: string;
  /** `resource` is the file a menu was opened on. */
  readonly run: (host: CommandHost, resource?: unknown) => Promise<void> | void;
}

/** Every command. To add one: a file with its verb, a line here, its title in package.json and package.nls.json. */
export const COMMANDS: readonly Command[] = [
  {
    id: CREATE_PLAN,
    run: async (_host, from) => (await import('./create-plan.ts')).createPlan(from),
  },
  {
    id: 'productionFirst.createPlanFrom',
    run: async (host) => (await import('./create-plan-from.ts')).createPlanFrom(host),
  },
  { id: 'productionFirst.createCard', run: async () => (await import('./create-card.ts')).createCard() },
  {
    id: 'productionFirst.showDecay',
    run: async (host, resource) => (await import('./show-decay.ts')).showDecay(host, resource),
  },
  {
    id: 'productionFirst.connectSource',
    run: async (host, target) => (await import('./connect-source.ts')).connectSource(host, target),
  },
  {
    id: 'productionFirst.disconnectSource',
    run: async (host) => (await import('./disconnect-source.ts')).disconnectSource(host),
  },
  {
    id: SCAFFOLD_COMMANDS.create,
    run: async (host, target) => (await import('./scaffold.ts')).createConfiguration(host, target),
  },
  {
    id: SCAFFOLD_COMMANDS.regenerate,
    run: async (host, target) => (await import('./scaffold.ts')).regenerate(host, target),
  },
  {
    id: SCAFFOLD_COMMANDS.compare,
    run: async (host, target) => (await import('./scaffold.ts')).compareMade(host, target),
  },
  {
    id: SCAFFOLD_COMMANDS.stop,
    run: async (host, target) => (await import('./scaffold.ts')).stopManaging(host, target),
  },
  { id: 'productionFirst.refreshReadiness', run: ({ readiness }) => readiness.refresh() },
  {
    id: 'productionFirst.filterReadiness',
    run: async ({ readiness }) => (await import('./readiness.ts')).chooseFilter(readiness),
  },
  { id: 'productionFirst.clearReadinessFilter', run: ({ readiness }) => readiness.show(NO_FILTER) },
  {
    id: 'productionFirst.groupReadiness',
    run: async ({ readiness }) => (await import('./readiness.ts')).chooseGroups(readiness),
  },
  { id: 'productionFirst.fixCheck', run: async (_, target) => (await import('./readiness.ts')).fix(target) },
  { id: 'productionFirst.waiveCheck', run: async (_, target) => (await import('./readiness.ts')).waive(target) },
  {
    id: 'productionFirst.explainCheck',
    run: async (_, target) => (await import('./readiness.ts')).explainCheck(target),
  },
  {
    id: 'productionFirst.openEvidence',
    run: async (_, target) => (await import('./readiness.ts')).openEvidence(target),
  },
  {
    id: 'productionFirst.showReadiness',
    run: async (host, target) => (await import('./readiness.ts')).showReadiness(host, target),
  },
  {
    id: 'productionFirst.exportReadiness',
    run: async (host, target) => (await import('./readiness.ts')).exportReadiness(host, target),
  },
  {
    id: 'productionFirst.openCheck',
    run: async (host, target) => (await import('./readiness.ts')).openCheck(host, target),
  },
  {
    id: 'productionFirst.showLive',
    run: async (host, target) => (await import('./readiness.ts')).showLive(host, target),
  },
  { id: 'productionFirst.restartServer', run: restartServer },
  { id: 'productionFirst.showLog', run: showLog },
];
