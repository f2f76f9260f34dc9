import { createHash } from 'node:crypto';
import { appError } from '../../shared/domain/errors.ts';
import type { Clock } from '../domain/clock.ts';
import { serialiseCertificate } from '../dte/certificate.ts';
import type { SigningCertificate } from '../dte/types.ts';
import type { Custody } from '../security/custody-types.ts';
import type { NewCertificate } from '../store/certificates.ts';
import type { CompanyRecord } from '../store/records.ts';

/** @throws AppError certificate_expired, certificate_not_yet_valid */
export const assertValidOn = (certificate: SigningCertificate, now: number): void => {
  if (now > certificate.validTo) throw appError('certificate_expired', { at: certificate.validTo });
  if (now < certificate.validFrom) throw appError('certificate_not_yet_valid', { at: certificate.validFrom });
};

/**
 * Makes an opened certificate fit for the store: valid today, certificate and key sealed together.
 * @throws AppError certificate_expired, certificate_not_yet_valid, locked
 */
export const sealCertificateFor = (
  company: Pick<CompanyRecord, 'id' | 'environment'>,
  certificate: SigningCertificate,
  parts: { readonly custody: Custody; readonly clock: Clock },
): NewCertificate => {
  const now = parts.clock.now();
  assertValidOn(certificate, now);
  const plain = serialiseCertificate(certificate);
  const sealed = parts.custody.seal(plain, 'certificate', company.environment);
  plain.fill(0);
  return {
    companyId: company.id,
    holderRut: certificate.rut,
    holderName: certificate.name,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    fingerprint: createHash('sha256').update(certificate.der).digest('hex'),
    sealed,
    importedAt: now,
  };
};
