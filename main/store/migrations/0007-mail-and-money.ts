import type { Migration } from './migration.ts';

/**
 * Messages to customers with every attempt, the addresses that they went to, and the currency of export documents: `money_json`
 * is `{"currency","total","pesos"}` where the total is not in pesos (pesos null where the document does not say them), and
 * `pesos` is what sums may add up.
 */
const between = (tag: string): string =>
  `substr(text, instr(text, '<${tag}>') + ${tag.length + 2}, instr(text, '</${tag}>') - instr(text, '<${tag}>') - ${tag.length + 2})`;

export const migration: Migration = {
  version: 7,
  name: 'mail-and-money',
  sql: `
    CREATE TABLE customer_mail (
      id INTEGER PRIMARY KEY,
      document_id INTEGER NOT NULL REFERENCES document (id),
      company_id INTEGER NOT NULL REFERENCES company (id),
      recipient TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'uncertain', 'failed', 'given_up')),
      attempts INTEGER NOT NULL DEFAULT 0,
      failed_retries INTEGER NOT NULL DEFAULT 0,
      next_due_at INTEGER,
      error_code TEXT,
      detail TEXT NOT NULL DEFAULT '',
      message_id TEXT NOT NULL UNIQUE,
      practice INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      bytes BLOB,
      CHECK ((next_due_at IS NOT NULL) = (state = 'waiting'))
    ) STRICT;
    CREATE INDEX customer_mail_document ON customer_mail (document_id, id);
    CREATE INDEX customer_mail_due ON customer_mail (next_due_at, id) WHERE state = 'waiting';
    CREATE TRIGGER customer_mail_is_written_once BEFORE UPDATE OF bytes ON customer_mail
      WHEN OLD.bytes IS NOT NULL BEGIN SELECT RAISE(ABORT, 'written once'); END;
    CREATE TRIGGER customer_mail_stays BEFORE DELETE ON customer_mail BEGIN SELECT RAISE(ABORT, 'never deleted'); END;

    CREATE TABLE customer_mail_attempt (
      mail_id INTEGER NOT NULL REFERENCES customer_mail (id),
      number INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      outcome TEXT,
      error_code TEXT,
      detail TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (mail_id, number)
    ) STRICT;

    CREATE TABLE customer_address (
      company_id INTEGER NOT NULL REFERENCES company (id),
      rut TEXT NOT NULL,
      email TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (company_id, rut)
    ) STRICT;

    ALTER TABLE document ADD COLUMN money_json TEXT;
    UPDATE document SET money_json = (
      SELECT CASE WHEN ${between('TpoMoneda')} = 'PESO CL' THEN NULL ELSE json_object(
        'currency', ${between('TpoMoneda')},
        'total', CAST(${between('MntTotal')} AS REAL),
        'pesos', CASE WHEN instr(text, '<TpoMoneda>PESO CL</TpoMoneda>') > 0 AND instr(text, '<MntTotOtrMnda>') > 0
          THEN CAST(round(CAST(${between('MntTotOtrMnda')} AS REAL)) AS INTEGER) END) END
      FROM (SELECT CAST(bytes AS TEXT) AS text FROM document_content WHERE document_id = document.id)
    ) WHERE type IN (110, 111, 112);
    ALTER TABLE document ADD COLUMN pesos INTEGER GENERATED ALWAYS AS (
      CASE WHEN money_json IS NULL THEN total ELSE coalesce(json_extract(money_json, '$.pesos'), 0) END) VIRTUAL;
  `,
};
