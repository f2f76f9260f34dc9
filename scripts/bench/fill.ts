import Database from 'better-sqlite3';
import { migrate } from '../../main/store/migrate.ts';
import { MIGRATIONS } from '../../main/store/migrations/index.ts';
import { fold, searchText } from '../../main/store/search.ts';
import { releaseTwins } from '../../main/store/twins.ts';

/** The day after the last document of a filled database: 2026-06-30, noon in Chile. */
export const FILLED_UNTIL = Date.UTC(2026, 5, 30, 16);

/** Documents are spread over so many days before that. */
const DAYS = 1_095;
const DAY_MS = 86_400_000;

/** Of the last ones, so many still wait: a queue as long as a shop's after a long outage. */
const WAITING_SHARE = 0.02;

const RECEPTORS = 4_000;
const KINDS = [
  'Ferretería',
  'Panadería',
  'Almacén',
  'Botillería',
  'Librería',
  'Clínica',
  'Taller',
  'Cafetería',
];
const PLACES = [
  'Ñuñoa',
  'Talca',
  'Arica',
  'Quillota',
  'Osorno',
  'Coronel',
  'Copiapó',
  'Cañete',
  'Lebu',
  'Pucón',
];

const receptorOf = (n: number): { readonly rut: string; readonly name: string } => ({
  rut: `${76_000_000 + n * 131}-${n % 10}`,
  name: `${KINDS[n % KINDS.length]} ${PLACES[Math.floor(n / 8) % PLACES.length]} ${n} SpA`,
});

/** The schema as it was before migration `lists`: what a program of then left behind. */
const OLD = MIGRATIONS.slice(
  0,
  MIGRATIONS.findIndex(({ name }) => name === 'lists'),
);

/**
 * Fills a new database with documents as a shop's life leaves them, by SQL and not by issuing: types, states, receptors, causes
 * and dates as they would be, bytes small. It has the schema from before the lists, so that opening it measures their migration.
 */
