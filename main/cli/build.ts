import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Draft } from '../../shared/domain/draft.ts';
import { AppError, appError } from '../../shared/domain/errors.ts';
import { localDate, localTimestamp } from '../../shared/format/time.ts';
import { type DraftWarning, type PreparedDocument, prepareDraft } from '../domain/draft/index.ts';
import { dig, isAbsent } from '../domain/values.ts';
import { parseCaf } from '../dte/caf.ts';
import { PRACTICE_IDK, withIssuers } from '../dte/caf-issuers.ts';
import { createDteEngine, toDteFile } from '../dte/engine.ts';
import { makeCaf, makeThrowawayCertificate, practiceCafIssuer } from '../dte/practice-identity.ts';
import type { SignedDte, SigningCertificate } from '../dte/types.ts';
import { readDraftFile } from './input.ts';
import type { CliIo, CliResult } from './io.ts';

/** Of nobody: people have RUTs up to some 28 million, companies from 50 million. */
const PRACTICE_SIGNER = { rut: '45912345-8', name: 'Firmante de Práctica' } as const;
const SII_RUT = '60803000-K';

/**
 * `build DRAFT.json --practice --out DIR`: the signed document and its envelope, by a throwaway certificate and a CAF of
 * the practice issuer for whatever company the draft names. No real folio and no real key comes near it.
 */
export const runBuild = async (io: CliIo, path: string, outDir: string): Promise<CliResult> => {
  const draft = await readDraftFile(io, path);
  const now = io.now();
  const { document, warnings } = prepare(draft, localDate(now));
  const { certificate } = makeThrowawayCertificate({ ...PRACTICE_SIGNER, now });
  const { dte, envelope } = signAndWrap(document, certificate, now);
  const files = [
    { kind: 'dte', id: dte.id, file: join(outDir, `${dte.id}.xml`), bytes: toDteFile(dte) },
    { kind: 'envelope', id: 'SetDoc', file: join(outDir, `Envio-${dte.id}.xml`), bytes: envelope },
  ];
  for (const { file, bytes } of files) await writeOutput(io, file, bytes);
  const described = files.map(({ kind, id, file, bytes }) => ({
    kind,
    id,
    file,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  return { code: 0, output: { files: described, warnings }, message: '' };
};

interface Ready {
  readonly document: PreparedDocument;
  readonly warnings: readonly DraftWarning[];
}

const prepare = (draft: Draft, today: string): Ready => {
  // Any folio does for practice; a draft that names one keeps it.
  const named = !isAbsent(dig(draft, 'Encabezado', 'IdDoc', 'Folio'));
  const prepared = prepareDraft(draft, { today, emisor: null, ...(named ? {} : { folio: 1 }) });
  if (!prepared.ok) throw appError('draft_invalid', undefined, prepared.issues);
  return prepared;
};

const signAndWrap = (
  document: PreparedDocument,
  certificate: SigningCertificate,
  now: number,
): { readonly dte: SignedDte; readonly envelope: Buffer } => {
  const issuer = practiceCafIssuer();
  const emisor = dig(document.content, 'Encabezado', 'Emisor');
  const rut = String(dig(emisor, 'RUTEmisor'));
  const name = String(dig(emisor, 'RznSoc') ?? dig(emisor, 'RznSocEmisor') ?? rut);
  const { type, folio } = document;
  const file = makeCaf(
    { rut, name, type, from: 1, to: Math.max(folio, 100), authorizedOn: localDate(now), idk: PRACTICE_IDK },
    issuer.privateKeyPem,
  );
  const { caf, key } = parseCaf(file, withIssuers({ [PRACTICE_IDK]: issuer.publicKeyPem }));
  const engine = createDteEngine();
  const signedAt = localTimestamp(now);
  const dte = engine.sign(document, caf, key, certificate, signedAt);
  const caratula = {
    rutEmisor: rut,
    rutEnvia: certificate.rut,
    rutReceptor: SII_RUT,
    fchResol: localDate(now),
    nroResol: 0,
    signedAt,
  };
  return { dte, envelope: engine.wrap([dte], caratula, certificate) };
};

const writeOutput = async (io: CliIo, file: string, bytes: Buffer): Promise<void> => {
  try {
    await io.writeFile(file, bytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw appError(full ? 'disk_full' : 'folder_not_writable', { file });
  }
};
