import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareDraft } from '../../../main/domain/draft/index.ts';
import { FAILPOINTS, type Failpoint } from '../../../main/domain/failpoints.ts';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { createBreakerService } from '../../../main/sending/breaker-service.ts';
import { createChanges } from '../../../main/sending/changes.ts';
import { createIssuing } from '../../../main/sending/issuing.ts';
import { createSender } from '../../../main/sending/sender.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { createFakeSii, type FakeSii } from '../../support/fake-sii.ts';
import { addCaf, addCertificate, draft, openOffice } from '../../support/issuing.ts';
import { jobOf, openTempStore, type TempStore } from '../../support/store.ts';

let clock: FakeClock;
let temp: TempStore;
let sii: FakeSii;
beforeEach(() => {
  clock = createFakeClock(NOW);
  temp = openTempStore(clock);
  sii = createFakeSii();
});
afterEach(() => temp.close());

/** Issuing and sending with a failpoint, on one database. */
const open = (failpoint: Failpoint) => {
  const { store } = temp;
  const { keyring, custody } = openOffice(store, clock);
  addCertificate(store, custody);
  addCaf(store, custody, 33);
  const changes = createChanges();
  const dte = createDteEngine();
  const breaker = createBreakerService({
    store,
    clock,
    gateway: sii,
    changes,
    environment: () => 'practice',
  });
  const parts = { store, clock, gateway: sii, keyring, changes, bootId: 'boot', dte, failpoint };
  return {
    issuing: createIssuing({ ...parts, prepare: prepareDraft, wake: () => {} }),
    sender: createSender({ ...parts, breaker, protect: () => {} }),
  };
};

describe('failpoints', () => {
  test('a document / issued and sent / passes each of them once, in this order', async () => {
    const passed: string[] = [];
    const { issuing, sender } = open((name) => passed.push(name));
    issuing.issue(draft(), 'Ana');
    const claim = sender.claim();
    if (!claim) throw new Error('nothing to send');
    await sender.run(claim);
    expect(passed).toEqual([...FAILPOINTS]);
  });

  test.each(FAILPOINTS.filter((name) => name.startsWith('issue.') && name !== 'issue.committed'))(
    'it ends at %s / issue / nothing was taken, and the next one gets that folio',
    (at) => {
      let armed = true;
      const { issuing } = open((name) => {
        if (armed && name === at) throw new Error(`ended at ${name}`);
      });
      expect(() => issuing.issue(draft(), 'Ana')).toThrow(at);
      expect(temp.store.documents.list(1).total).toBe(0);
      armed = false;
      expect(issuing.issue(draft(), 'Ana').folio).toBe(1);
    },
  );

  test('it ends before an attempt is committed / claim / the job is as it was', () => {
    const { issuing, sender } = open((name) => {
      if (name === 'attempt.before_commit') throw new Error('ended');
    });
    const { id } = issuing.issue(draft(), 'Ana');
    expect(() => sender.claim()).toThrow('ended');
    expect(jobOf(temp.store, id)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(sii.calls).toEqual([]);
  });
});
