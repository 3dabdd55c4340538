import { readFileSync } from 'node:fs';
import { readContract, type Contract } from '../../server/src/core/scaffold/contract.ts';

const contract = (text: string): Contract => {
  const read = readContract(text);
  if (!read) throw new Error('That is no contract.');
  return read;
};

/** The contract of the example, by the path its plan has for it. */
export const EXAMPLE_CONTRACTS: ReadonlyMap<string, Contract> = new Map([
  [
    'contracts/departures.odcs.yaml',
    contract(readFileSync('examples/flight-delays/contracts/departures.odcs.yaml', 'utf8')),
  ],
]);

/** A contract for the full plan's pipeline. */
export const USAGE_CONTRACTS: ReadonlyMap<string, Contract> = new Map([
  [
    'contracts/usage.odcs.yaml',
    contract(`apiVersion: v3.1.0
kind: DataContract
id: usage
version: 1.0.0
status: active
schema:
  - name: usage_events
    logicalType: object
    properties:
      - {name: customer_id, logicalType: string, required: true}
      - {name: at, logicalType: timestamp, required: true}
      - {name: tenure, logicalType: number, required: true}
      - {name: plan, logicalType: string}
      - {name: logins, logicalType: integer, unique: false}
`),
  ],
]);
