import path from 'node:path';
import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import type { PathReference } from '../../core/plan/index-plan.ts';
import { splitSymbol } from '../../core/workspace-facts.ts';
import { hover } from '../../language/hover/hover.ts';
import type { LookUp } from '../../language/hover/place-of-file.ts';
import { userClock } from '../clock.ts';
import { onFile, type Feature, type FeatureHost } from '../feature.ts';

export const hovers: Feature = (host) => {
  const formats = host.client.textDocument?.hover?.contentFormat;
  const format = formats?.includes(MarkupKind.Markdown) ? 'markdown' : 'plaintext';
  host.connection.onHover(
    onFile<HoverParams, Hover | null>(host, 'hover', null, async ({ file, path: plan }, { position }) => {
      // Assigned, not spread: spreading would ask the clock for its zone.
      const options = Object.assign(userClock(), { format, lookUp: lookUp(host, plan) } as const);
      return (await hover(file, file.lines.offset(position), options)) ?? null;
    }),
  );
  return { hoverProvider: true };
};

function lookUp(host: FeatureHost, plan: string | undefined): LookUp {
  return async (reference: PathReference) => {
    if (plan === undefined) return undefined;
    const { path: name, symbol } = splitSymbol(reference.text);
    const fact = (await host.workspace.facts(plan, { paths: [reference] })).get(name);
    if (fact?.state !== 'file') return fact && { state: fact.state };
    const shown = path.relative(host.workspace.rootOf(plan), fact.location).replaceAll(path.sep, '/');
    const found = await host.workspace.locate(plan, reference);
    const hasSymbol = symbol === undefined ? undefined : fact.symbols?.includes(symbol);
    return { state: 'file', shown, hasSymbol, line: found?.symbol && found.symbol.start.line + 1 };
  };
}
