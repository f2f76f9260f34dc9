import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentBundle } from '../../store/bundles.ts';
import { readAnswer } from '../answer-file.ts';
import { sha256 } from '../hash.ts';
import { companyOf, kindOf } from '../paths.ts';
import type { VerifyDte } from '../records.ts';
import { bundleFromXml, readSaid } from './from-xml.ts';
import type { VaultSource } from './source.ts';

/** One document of a vault, or why it cannot be brought back from there. */
export type Found =
  | {
      readonly path: string;
      readonly bundle: DocumentBundle;
      readonly bytes: number;
      readonly complete: boolean;
    }
  | { readonly path: string; readonly bundle: null; readonly why: 'damaged' | 'no_envelope' };

export interface ReadDocumentsOptions {
  /** The other copy of the vault: where a file is damaged here, it may be whole there. */
  readonly other?: VaultSource;
  readonly verifyDte: VerifyDte;
  readonly now: number;
}

/** What signed it is still true: for bytes of which no register tells a hash. */
const isSigned = (verifyDte: VerifyDte, bytes: Buffer): boolean => {
  const verdicts = verifyDte(bytes).filter(({ kind }) => kind === 'dte');
  return verdicts.length > 0 && verdicts.every(({ ok }) => ok);
};

/** Documents of a vault, one at a time, from whichever copy of each file is whole. */
export async function* readDocuments(
  source: VaultSource,
  { other, verifyDte, now }: ReadDocumentsOptions,
): AsyncGenerator<Found> {
  const documents = new Set(
    [...source.paths, ...(source.manifest?.entries.keys() ?? []), ...(other?.paths ?? [])].filter(
      (path) => kindOf(path) === 'documento',
    ),
  );
  const copies = async (path: string): Promise<readonly Buffer[]> =>
    (await Promise.all([source.read(path), other?.read(path)])).filter(
      (each) => each !== null && each !== undefined,
    );
  const registered = (path: string): string | undefined =>
    source.manifest?.entries.get(path)?.sha256 ?? other?.manifest?.entries.get(path)?.sha256;

  let count = 0;
  for (const path of [...documents].sort()) {
    count += 1;
    if (count % 20 === 0) await nextTurn();
    const bytes = await copies(path);
    const answers = (await copies(path.replace(/\.xml$/, '.respuesta.json')))
      .map(readAnswer)
      .filter((answer) => answer !== null);
    // The newest, where a copy lags behind.
    const answer = answers.sort((a, b) => (b.job?.updatedAt ?? 0) - (a.job?.updatedAt ?? 0))[0];
    const hash = registered(path) ?? answer?.document.sha256;
    const good = bytes.find((copy) =>
      hash === undefined ? isSigned(verifyDte, copy) : sha256(copy) === hash,
    );
    if (!good) {
      yield { path, bundle: null, why: 'damaged' };
      continue;
    }
    const company = companyOf(path);
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (answer && answer.document.sha256 === sha256(good) && answer.rut === company?.rut) {
      const sent = (await copies(`${folder}/envios/${answer.envelope.fileName}`)).find(
        (copy) => sha256(copy) === answer.envelope.sha256,
      );
      if (!sent) {
        yield { path, bundle: null, why: 'no_envelope' };
        continue;
      }
      const bundle = { ...answer, bytes: good, envelope: { ...answer.envelope, bytes: sent } };
      yield { path, bundle, bytes: good.length + sent.length, complete: true };
      continue;
    }
    const said = readSaid(good);
    if (!said || !company || said.rut !== company.rut) {
      yield { path, bundle: null, why: 'damaged' };
      continue;
    }
    // Without its answer file nothing says which envelope it was in, but the name that issuing gives to one.
    const fileName = `Envio_F${said.folio}T${said.type}.xml`;
    const place = `${folder}/envios/${fileName}`;
    const envelopeHash = registered(place);
    const sent = (await copies(place)).find(
      (copy) => envelopeHash === undefined || sha256(copy) === envelopeHash,
    );
    if (!sent) {
      yield { path, bundle: null, why: 'no_envelope' };
      continue;
    }
    const bundle = bundleFromXml(good, said, company.environment, { fileName, bytes: sent }, now);
    yield { path, bundle, bytes: good.length + sent.length, complete: false };
  }
}