export const fillDatabase = (file: string, documents: number): void => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  migrate(db, OLD);
  // Rows get their twins all at once, when it is opened.
  releaseTwins(db);
  db.exec('DROP TRIGGER document_is_searchable');
  db.function('search_text', { deterministic: true }, (folio, rut, name, total) =>
    searchText({
      folio: Number(folio),
      receptorRut: String(rut) as `${string}-${string}`,
      receptorName: String(name),
      total: Number(total),
    }),
  );
  const start = FILLED_UNTIL - DAYS * DAY_MS;
  const fill = db.transaction(() => {
    db.exec(`
      INSERT INTO company VALUES (1, 'practice', '45000000-7', 'Banco de pruebas', 'Pruebas', '[1]', 'Calle 1', 'Santiago', NULL,
        '2026-01-01', 0, ${start});
      CREATE TEMP TABLE receptor (n INTEGER PRIMARY KEY, rut TEXT, name TEXT);
      CREATE TEMP TABLE made (id INTEGER PRIMARY KEY, type INTEGER, state TEXT, receptor INTEGER, at INTEGER, total INTEGER, r INTEGER);`);
    const receptor = db.prepare('INSERT INTO receptor VALUES (?, ?, ?)');
    receptor.run(0, '66666666-6', 'Sin receptor');
    for (let n = 1; n < RECEPTORS; n++) receptor.run(n, receptorOf(n).rut, receptorOf(n).name);
    // A cheap scatter of the row's number: the same rows on every machine.
    db.exec(`
      WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ${documents}),
      scattered AS (SELECT id, (id * 2654435761) % 1000003 AS r FROM n),
      typed AS (SELECT id, r, CASE WHEN r % 100 < 58 THEN 39 WHEN r % 100 < 84 THEN 33 WHEN r % 100 < 90 THEN 52
        WHEN r % 100 < 95 THEN 61 WHEN r % 100 < 97 THEN 34 WHEN r % 100 < 98 THEN 56 WHEN r % 100 < 99 THEN 41 ELSE 110 END AS type
        FROM scattered)
      INSERT INTO made SELECT id, type,
        CASE WHEN id > ${documents} * ${1 - WAITING_SHARE} THEN CASE r % 7 WHEN 0 THEN 'uncertain' WHEN 1 THEN 'rejected' ELSE 'not_sent' END
          WHEN r % 997 = 0 THEN 'rejected' WHEN r % 211 = 0 THEN 'objected' WHEN id > ${documents} * ${1 - 2 * WAITING_SHARE} THEN 'received'
          ELSE 'accepted' END,
        CASE type WHEN 39 THEN 0 ELSE 1 + r % ${RECEPTORS - 1} END,
        ${start} + CAST(id AS REAL) / ${documents} * ${DAYS * DAY_MS}, 1000 + (r * 37) % 2000000, r FROM typed;
      INSERT INTO envelope SELECT id, 1, 'Envio_F' || id || 'T' || type || '.xml', printf('%064x', id), at, zeroblob(64) FROM made;
      INSERT INTO document (id, company_id, envelope_id, type, folio, issued_on, receptor_rut, receptor_name, total, sha256, search,
        sii_state, sii_state_at, created_at, created_by)
        SELECT id, 1, id, type, id, date(at / 1000, 'unixepoch', '-4 hours'), rut, name, total, printf('%064x', id),
          search_text(id, rut, name, total), state, at, at, 'banco' FROM made JOIN receptor ON receptor.n = made.receptor;
      INSERT INTO document_content SELECT id, '{}', zeroblob(64) FROM made;
      INSERT INTO job (company_id, document_id, envelope_id, state, next_due_at, ask_first, error_class, error_code,
        error_params_json, first_failed_at, attempts, updated_at)
        SELECT 1, id, id,
          CASE state WHEN 'rejected' THEN 'needs_person' WHEN 'not_sent' THEN iif(r % 13 = 0, 'abandoned', 'pending')
            WHEN 'uncertain' THEN 'pending' ELSE 'success' END,
          CASE WHEN state = 'uncertain' OR state = 'not_sent' AND r % 13 <> 0 THEN at END,
          state = 'uncertain',
          CASE WHEN state = 'rejected' THEN 'validation' WHEN state = 'uncertain' THEN 'timeout'
            WHEN state = 'not_sent' AND r % 3 = 0 THEN 'connection' WHEN state = 'not_sent' AND r % 3 = 1 THEN 'unavailable' END,
          CASE WHEN state = 'rejected' THEN 'document_rejected' WHEN state = 'uncertain' THEN 'no_answer'
            WHEN state = 'not_sent' AND r % 3 = 0 THEN 'no_connection' WHEN state = 'not_sent' AND r % 3 = 1 THEN 'sii_unavailable' END,
          CASE WHEN state = 'rejected' THEN json_object('estado', 'RCH', 'code', 'HED-3-' || (r % 5)) END,
          CASE WHEN state IN ('rejected', 'uncertain') OR state = 'not_sent' AND r % 3 < 2 THEN at END, 1, at FROM made;
      INSERT INTO attempt (document_id, number, kind, boot_id, started_at, ended_at, duration_ms, outcome)
        SELECT id, 1, 'upload', 'banco', at, at + 300, 300, 'confirmed' FROM made WHERE state <> 'not_sent';
      INSERT INTO backup (document_id, company_id, type, folio, sha256, file, integrity, backed_up_at, verified_at)
        SELECT id, 1, type, id, printf('%064x', id), 'a/' || id, CASE WHEN r % 50021 = 0 THEN 'damaged' WHEN r % 97 = 0 THEN 'unverified'
          ELSE 'verified' END, at, at FROM made WHERE state IN ('received', 'accepted', 'objected');
      INSERT INTO backup_content SELECT document_id, zeroblob(64) FROM backup;
      INSERT INTO document_search (document_search) VALUES ('rebuild');
      DROP TABLE temp.made;
      DROP TABLE temp.receptor;
      CREATE TRIGGER document_is_searchable AFTER INSERT ON document
        BEGIN INSERT INTO document_search (rowid, search) VALUES (NEW.id, NEW.search); END;`);
  });
  fill();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
};

/** What people look for: something that is there once, often, everywhere, or nowhere. */
export const SEARCHES: readonly (readonly [string, (run: number, documents: number) => string])[] = [
  ['a folio', (run, documents) => String(documents - 1 - run * 7)],
  ['a name', (run) => `${KINDS[run % KINDS.length]} ${PLACES[run % PLACES.length]}`],
  ['a customer', (run) => fold(receptorOf(1 + run * 13).name)],
  ['what most have', () => 'sin receptor'],
  ['one digit', (run) => String(run % 10)],
  ['one letter', (run) => 'abcdefghijklmn'[run % 14] ?? 'a'],
  ['two letters', (run) => ['pa', 'nu', 'sp', 'fe', 'ta'][run % 5] ?? 'pa'],
  ['two letters that none has', () => 'zz'],
  ['a long word and a digit', (run) => `ferreteria ${run % 10}`],
  ['a word that none has', () => 'inexistente'],
  ['a sign', () => '%'],
];
