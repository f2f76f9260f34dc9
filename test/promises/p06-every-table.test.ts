import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { draft } from '../support/issuing.ts';
import { noDesktop, openCore, until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { openLab, peek, settle } from './support/lab.ts';

const SALES = ['1;boleta;;Pan amasado;2;1190', '2;boleta;;Hallulla;1;2100', '3;boleta;;Café en grano;1;4990'];
const CSV = Buffer.from(['documento;tipo;rut;item;cantidad;precio', ...SALES].join('\r\n'), 'utf8');

/** What does not come back out of the vault's files, and why. With a snapshot, most of it does. */
const LEFT_OUT: readonly { readonly what: RegExp; readonly why: string }[] = [
  { what: /^sqlite_/, why: "SQLite's own statistics" },
  { what: /_tally$/, why: 'sums, kept by triggers from the rows that are compared' },
  { what: /^audit_head$/, why: 'where the chain ends, which is made anew' },
  { what: /_twin$/, why: 'kept by triggers, compared by P5' },
  { what: /^document_search/, why: 'the index of words is made anew' },
  { what: /^backup_content$/, why: "the document's own bytes again, compared by their hash in backup" },
  {
    what: /^customer_mail_attempt$/,
    why: 'each try of a message to a customer; how it ended is in customer_mail',
  },
  { what: /^setting\.(?:vault|mirror|backup|store)\./, why: 'of this computer and this run' },
  { what: /^setting\.sending\.breaker/, why: 'how the SII was a moment ago' },
];
/** Columns that mean something in one database alone, or for a moment. */
const OF_HERE: Readonly<Record<string, readonly string[]>> = {
  // Numbers of rows: what they stand for is compared in their place.
  '*': ['id'],
  // Looked at and written anew by the vault that it is restored from.
  backup: ['file', 'envelope_file', 'integrity', 'verified_at'],
  inbox_file: ['moved_at', 'answered_state'],
  // Of its backup, looked at anew.
  document: ['integrity'],
  batch: ['state', 'ended_at'],
  // The trail is chained anew in the order in which it came back; who did it stays by name.
  audit: ['operator_id', 'hash'],
};

type Rows = ReadonlyMap<string, readonly string[]>;

/** Every row of every table as text, with what its numbers stand for. */
const everything = (dbFile: string): Rows =>
  peek(dbFile, (db) => {
    const names = new Map<string, (id: unknown) => unknown>([
      ['company', by(db, "SELECT rut || ' ' || environment FROM company WHERE id = ?")],
      ['document', by(db, "SELECT 'T' || type || 'F' || folio FROM document WHERE id = ?")],
      ['envelope', by(db, 'SELECT sha256 FROM envelope WHERE id = ?')],
      ['batch', by(db, 'SELECT sha256 FROM batch WHERE id = ?')],
      ['backup', by(db, "SELECT 'T' || type || 'F' || folio FROM backup WHERE document_id = ?")],
    ]);
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const found = new Map<string, readonly string[]>();
    for (const table of tables) {
      if (LEFT_OUT.some(({ what }) => what.test(table))) continue;
      const refers = new Map(
        db
          .prepare<[], { column: string; target: string }>(
            `SELECT "from" AS "column", "table" AS target FROM pragma_foreign_key_list('${table}')`,
          )
          .all()
          .map(({ column, target }) => [column, target]),
      );
      const rows = (db.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]).map((row) =>
        JSON.stringify(
          Object.entries(row)
            .filter(([column]) => !OF_HERE['*']?.includes(column) && !OF_HERE[table]?.includes(column))
            .map(([column, value]) => {
              const target = refers.get(column);
              if (Buffer.isBuffer(value)) return [column, createHash('sha256').update(value).digest('hex')];
              return [column, target && value !== null ? (names.get(target)?.(value) ?? value) : value];
            }),
        ),
      );
      const kept =
        table === 'setting'
          ? rows.filter((row) => !LEFT_OUT.some(({ what }) => what.test(`setting.${JSON.parse(row)[0][1]}`)))
          : rows;
      found.set(table, kept.toSorted());
    }
    return found;
  });
