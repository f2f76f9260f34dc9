import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../main/backup/manifest/read.ts';
import type { PracticeSii } from '../../main/sii/practice/types.ts';
import { peek } from '../promises/support/lab.ts';

/** A document that the program has said is issued. */
export interface Acknowledged {
  readonly type: number;
  readonly folio: number;
}

/** What is wrong after everything has come to rest, one line for each. */
export interface Findings {
  readonly lost: string[];
  readonly foliosReused: string[];
  readonly duplicatesAccepted: string[];
  /** Received more than once, whatever the SII made of it. */
  readonly sentTwice: string[];
  readonly resendsNotIdentical: string[];
  readonly vaultMismatches: string[];
  /** Database and SII that do not say the same, and jobs without an end. */
  readonly disagreements: string[];
}

export const noFindings = (): Findings => ({
  lost: [],
  foliosReused: [],
  duplicatesAccepted: [],
  sentTwice: [],
  resendsNotIdentical: [],
  vaultMismatches: [],
  disagreements: [],
});

interface Row {
  readonly id: number;
  readonly type: number;
  readonly folio: number;
  readonly sha256: string;
  readonly bytes: Buffer | null;
  readonly envelopeSha256: string | null;
  readonly envelopeBytes: Buffer | null;
  readonly envelopeName: string | null;
  readonly state: string | null;
  readonly siiState: string;
  readonly backupSha256: string | null;
  readonly backupBytes: Buffer | null;
  readonly file: string | null;
}

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const nameOf = ({ type, folio }: Acknowledged): string => `T${type}F${folio}`;

const rowsOf = (dbFile: string): readonly Row[] =>
  peek(dbFile, (db) =>
    db
      .prepare<[], Row>(
        `SELECT d.id, d.type, d.folio, d.sha256, c.bytes, e.sha256 AS envelopeSha256, e.bytes AS envelopeBytes,
           e.file_name AS envelopeName, j.state, d.sii_state AS siiState, b.sha256 AS backupSha256,
           s.bytes AS backupBytes, b.file
         FROM document d LEFT JOIN document_content c ON c.document_id = d.id LEFT JOIN job j ON j.document_id = d.id
         LEFT JOIN envelope e ON e.id = coalesce(j.envelope_id, d.envelope_id) LEFT JOIN backup b ON b.document_id = d.id
         LEFT JOIN backup_content s ON s.document_id = d.id ORDER BY d.id`,
      )
      .all(),
  );

const filesBelow = (folder: string): readonly string[] =>
  existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
        statSync(join(folder, name)).isFile(),
      )
    : [];

/** A temporary file of ours (main/backup/temps.ts), or what is set aside because other bytes were under its name. */
const LEFT_OVER = /\.resguardo-\d+-[\da-f]+\.tmp$|\.conflicto-/;

const compareVault = async (rows: readonly Row[], vault: string, found: string[]): Promise<void> => {
  const files = filesBelow(vault).map((path) => path.split('\\').join('/'));
  const manifest = await readManifest(join(vault, 'manifiesto.jsonl'));
  const entries = manifest?.entries ?? new Map<string, { readonly sha256: string }>();
  if (manifest?.fault !== null) found.push(`manifest: ${JSON.stringify(manifest?.fault ?? 'missing')}`);
  for (const path of files) if (LEFT_OVER.test(path)) found.push(`left over: ${path}`);
  for (const [path, entry] of entries) {
    const place = join(vault, path);
    if (!existsSync(place)) found.push(`in the manifest, not in the folder: ${path}`);
    else if (hash(readFileSync(place)) !== entry.sha256)
      found.push(`other bytes than the manifest says: ${path}`);
  }
  const byName = new Map(files.map((path) => [path.split('/').at(-1) ?? '', path]));
  for (const row of rows) {
    const path = byName.get(`${nameOf(row)}.xml`);
    if (!path) found.push(`no file: ${nameOf(row)}`);
    else if (hash(readFileSync(join(vault, path))) !== row.sha256) found.push(`other bytes: ${path}`);
    const envelope = row.envelopeName && byName.get(row.envelopeName);
    if (!envelope || hash(readFileSync(join(vault, envelope))) !== row.envelopeSha256)
      found.push(`envelope: ${nameOf(row)}`);
    if (path && !entries.has(path)) found.push(`not in the manifest: ${path}`);
  }
  const known = new Set(rows.map((row) => `${nameOf(row)}.xml`));
  for (const name of byName.keys())
    if (/^T\d+F\d+\.xml$/.test(name) && !known.has(name)) found.push(`nobody's: ${name}`);
};

