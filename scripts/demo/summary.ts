import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptView } from '../../shared/ipc/parts.ts';
import { ask } from '../../test/support/page/api.ts';
import type { Detail, Issued } from '../../test/support/page/desk.ts';
import { filesUnder, sha256InZip, sha256OfFile } from './files.ts';
import { OUTPUT } from './output.ts';
import type { Stage } from './stage.ts';

/** Where the copies of the demo's documents lie. */
interface Places {
  readonly vault: string;
  readonly out: string;
  readonly zip: Readonly<Record<string, string>>;
}

const attemptOf = (attempt: AttemptView) => ({
  number: attempt.number,
  kind: attempt.kind,
  at: new Date(attempt.startedAt).toISOString(),
  durationMs: attempt.durationMs,
  outcome: attempt.outcome,
  class: attempt.error?.class ?? null,
  code: attempt.error?.code ?? null,
  trackId: attempt.trackId,
  nextAt: attempt.nextDueAt === null ? null : new Date(attempt.nextDueAt).toISOString(),
});

/** One document as summary.json tells it. The vault and the exports are hashed from their files, the database answers itself. */
const documentOf = (key: Issued, detail: Detail, uploads: number, { vault, out, zip }: Places) => {
  const { document, backup } = detail;
  const file = `T${key.type}F${key.folio}.xml`;
  const envelope = `envios/${detail.envelopeFile}`;
  const exported = (name: string): string | null =>
    sha256OfFile(join(out, OUTPUT.xml, name)) ?? sha256OfFile(join(out, OUTPUT.single, name));
  const inVault = (name: string): string | null =>
    backup?.file == null ? null : sha256OfFile(join(vault, backup.file, '..', name));
  return {
    type: key.type,
    folio: key.folio,
    state: document.siiState,
    queueState: document.queueState,
    trackId: document.trackId,
    abandonedReason: document.abandonedReason,
    /** How often the practice SII was sent it. */
    uploads,
    attempts: detail.attempts.map(attemptOf),
    sha256: { database: detail.sha256, vault: inVault(file), export: exported(file), zip: zip[file] ?? null },
    envelope: {
      file: detail.envelopeFile,
      sha256: {
        database: detail.envelopeSha256,
        vault: inVault(envelope),
        export: exported(envelope),
        zip: zip[envelope] ?? null,
      },
    },
  };
};

type DocumentSummary = ReturnType<typeof documentOf>;

/** What the SII has is in all four places; what it has not is in the database, and where a person saved it: without envelope. */
const expectedHashes = (hash: string, backedUp: boolean, saved = true): DocumentSummary['sha256'] => ({
  database: hash,
  vault: backedUp ? hash : null,
  export: backedUp || saved ? hash : null,
  zip: backedUp ? hash : null,
});

const STATES: Readonly<Record<string, string>> = {
  T33F1: 'accepted success',
  T33F2: 'accepted success',
  T52F1: 'accepted success',
  T33F3: 'accepted success',
  T33F4: 'accepted success',
  T33F5: 'accepted success',
  T33F6: 'not_sent needs_person',
  T33F7: 'not_sent abandoned',
};

/** Writes summary.json, and checks that every copy of every document is the same to the byte. */
export const writeSummary = async (stage: Stage, out: string): Promise<void> => {
  const { checks, everything, page } = stage;
  const [zipFile] = filesUnder(join(out, OUTPUT.zip));
  const places: Places = {
    vault: (await ask(page, 'settings.get', {})).vaultFolder,
    out,
    zip: zipFile === undefined ? {} : await sha256InZip(join(out, OUTPUT.zip, zipFile)),
  };
  const { received } = await ask(page, 'practice.get', {});
  const documents: DocumentSummary[] = [];
  for (const key of everything) {
    const uploads =
      received.find(({ type, folio }) => type === key.type && folio === key.folio)?.uploads ?? 0;
    documents.push(documentOf(key, await stage.detail(key), uploads, places));
  }
  writeFileSync(
    join(out, OUTPUT.summary),
    `${JSON.stringify({ documents, exported: filesUnder(join(out, OUTPUT.xml)), zip: zipFile ?? null }, null, 2)}\n`,
  );

  console.log('\nEvery copy, by the bytes of its file');
  const states = Object.fromEntries(
    documents.map((each) => [`T${each.type}F${each.folio}`, `${each.state} ${each.queueState}`]),
  );
  checks.equal('every document is as the story has left it', states, STATES);
  for (const each of documents) {
    const backedUp = each.state === 'accepted';
    const name = `T${each.type}F${each.folio}`;
    const what = backedUp ? 'database, vault, export and ZIP' : 'database and export';
    checks.equal(
      `${name}: ${what} are identical`,
      each.sha256,
      expectedHashes(each.sha256.database, backedUp),
    );
    checks.equal(
      `${name}: so are those of its envelope`,
      each.envelope.sha256,
      expectedHashes(each.envelope.sha256.database, backedUp, false),
    );
    if (backedUp) checks.equal(`${name} was taken by the SII once`, each.uploads, 1);
  }
};
