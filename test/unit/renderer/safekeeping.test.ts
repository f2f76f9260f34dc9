import { describe, expect, it } from 'vitest';
import { momentOfKept } from '../../../renderer/features/restore/kept-name.ts';
import {
  isRestoring,
  OPEN_ARCHIVE_ADDRESS,
  RESTORE_ADDRESS,
} from '../../../renderer/features/restore/place.ts';
import { snapshotMoment } from '../../../renderer/features/restore/snapshot-moment.ts';
import { partDone, timeLeft } from '../../../renderer/features/restore/time-left.ts';
import {
  drillVerdict,
  mirrorVerdict,
  patrolVerdict,
  vaultVerdict,
} from '../../../renderer/features/safekeeping/verdicts.ts';
import { parseRoute } from '../../../renderer/lib/route.ts';
import { safekeeping } from '../../support/renderer-mock/safekeeping.ts';

const NOW = Date.UTC(2026, 10, 24, 15);
const DAY = 86_400_000;
const answers = safekeeping(NOW);
const status = answers['vault.status']({});
const patrol = answers['backups.verifyAll']({});

describe('the second copy', () => {
  it.each([
    [9, 'wait', 'Última copia externa hace 9 días'],
    [2, 'ok', 'Última copia externa hace 2 días'],
  ] as const)(
    'of %d days ago, is said with its age and, when late, as something to do',
    (days, tone, text) => {
      expect(mirrorVerdict({ ...status.mirror, lastCopyAt: NOW - days * DAY }, NOW)).toEqual({ tone, text });
    },
  );

  it('that nobody has set up, is something to do', () => {
    expect(mirrorVerdict({ ...status.mirror, folder: null }, NOW).tone).toBe('wait');
  });
});

describe('the vault', () => {
  it('with a file that no copy has whole, is not said to be well', () => {
    expect(vaultVerdict(status).tone).toBe('ok');
    const lastPatrol = { ...patrol, damaged: [{ path: 'x', why: 'hash' as const }] };
    expect(vaultVerdict({ ...status, lastPatrol }).tone).toBe('bad');
    expect(patrolVerdict(lastPatrol).tone).toBe('bad');
  });

  it('after a drill that failed, says whether it found differences or could not end', () => {
    const drill = answers['drill.run']({});
    const said = [drill, { ...drill, ok: false }, { ...drill, ok: false, error: 'disk_full' }].map(
      (each) => drillVerdict(each).text,
    );
    expect(new Set(said).size).toBe(3);
  });
});

describe('the progress of a restore', () => {
  it('half of the documents, is less than half of the work; all verified, is all of it', () => {
    const at = (phase: 'base' | 'documents' | 'verify', done: number) =>
      partDone({ phase, done, total: 10, bytes: 0 });
    expect([partDone(null), at('base', 0), at('documents', 5), at('verify', 10)]).toEqual([0, 0, 0.375, 1]);
  });

  it('what is left, is not guessed at too early, and goes by what was done so far', () => {
    expect(timeLeft(0.5, 500)).toBeNull();
    expect(timeLeft(0.01, 60_000)).toBeNull();
    expect(timeLeft(0.25, 10_000)).toBe(30_000);
  });
});

describe('names and addresses', () => {
  it('a former state, is read with a colon in its time', () => {
    expect(momentOfKept('Antes de restaurar 05-07-2026 11.30')).toBe('05-07-2026 11:30');
    expect(momentOfKept('Antes de restaurar 05-07-2026 11.30 (2)')).toBe('05-07-2026 11:30 (2)');
  });

  it('a snapshot, is read in the time of Chile', () => {
    expect(snapshotMoment('instantaneas/20260705T153000Z.sqlite')).toBe('05-07-2026, 11:30');
  });

  it('the wizard, has its address with and without an archive', () => {
    for (const address of [RESTORE_ADDRESS, OPEN_ARCHIVE_ADDRESS])
      expect(isRestoring(parseRoute(address))).toBe(true);
    expect(parseRoute(OPEN_ARCHIVE_ADDRESS).query.get('de')).toBe('archivo');
    expect(isRestoring(parseRoute('#/respaldos'))).toBe(false);
  });
});
