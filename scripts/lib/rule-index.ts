import type { Rule } from '../../server/src/core/rules/rule.ts';

const INTRODUCTION = `# Rules

What production plans and model cards are checked for. The table is made from the list of rules by \`npm run build\`.

- \`production-first explain <rule>\` shows a rule's page in the terminal.
- \`"productionFirst.rules": {"reference/unused": "off"}\` in the editor's settings changes a rule's severity (\`error\`,
  \`warning\`, \`information\`) or switches it off; \`"card/*"\` stands for a family.
- \`# production-first-disable-next-line <rule>\` above a line switches a rule off for that line
  (\`<!-- production-first-disable-next-line <rule> -->\` in Markdown). Syntax errors stay.
- A waiver in the plan (\`spec.waivers\`) excuses the plan from a rule until a date, with a reason and an owner. The families
  \`syntax\`, \`schema\`, \`secret\` and \`waiver\` cannot be waived.
`;

/** The page that lists all rules, in their order. */
export function ruleIndex(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary} |`);
  return `${INTRODUCTION}\n| rule | severity | asks that |\n|---|---|---|\n${rows.join('\n')}\n`;
}
