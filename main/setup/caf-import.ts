import { createHash } from 'node:crypto';
import { appError } from '../../shared/domain/errors.ts';
import type { Environment } from '../../shared/domain/states.ts';
import { localDate } from '../../shared/format/time.ts';
import type { Clock } from '../domain/clock.ts';
import { parseCaf } from '../dte/caf.ts';
import { isCafExpired } from '../dte/caf-expiry.ts';
import { type CafIssuers, PRACTICE_IDK } from '../dte/caf-issuers.ts';
import type { Custody } from '../security/custody-types.ts';
import type { NewCaf } from '../store/cafs.ts';
import type { CompanyRecord } from '../store/records.ts';

/** Whose key signs an environment's CAFs. Source: PROTOCOL.md 7.2. */
const IDK: Record<Environment, number> = { practice: PRACTICE_IDK, certification: 100, production: 300 };

export interface CafImport {
  readonly custody: Custody;
  readonly clock: Clock;
  readonly issuers: CafIssuers;
}

/**
 * Opens a CAF file: of this company, of its environment, not expired.
 * @throws AppError caf_unreadable, caf_type_unknown, caf_bad_signature, caf_key_mismatch, caf_other_company,
 *   caf_other_environment, caf_expired
 */
export const checkCafFor = (
  company: Pick<CompanyRecord, 'rut' | 'environment'>,
  file: Buffer,
  parts: Omit<CafImport, 'custody'>,
): ReturnType<typeof parseCaf> => {
  const { caf, key } = parseCaf(file, parts.issuers);
  if (caf.rut !== company.rut) throw appError('caf_other_company', { found: caf.rut, expected: company.rut });
  if (caf.idk !== IDK[company.environment]) throw appError('caf_other_environment');
  if (isCafExpired(caf, localDate(parts.clock.now()))) {
    throw appError('caf_expired', { type: caf.type, from: caf.from, to: caf.to });
  }
  return { caf, key };
};

/**
 * Opens a CAF file and makes it fit for the store: its key sealed. Whether it overlaps a range that is there already is for the
 * store to say.
 * @throws AppError those of `checkCafFor`, locked
 */
export const readCafFor = (company: CompanyRecord, file: Buffer, parts: CafImport): NewCaf => {
  const { caf, key } = checkCafFor(company, file, parts);
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const sealedKey = parts.custody.seal(der, 'caf-key', company.environment);
  der.fill(0);
  return {
    companyId: company.id,
    type: caf.type,
    fromFolio: caf.from,
    toFolio: caf.to,
    authorizedOn: caf.authorizedOn,
    idk: caf.idk,
    element: Buffer.from(caf.xml, 'latin1'),
    sealedKey,
    sha256: createHash('sha256').update(file).digest('hex'),
    importedAt: parts.clock.now(),
  };
};
