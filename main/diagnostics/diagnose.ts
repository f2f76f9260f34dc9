import { CHECKS, type CheckName } from '../../shared/domain/diagnosis.ts';
import type { Check, Found } from './check.ts';
import { copiesCheck, diskCheck, vaultCheck } from './copies.ts';
import { certificateCheck, foliosCheck, keysCheck } from './papers.ts';
import type { DiagnosisParts } from './parts.ts';
import { clockCheck, databaseCheck, versionsCheck } from './program.ts';
import { queueCheck, siiCheck } from './sending.ts';

const ALL: Readonly<Record<CheckName, Check>> = {
  versions: versionsCheck,
  clock: clockCheck,
  database: databaseCheck,
  disk: diskCheck,
  vault: vaultCheck,
  copies: copiesCheck,
  keys: keysCheck,
  certificate: certificateCheck,
  folios: foliosCheck,
  queue: queueCheck,
  sii: siiCheck,
};

export interface Diagnosis {
  readonly at: number;
  readonly checks: readonly (Found & {
    readonly number: number;
    readonly name: CheckName;
    readonly ms: number;
  })[];
}

/** Runs every check, one after the other. A check that breaks is a finding, and does not stop the others. */
export const diagnose = async (parts: DiagnosisParts): Promise<Diagnosis> => {
  const checks: Diagnosis['checks'][number][] = [];
  for (const [index, name] of CHECKS.entries()) {
    const begun = performance.now();
    const found = await Promise.resolve()
      .then(() => ALL[name](parts))
      .catch((error: unknown): Found => {
        parts.log.warn('a self-check failed', { name, error: String(error) });
        return { outcome: 'bad', said: 'broke', facts: {} };
      });
    checks.push({ number: index + 1, name, ...found, ms: Math.round(performance.now() - begun) });
  }
  return { at: parts.clock.now(), checks };
};