/**
 * Every envelope that came must be one that was stored. A document of a group whose envelope was definitely refused goes on in one
 * of its own (`Envio_F1T33.xml` after `Envio_F1T33_F9T33.xml`): the same signed document, and one change of envelope at most.
 */
const compareSii = (
  rows: readonly Row[],
  envelopeNames: ReadonlyMap<string, string>,
  sii: PracticeSii,
  found: Findings,
): void => {
  const received = new Map<string, { readonly state: string; readonly sha256: string }[]>();
  for (const each of sii.received()) {
    const same = received.get(nameOf(each)) ?? [];
    same.push(each);
    received.set(nameOf(each), same);
  }
  for (const row of rows) {
    const name = nameOf(row);
    const taken = received.get(name) ?? [];
    const good = taken.filter(({ state }) => state === 'accepted' || state === 'objected');
    const line = `${name}: taken ${taken.length} times, ${good.length} accepted`;
    if (good.length > 1) found.duplicatesAccepted.push(line);
    if (taken.length > 1) found.sentTwice.push(line);
    const uploads = sii.uploadsOf(row.type, row.folio);
    const dtes = new Set(uploads.map(({ sha256 }) => sha256));
    if (dtes.size > 1) found.foliosReused.push(`${name}: ${dtes.size} different documents were sent`);
    const envelopes = [...new Set(uploads.map(({ envelopeSha256 }) => envelopeSha256))];
    const alone = envelopes.filter((each) => envelopeNames.get(each)?.split('_').length !== 3);
    if (alone.length > 1 || envelopes.some((each) => !envelopeNames.has(each)))
      found.resendsNotIdentical.push(`${name}: ${envelopes.length} envelopes in ${uploads.length} uploads`);
    const isAccepted = row.siiState === 'accepted' || row.siiState === 'objected';
    if (isAccepted !== good.length > 0)
      found.disagreements.push(`${name}: ${row.siiState}, the SII has ${taken[0]?.state}`);
    received.delete(name);
  }
  for (const name of received.keys()) found.lost.push(`${name}: the SII has it, the database does not`);
};

/** Everything against everything. The program must have come to rest and have been stopped. */
export const compare = async (
  places: { readonly dbFile: string; readonly vault: string },
  sii: PracticeSii,
  acknowledged: readonly Acknowledged[],
): Promise<Findings> => {
  const found = noFindings();
  const rows = rowsOf(places.dbFile);
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  const seen = new Set<string>();
  for (const each of acknowledged) {
    const name = nameOf(each);
    if (seen.has(name)) found.foliosReused.push(`${name}: acknowledged twice`);
    seen.add(name);
    const row = byName.get(name);
    if (!row) found.lost.push(`${name}: no document`);
    else if (!row.bytes || hash(row.bytes) !== row.sha256) found.lost.push(`${name}: other bytes`);
    else if (row.state === null || !row.envelopeBytes) found.lost.push(`${name}: no job or no envelope`);
  }
  for (const row of rows) {
    if (row.envelopeBytes && hash(row.envelopeBytes) !== row.envelopeSha256)
      found.lost.push(`${nameOf(row)}: envelope`);
    if (row.state !== 'success') found.disagreements.push(`${nameOf(row)}: ends as ${row.state}`);
    if (row.state === 'success' && (!row.backupBytes || row.backupSha256 !== row.sha256))
      found.vaultMismatches.push(`${nameOf(row)}: received and not backed up`);
    if (row.backupBytes && hash(row.backupBytes) !== row.sha256)
      found.vaultMismatches.push(`${nameOf(row)}: backup row`);
  }
  peek(places.dbFile, (db) => {
    const gaps = db
      .prepare(
        `SELECT c.type, c.next_folio - c.from_folio AS taken,
           (SELECT count(*) FROM document d WHERE d.type = c.type AND d.folio BETWEEN c.from_folio AND c.to_folio) AS issued
         FROM caf c WHERE taken <> issued`,
      )
      .all();
    for (const gap of gaps) found.lost.push(`folios taken and not issued: ${JSON.stringify(gap)}`);
    const check = db.pragma('integrity_check', { simple: true });
    if (check !== 'ok') found.lost.push(`integrity: ${String(check)}`);
    const open = Number(db.prepare('SELECT count(*) FROM attempt WHERE ended_at IS NULL').pluck().get());
    if (open > 0) found.disagreements.push(`${open} attempts without an end`);
  });
  const names = peek(places.dbFile, (db) =>
    db.prepare<[], { sha256: string; name: string }>('SELECT sha256, file_name AS name FROM envelope').all(),
  );
  compareSii(rows, new Map(names.map(({ sha256, name }) => [sha256, name])), sii, found);
  await compareVault(rows, places.vault, found.vaultMismatches);
  return found;
};
