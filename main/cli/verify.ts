import { AppError, appError } from '../../shared/domain/errors.ts';
import { PRACTICE_IDK } from '../dte/caf-issuers.ts';
import { practiceCafIssuer } from '../dte/practice-identity.ts';
import type { Verdict } from '../dte/types.ts';
import { verifyFile } from '../dte/verify.ts';
import { readInput } from './input.ts';
import type { CliIo, CliResult } from './io.ts';

/**
 * `verify FILE…`: one verdict for each signature, stamp and CAF found. CAFs of the practice issuer count as good: their
 * ids say `IDK 999`.
 */
export const runVerify = async (io: CliIo, paths: readonly string[]): Promise<CliResult> => {
  const cafIssuers = { [PRACTICE_IDK]: practiceCafIssuer().publicKeyPem };
  const verdicts: Verdict[] = [];
  for (const path of paths) {
    const bytes = await readInput(io, path);
    verdicts.push(...verifyNamed(path, bytes, cafIssuers));
  }
  const bad = verdicts.filter((verdict) => !verdict.ok);
  const message = bad
    .map((verdict) => `${verdict.file}: ${verdict.kind} ${verdict.id} is not good: ${verdict.reason}`)
    .join('\n');
  return { code: bad.length === 0 ? 0 : 1, output: verdicts, message };
};

/** Says which of the files it was that could not be used. */
const verifyNamed = (
  path: string,
  bytes: Buffer,
  cafIssuers: Readonly<Record<number, string>>,
): readonly Verdict[] => {
  try {
    return verifyFile(path, bytes, { cafIssuers });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw appError(error.value.code, { file: path, ...error.value.params });
  }
};
