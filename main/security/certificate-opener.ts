import { Worker } from 'node:worker_threads';
import { AppError, appError } from '../../shared/domain/errors.ts';
import { createLane } from '../backup/lane.ts';
import { readCertificate } from '../dte/certificate.ts';
import type { SigningCertificate } from '../dte/types.ts';
import type { CertificateAnswer, CertificateJob } from './certificate-worker.ts';

/** The costliest file that the reader takes needs some two seconds here; a slow computer gets several times that. */
const LIMIT_MS = 15_000;

/** A certificate is some kilobytes; what needs more memory than this to be read is none. */
const LIMIT_MB = 128;

/** Beside this file in the sources, and beside the bundle that this file becomes a part of. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './certificate-worker.ts' : './certificate-worker.js',
  import.meta.url,
);

export interface OpenerOptions {
  /** ms; after that the file counts as too costly. */
  readonly limitMs?: number;
}

/** Opens a certificate file with its password; the errors are those of `openCertificate`. */
export type OpenCertificate = (file: Buffer, password: string) => Promise<SigningCertificate>;

/**
 * Opens certificate files in a thread of its own, one at a time: a file may ask for a derivation that takes seconds, or be made
 * to keep a reader busy for ever, and neither may hold up the window or the queue.
 * @throws AppError as `openCertificate`; pfx_too_costly also for a file that takes longer than the limit
 */
export const createCertificateOpener = ({ limitMs = LIMIT_MS }: OpenerOptions = {}): OpenCertificate => {
  const inTurn = createLane();
  return (file, password) => inTurn(() => openOne(file, password, limitMs));
};

const openOne = async (file: Buffer, password: string, limitMs: number): Promise<SigningCertificate> => {
  const answer = await ask({ file, password }, limitMs);
  if (!answer.ok) throw new AppError(answer.error);
  const bytes = Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength);
  try {
    return readCertificate(bytes);
  } finally {
    bytes.fill(0);
  }
};

const ask = (job: CertificateJob, limitMs: number): Promise<CertificateAnswer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, {
      workerData: job,
      // Nothing of how this program was started is of use to it, and what it prints is of none to anybody.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: LIMIT_MB },
    });
    const end = (): void => {
      clearTimeout(timer);
      void worker.terminate();
    };
    const timer = setTimeout(() => {
      end();
      reject(appError('pfx_too_costly'));
    }, limitMs);
    worker.once('message', (answer: CertificateAnswer) => {
      end();
      resolve(answer);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      end();
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? appError('pfx_too_costly') : error);
    });
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the reader of certificates ended with code ${code}`));
    });
  });
