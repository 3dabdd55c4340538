import { closeAll } from './plan.ts';

/** One test inside the extension host; it fails by throwing. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Runs the cases one after the other, prints how each went, and rejects when one failed. */
export async function runCases(cases: readonly Case[]): Promise<void> {
  const failures: string[] = [];
  for (const { name, run: attempt } of cases) {
    try {
      await attempt();
      console.log(`ok ${name}`);
    } catch (error) {
      failures.push(name);
      console.log(`not ok ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } finally {
      await closeAll();
    }
  }
  console.log(`ran ${cases.length} cases`);
  if (failures.length > 0) throw new Error(`failed: ${failures.join('; ')}`);
}
