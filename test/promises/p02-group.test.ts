import { expect, test } from 'vitest';
import { until } from './support/core.ts';
import { openLab, settle } from './support/lab.ts';

const HEADING = 'documento;tipo;rut;razon_social;giro;direccion;comuna;item;cantidad;precio';
const ROW = '33;60803000-K;Cliente;Gobierno;Teatinos 120;Santiago;Caja;1;1000';
const csv = [HEADING, ...[1, 2, 3].map((n) => `${n};${ROW}`)].join('\n');

// The others leave the group's envelope one by one, each in one of its own. The one that was given up is alone in it then, but
// the bytes still carry all three. Found by the kills of test/crash (seed 11); needs no kill.
test('P2 three in one envelope, one given up / the others sent, then that one retried / each is received once', async () => {
  const lab = await openLab();
  try {
    await lab.sii.faults.set({ kind: 'down' });
    const core = await lab.open();
    const { id } = await core.ask('intake.csvPreview', {
      name: 'ventas.csv',
      content: Buffer.from(csv).toString('base64'),
    });
    await core.ask('intake.csvIssue', { preview: id, again: false });
    await until(async () => (await core.ask('documents.list', {})).total === 3, 'three issued');
    await until(async () => (await core.ask('queue.counts', {})).byState.pending === 3, 'three waiting');
    const { items } = await core.ask('queue.list', {});
    const givenUp = items.find(({ folio }) => folio === 3)?.id ?? 0;
    expect((await core.ask('queue.abandon', { ids: [givenUp], reason: 'prueba' })).done).toEqual([givenUp]);
    await lab.sii.faults.set({ kind: 'none' });
    await settle(core, lab.clock);
    expect(lab.sii.received()).toHaveLength(2);
    await core.ask('queue.retry', { ids: [givenUp] });
    await settle(core, lab.clock);
    await core.stop();
    expect(lab.sii.received().map(({ folio, state }) => [folio, state])).toEqual([
      [1, 'accepted'],
      [2, 'accepted'],
      [3, 'accepted'],
    ]);
  } finally {
    await lab.close();
  }
});
