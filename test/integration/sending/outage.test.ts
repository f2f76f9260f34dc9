import { expect, test } from 'vitest';
import { draft } from '../../support/issuing.ts';
import { openPracticeWorld } from '../../support/practice-world.ts';
import { documentOf, jobOf } from '../../support/store.ts';

test('20 documents while the SII is down, over sockets / it comes back / all accepted within a minute, each sent once, no retry lost', async () => {
  const world = await openPracticeWorld();
  const { temp, sii, scheduler, breaker, clock } = world;
  await sii.faults.set({ kind: 'down' });
  const ids = Array.from({ length: 20 }, () => world.office.issuing.issue(draft(), 'Ana').id);
  scheduler.kick();
  await scheduler.idle();
  expect(ids.filter((id) => jobOf(temp.store, id).attempts > 0)).toHaveLength(3);
  await world.pass(12 * 60_000);
  expect(breaker.state()).toMatchObject({ state: 'waiting', failures: 3 });
  await sii.faults.set({ kind: 'none' });
  // The network's return, as the system tells it.
  breaker.hurry();
  const back = clock.now();
  const accepted = (): boolean => ids.every((id) => documentOf(temp.store, id).siiState === 'accepted');
  while (!accepted() && clock.now() - back < 60_000) await world.pass(250, 250);
  const acceptedAfterMs = clock.now() - back;
  expect(ids.map((id) => documentOf(temp.store, id).siiState)).toEqual(ids.map(() => 'accepted'));
  expect(ids.map((id) => jobOf(temp.store, id).failedRetries)).toEqual(ids.map(() => 0));
  expect(sii.received()).toHaveLength(20);
  for (let folio = 1; folio <= 20; folio++) expect(sii.uploadsOf(33, folio)).toHaveLength(1);
  expect(breaker.state()).toMatchObject({ state: 'sending', failures: 0 });
  const figures = { documents: 20, attemptsWhileDown: 3, retriesLost: 0, sentTwice: 0, acceptedAfterMs };
  console.info(JSON.stringify(figures));
  await world.close();
});
