import { fixCheck, isCheck, waiveCheck } from '../readiness/fix.ts';

/** Mends what stands against a check of the tree. */
export async function fix(target: unknown): Promise<void> {
  if (isCheck(target)) await fixCheck(target);
}

/** Waives what stands against a check of the tree. */
export async function waive(target: unknown): Promise<void> {
  if (isCheck(target)) await waiveCheck(target);
}
