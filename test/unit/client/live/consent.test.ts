import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Consent } from '../../../../client/src/live/consent.ts';
import { PanelAgreement } from '../../../../client/src/panel/agreement.ts';
import type { SourcesResult } from '../../../../server/src/protocol/decay.ts';
import { memento } from '../../../support/memento.ts';

const [PLAN, OLD, NEW] = ['file:///w/production-plan.yaml', 'http://a.example:9090', 'https://b.example'];

/** A plan of one data source whose URL can be changed, and the panel that shows it. */
function panelOf(consent: Consent, url: { current: string }) {
  const server = {
    request: <R>(): Promise<R> => {
      const sources: SourcesResult = [
        { plan: 0, source: { name: 'prom', type: 'prometheus', url: url.current } },
        { plan: 0, source: { name: 'history', type: 'file', path: 'a.csv' } },
      ];
      return Promise.resolve(sources as R);
    },
  };
  return new PanelAgreement(server, consent, PLAN);
}

test('nothing is asked before somebody agrees, and what was agreed is remembered by exact origin', async () => {
  const store = memento();
  const consent = new Consent(store);
  assert.equal(consent.mayAsk(OLD), false);
  await panelOf(consent, { current: `${OLD}/prometheus?x=1` }).opened();
  const later = new Consent(store);
  assert.equal(later.mayAsk(OLD), true);
  for (const other of [
    'https://a.example:9090',
    'http://a.example',
    'http://a.example:9091',
    'http://x.a.example:9090',
  ])
    assert.equal(later.mayAsk(other), false, other);
});

test('a URL that changes agrees to nothing: not the next opening, and Refresh only after the panel has told', async () => {
  const consent = new Consent(memento());
  const url = { current: OLD };
  const panel = panelOf(consent, url);
  await panel.opened();
  panel.shown();
  url.current = NEW;
  await panelOf(consent, url).opened();
  await panel.refreshed();
  assert.equal(consent.mayAsk(NEW), false);
  panel.shown();
  await panel.refreshed();
  assert.equal(consent.mayAsk(NEW), true);
});

test('Refresh agrees to what the panel has told, not to what came into the plan since', async () => {
  const consent = new Consent(memento());
  const url = { current: OLD };
  const panel = panelOf(consent, url);
  assert.equal(consent.mayAsk(OLD), false);
  panel.shown();
  url.current = NEW;
  assert.equal(consent.mayAsk(NEW), false);
  await panel.refreshed();
  assert.deepEqual(consent.origins, [OLD]);
});

test('what is withdrawn is asked no more, in no plan, and not in clear', async () => {
  const consent = new Consent(memento());
  await consent.agree(PLAN, [OLD, NEW]);
  await consent.agree('file:///w/other', [OLD]);
  await consent.agreeInClear(OLD);
  assert.equal(consent.maySendInClear(OLD), true);
  await consent.withdraw(OLD);
  assert.deepEqual(consent.origins, [NEW]);
  assert.equal(consent.maySendInClear(OLD), false);
  await consent.agreeAtFirst(PLAN, [OLD]);
  assert.equal(consent.mayAsk(OLD), false);
});

test('what is stored otherwise agrees to nothing', () => {
  for (const stored of [null, 'x', [OLD], { [PLAN]: OLD }, { [PLAN]: [1, null] }])
    assert.deepEqual(new Consent(memento({ 'productionFirst.agreedOrigins': stored })).origins, []);
});