const by = (db: Database.Database, sql: string) => (id: unknown) => db.prepare(sql).pluck().get(id);

/** Rows of before that are not there any more, but for entries of the trail that are about no document. */
const missing = (before: Rows, after: Rows): Record<string, readonly string[]> =>
  Object.fromEntries(
    [...before]
      .map(([table, rows]) => {
        const there = new Set(after.get(table));
        const gone = rows.filter((row) => !there.has(row));
        return [
          table,
          table === 'audit' ? gone.filter((row) => !row.includes('["document_id",null]')) : gone,
        ] as const;
      })
      .filter(([, rows]) => rows.length > 0),
  );

test('P6 a full profile, restored on a new computer / every table row by row / all is there but what is left out with a reason, and no file is issued again', async () => {
  const lab = await openLab();
  try {
    const core = await lab.open({ desktop: { ...noDesktop, printPdf: async () => new Uint8Array([37]) } });
    const inbox = join(lab.root, 'bandeja');
    mkdirSync(inbox);
    await core.ask('intake.setInbox', { enabled: true, folder: inbox });
    const dropped = JSON.stringify(draft());
    writeFileSync(join(inbox, 'venta.json'), dropped);
    const csv = { name: 'ventas.csv', content: CSV.toString('base64') };
    const preview = await core.ask('intake.csvPreview', csv);
    expect(preview.good).toBe(SALES.length);
    await core.ask('intake.csvIssue', { preview: preview.id });
    const issued = await core.ask('documents.issue', { draft: draft() as never });
    await until(
      async () => (await core.ask('intake.batch', {})).batch?.state === 'done',
      'the batch to be issued',
    );
    await until(
      async () => (await core.ask('intake.inbox', {})).counts.issued === 1,
      'the file to be issued',
    );
    await settle(core, lab.clock);
    await core.ask('exchange.deliver', { id: issued.id, folder: lab.root, mail: false });
    await core.ask('settings.update', { colorScheme: 'dark' });
    await until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');
    await core.stop();
    const before = everything(lab.dbFile);
    const rows = [...before.values()].reduce((sum, each) => sum + each.length, 0);
    expect(before.get('inbox_file')).toHaveLength(1);
    expect(before.get('batch_row')?.length).toBeGreaterThan(1);
    expect(before.get('customer_copy')).toHaveLength(1);

    rmSync(join(lab.root, 'perfil'), { recursive: true });
    const empty = await openCore({ root: lab.root, clock: lab.clock });
    await empty.ask('restore.run', { folder: lab.vault, point: 'files' });
    await empty.stop();
    const again = await openCore({ root: lab.root, clock: lab.clock, endpoints: lab.sii.endpoints });
    const after = everything(lab.dbFile);
    expect(missing(before, after)).toEqual({});

    const documents = (await again.ask('documents.list', {})).total;
    const second = await again.ask('intake.csvPreview', csv);
    expect(second.earlier?.issued).toBe(preview.good);
    const refused = await again.tell('intake.csvIssue', { preview: second.id });
    expect(refused).toMatchObject({ ok: false, error: { code: 'batch_again' } });
    writeFileSync(join(inbox, 'otra-vez.json'), dropped);
    await until(
      async () => (await again.ask('intake.inbox', {})).counts.duplicate === 1,
      'the file to be known',
    );
    expect((await again.ask('documents.list', {})).total).toBe(documents);
    await again.stop();
    tellFigures(
      'P6',
      'test/promises/p06-every-table.test.ts',
      {
        tables: before.size,
        rows,
        'rows missing': 0,
        'left out with a reason': LEFT_OUT.length + 1,
        'files issued again': 0,
      },
      'tables',
    );
    expect(readdirSync(inbox).filter((name) => name.endsWith('.json'))).toEqual([]);
  } finally {
    await lab.close();
  }
}, 120_000);
