import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPending, writeMarker } from '../../main/backup/restore/swap.ts';
import { removeRoot, tempRoot } from '../promises/support/core.ts';

// Two restores prepared within one second share a staging folder: killed during the second one, the marker of the first points at
// a folder without a database. Found by the kills of maintenance.test.ts.
test('P7 a restore is pending whose folder has no database / started / the database of now stays in its place', async () => {
  const profile = tempRoot();
  try {
    writeFileSync(join(profile, 'resguardo.sqlite'), 'the business');
    mkdirSync(join(profile, 'restaurando-20261125T004654Z'));
    await writeMarker(profile, {
      format: 'resguardo-restauracion',
      version: 1,
      phase: 'keep',
      staging: 'restaurando-20261125T004654Z',
      kept: 'Antes de restaurar 24-11-2026 21.46',
      at: 0,
      figures: {},
    });
    await applyPending(profile);
    expect(readFileSync(join(profile, 'resguardo.sqlite'), 'utf8')).toBe('the business');
  } finally {
    removeRoot(profile);
  }
});
