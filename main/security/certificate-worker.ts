import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorValue } from '../../shared/domain/errors.ts';
import { openCertificate, serialiseCertificate } from '../dte/certificate.ts';

/** What the worker is given: a file that nobody has looked at yet, and the password that its owner typed. */
export interface CertificateJob {
  readonly file: Uint8Array;
  readonly password: string;
}

/** Certificate and key in the clear (`serialiseCertificate`), for the memory of this program alone; or why there is none. */
export type CertificateAnswer =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly error: ErrorValue };

const work = ({ file, password }: CertificateJob): CertificateAnswer => {
  try {
    return { ok: true, bytes: serialiseCertificate(openCertificate(Buffer.from(file), password)) };
  } catch (error) {
    // Whatever else a hostile file makes of the reader, it is no certificate.
    return { ok: false, error: error instanceof AppError ? error.value : { code: 'pfx_unreadable' } };
  }
};

parentPort?.postMessage(work(workerData as CertificateJob));
