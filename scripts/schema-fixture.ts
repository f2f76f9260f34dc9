import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SCHEMA_VERSION } from '../main/store/migrations/index.ts';
import { NOW } from '../test/support/certificates.ts';
import { createFakeClock } from '../test/support/clock.ts';
import { createFakeSii } from '../test/support/fake-sii.ts';
import { addCaf, addCertificate, draft, openOffice } from '../test/support/issuing.ts';
import { boot } from '../test/support/sending.ts';
import { openTempStore } from '../test/support/store.ts';

// Run once for each schema version, before the next migration is written: `node scripts/schema-fixture.ts`. Every later version
// of the program must open what it leaves in test/fixtures/schema-<version>/, with every row as rows.json has it.

const HOUR = 3_600_000;
const clock = createFakeClock(NOW);
const temp = openTempStore(clock);
const { store } = temp;
const office = openOffice(store, clock);
addCertificate(store, office.custody);
addCaf(store, office.custody, 33);
addCaf(store, office.custody, 61);
const sii = createFakeSii();
const app = boot({ store, clock, gateway: sii, bootId: 'boot-of-the-fixture', concurrency: 1 });
const issue = (item: string): number => office.issuing.issue(draft({ item }), 'Rosa Peña').id;

app.scheduler.start();
const settle = async (): Promise<void> => {
  app.scheduler.kick();
  await app.scheduler.idle();
};
const counters = (accepted: number, rejected: number, objected: number) => [
  { type: 33, informed: 1, accepted, rejected, objected },
];
/** One document for each end that a sending can have. */
const accepted = issue('Aceptada');
await settle();
await clock.advance(HOUR);
sii.trackAnswers.push({
  kind: 'state',
  estado: 'EPR',
  glosa: 'Envio Procesado',
  counters: counters(0, 1, 0),
});
issue('Rechazada');
await settle();
await clock.advance(HOUR);
sii.trackAnswers.push({
  kind: 'state',
  estado: 'EPR',
  glosa: 'Envio Procesado',
  counters: counters(0, 0, 1),
});
issue('Con reparo');
await settle();
await clock.advance(HOUR);
sii.uploadFates.push('no_connection', 'no_connection');
issue('Enviada al tercer intento');
await settle();
await clock.advance(4 * HOUR);
sii.uploadFates.push({ status: 7 });
issue('Espera a una persona');
await settle();
sii.uploadFates.push('no_connection');
const given = issue('Abandonada por una persona');
await settle();
app.queue.abandon([given], 'Se emitió otra', 'Rosa Peña');
sii.uploadFates.push('timeout');
issue('Por confirmar');
await settle();
sii.uploadFates.push('auth_down');
issue('En espera de su primer reintento');
await settle();
sii.trackAnswers.push({ kind: 'state', estado: 'SOK', glosa: 'Esquema Validado', counters: [] });
issue('Recibida, en proceso');
await settle();
await clock.advance(31_000);
await settle();
await app.scheduler.stop();
issue('Sin enviar');
store.backups.markFile(accepted, { file: 'a/T33F1.xml', envelopeFile: 'a/envios/Envio_F1T33.xml' });
store.backups.markVerified(accepted, 'verified', clock.now());
store.settings.set('vaultFolder', '/respaldos');
store.close();

const folder = join(import.meta.dirname, `../test/fixtures/schema-${SCHEMA_VERSION}`);
mkdirSync(folder, { recursive: true });
const db = new Database(temp.file);
db.pragma('journal_mode = DELETE');
db.exec('VACUUM');
const tables = db
  .prepare<[], string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'document\\_search%' ESCAPE '\\'
     AND name NOT LIKE 'sqlite%' AND name NOT GLOB '*_twin' ORDER BY name`,
  )
  .pluck()
  .all();
const plain = (value: unknown): unknown =>
  Buffer.isBuffer(value) ? { sha256: createHash('sha256').update(value).digest('hex') } : value;
const rows = Object.fromEntries(
  tables.map((table) => [
    table,
    (db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all() as Record<string, unknown>[]).map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(value)])),
    ),
  ]),
);
db.close();
copyFileSync(temp.file, join(folder, 'resguardo.sqlite'));
writeFileSync(join(folder, 'rows.json'), `${JSON.stringify(rows, null, 1)}\n`);
console.log(folder, Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, list.length])));
process.exit(0);
