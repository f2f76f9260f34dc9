import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../main/store/migrate.ts';
import { MIGRATIONS } from '../../../main/store/migrations/index.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { localDate } from '../../../shared/format/time.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import { openTempStore, type TempStore } from '../../support/store.ts';

/** An export of 168.5 dollars, worth 159,293 pesos where it says so. */
const exported = (pesos: boolean): DraftObject => ({
  Encabezado: {
    IdDoc: { TipoDTE: 110 },
    Receptor: { RznSocRecep: 'Pacific Fruit Inc.' },
    Totales: { TpoMoneda: 'DOLAR USA' },
    ...(pesos ? { OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: 945.36 } } : {}),
  },
  Detalle: [{ NmbItem: 'Cerezas', QtyItem: 1, PrcItem: 168.5 }],
});

describe('documents in another currency', () => {
  let temp: TempStore;
  let office: Office;

  beforeEach(() => {
    const clock = createFakeClock(NOW);
    temp = openTempStore(clock);
    office = openOffice(temp.store, clock);
    addCertificate(temp.store, office.custody);
    addCaf(temp.store, office.custody, 33);
    addCaf(temp.store, office.custody, 110);
  });
  afterEach(() => temp.close());

  it('when they are issued, then they say their currency, and sums add up pesos alone', () => {
    const { id } = office.issuing.issue(exported(true), 'prueba');
    const without = office.issuing.issue(exported(false), 'prueba');
    const inPesos = office.issuing.issue(draft(), 'prueba');
    const { documents, figures } = temp.store;
    expect(documents.get(id)?.money).toEqual({ currency: 'DOLAR USA', total: 168.5, pesos: 159_293 });
    expect(documents.get(without.id)?.money).toEqual({ currency: 'DOLAR USA', total: 168.5, pesos: null });
    expect(documents.get(inPesos.id)?.money).toBeNull();
    expect(figures.day(1, localDate(NOW)).amount).toBe(159_293 + (inPesos.total ?? 0));
  });

  it('when they were issued before there was a place for it, then the migration reads it from what was signed', async () => {
    office.issuing.issue(exported(true), 'prueba');
    office.issuing.issue(exported(false), 'prueba');
    office.issuing.issue(draft(), 'prueba');
    const target = MIGRATIONS.find(({ name }) => name === 'mail-and-money');
    const before = MIGRATIONS.filter(({ version }) => version < (target?.version ?? 0));
    const db = new Database(':memory:');
    migrate(db, before);
    const old = temp.store;
    db.pragma('foreign_keys = OFF');
    for (const each of old.documents.list(1).rows) {
      const content = old.documents.content(each.document.id);
      db.prepare(
        `INSERT INTO document (id, company_id, envelope_id, type, folio, issued_on, receptor_rut, receptor_name, total, sha256,
           search, sii_state, sii_state_at, created_at, created_by)
         VALUES (@id, 1, 1, @type, @folio, '2026-11-24', '', '', @total, '', '', 'not_sent', 0, 0, '')`,
      ).run({
        id: each.document.id,
        type: each.document.type,
        folio: each.document.folio,
        total: each.document.total,
      });
      db.prepare('INSERT INTO document_content (document_id, draft_json, bytes) VALUES (?, ?, ?)').run(
        each.document.id,
        '{}',
        content?.bytes,
      );
    }
    migrate(
      db,
      MIGRATIONS.filter(({ version }) => version <= (target?.version ?? 0)),
    );
    const rows = db
      .prepare('SELECT id, money_json AS json, pesos, total FROM document ORDER BY id')
      .all() as {
      readonly id: number;
      readonly json: string | null;
      readonly pesos: number;
      readonly total: number;
    }[];
    expect(rows.map(({ json }) => json && JSON.parse(json))).toEqual(
      rows.map(({ id }) => old.documents.get(id)?.money ?? null),
    );
    expect(rows.map(({ pesos }) => pesos)).toEqual([159_293, 0, rows[2]?.total]);
    db.close();
  });
});
