import { findPair, nodeAt, resolve, type Node } from '../document/node.ts';
import { parseYaml } from '../document/parse.ts';

/** A data contract (ODCS 3), as far as generated files need it. */
export interface Contract {
  readonly name: string | undefined;
  readonly tables: readonly ContractTable[];
}

export interface ContractTable {
  readonly name: string;
  readonly columns: readonly ContractColumn[];
}

export interface ContractColumn {
  readonly name: string;
  /** As ODCS has it: string, date, timestamp, time, number, integer, object, array, boolean. */
  readonly type: string | undefined;
  readonly required: boolean;
  readonly unique: boolean;
}

/** Reads a contract. Undefined for what is none; whatever it holds, this returns. */
export function readContract(text: string): Contract | undefined {
  const root = parseYaml(text).documents[0]?.root;
  if (textAt(root, 'kind') !== 'DataContract') return undefined;
  return {
    name: textAt(root, 'name'),
    tables: itemsAt(root, 'schema').flatMap((table): ContractTable[] => {
      const name = textAt(table, 'physicalName') ?? textAt(table, 'name');
      return name === undefined ? [] : [{ name, columns: columnsOf(table) }];
    }),
  };
}

function columnsOf(table: Node): ContractColumn[] {
  const known = new Set<string>();
  return itemsAt(table, 'properties').flatMap((column): ContractColumn[] => {
    const name = textAt(column, 'physicalName') ?? textAt(column, 'name');
    if (name === undefined || known.has(name)) return [];
    known.add(name);
    return [
      {
        name,
        type: textAt(column, 'logicalType'),
        required: isTrue(column, 'required') || isTrue(column, 'primaryKey'),
        unique: isTrue(column, 'unique') || isTrue(column, 'primaryKey'),
      },
    ];
  });
}

function itemsAt(node: Node | undefined, key: string): readonly Node[] {
  const list = resolve(node && nodeAt(node, [key]));
  return list?.kind === 'seq' ? list.items : [];
}

function textAt(node: Node | undefined, key: string): string | undefined {
  const value = resolve(findPair(node, key)?.value);
  return value?.kind === 'scalar' && typeof value.value === 'string' && value.value !== '' ? value.value : undefined;
}

function isTrue(node: Node, key: string): boolean {
  const value = resolve(findPair(node, key)?.value);
  return value?.kind === 'scalar' && value.value === true;
}
