import { InputBoxValidationSeverity, window } from 'vscode';
import { showStep, type Outcome, type Step } from '../wizard/run.ts';
import type { ChoiceItem } from '../wizard/items.ts';
import { credentialOf, fieldsOf, type Credential, type CredentialField, type CredentialKind } from './credential.ts';

/** What somebody answered; secrets are not kept for a second look. */
export interface CredentialDraft {
  kind?: CredentialKind | 'none';
  readonly answers: Record<string, string>;
}

const KINDS: readonly ChoiceItem[] = [
  { label: 'No credential', description: 'Whoever can reach it may read it', answer: 'none' },
  { label: 'Bearer token', description: 'A token, an API key of Grafana, a service account', answer: 'bearer' },
  { label: 'User name and password', description: 'Basic authentication', answer: 'basic' },
  { label: 'Header', description: 'A name and a value, as some clouds and gateways want', answer: 'header' },
];

/**
 * Asks for a credential, with a way back at each step. `draft` is what was answered before, without secrets, and takes
 * the new answers. Undefined: somebody left. 'none': asked without.
 */
export async function askCredential(title: string, draft: CredentialDraft): Promise<Credential | 'none' | undefined> {
  const secrets: Record<string, string> = {};
  let at = 0;
  for (;;) {
    const kind = at === 0 ? undefined : draft.kind;
    const fields: readonly CredentialField[] = kind === undefined || kind === 'none' ? [] : fieldsOf(kind);
    if (kind === 'none') return 'none';
    const field = fields[at - 1];
    if (kind && !field) return credentialOf(kind, { ...draft.answers, ...secrets });
    const shown = { title, step: at + 1, total: 1 + Math.max(1, fields.length) };
    const outcome = field
      ? await askField(field, { ...shown, text: field.secret ? '' : (draft.answers[field.id] ?? '') })
      : await askKind({ ...shown, text: draft.kind ?? '' });
    if (outcome === 'cancelled') return undefined;
    if (outcome === 'back') {
      at--;
      continue;
    }
    if (field) (field.secret ? secrets : draft.answers)[field.id] = outcome.answer;
    else draft.kind = outcome.answer as CredentialKind | 'none';
    at++;
  }
}

function askKind(step: Step): Promise<Outcome> {
  const box = window.createQuickPick<ChoiceItem>();
  box.placeholder = 'How does the data source know who asks?';
  box.items = KINDS;
  const earlier = KINDS.find(({ answer }) => answer === step.text);
  if (earlier) box.activeItems = [earlier];
  return showStep(box, step, (settle) => {
    box.onDidAccept(() => {
      const answer = box.selectedItems[0]?.answer;
      if (answer !== undefined) settle({ answer });
    });
  });
}

function askField(field: CredentialField, step: Step): Promise<Outcome> {
  const box = window.createInputBox();
  box.prompt = field.prompt;
  box.placeholder = field.placeholder;
  box.password = field.secret;
  box.value = step.text;
  // A pasted token often ends in a line break; a password may well begin or end with a blank.
  const answer = (): string => (field.id === 'password' ? box.value : box.value.trim());
  return showStep(box, step, (settle) => {
    box.onDidChangeValue(() => (box.validationMessage = undefined));
    box.onDidTriggerButton(() => settle('back'));
    box.onDidAccept(() => {
      const message = field.problem(answer());
      if (message === undefined) settle({ answer: answer() });
      else box.validationMessage = { message, severity: InputBoxValidationSeverity.Error };
    });
  });
}
