import type { Migration } from './migration.ts';

/** Counted apart: an export is worth what it says in pesos, or nothing that could be added up. */
export const CURRENCY = (row: string): string => `iif(${row}.money_json IS NULL, 'CLP', 'other')`;
const PESOS = (row: string): string => `${row}.pesos`;

const PERIODS = (row: string): readonly string[] => [
  `''`,
  `substr(${row}.issued_on, 1, 4)`,
  `substr(${row}.issued_on, 1, 7)`,
];

/** A document into or out of its day's counter. */
const countDay = (row: 'NEW' | 'OLD'): string => {
  const key = `${row}.company_id, ${row}.issued_on, ${row}.type, ${row}.sii_state, ${row}.integrity, ${CURRENCY(row)}`;
  if (row === 'NEW')
    return `INSERT INTO document_tally VALUES (${key}, 1, ${PESOS('NEW')})
      ON CONFLICT DO UPDATE SET n = n + 1, total = total + excluded.total;`;
  const same = `(company_id, issued_on, type, sii_state, integrity, currency) = (${key})`;
  return `UPDATE document_tally SET n = n - 1, total = total - ${PESOS('OLD')} WHERE ${same};
    DELETE FROM document_tally WHERE ${same} AND n = 0;`;
};

/** The same for its receptor, in each of the periods. @param sql from the key's columns and a document's row */
const eachPeriod = (sql: (key: string) => string): string =>
  PERIODS('NEW')
    .map((period) => sql(`NEW.company_id, ${period}, NEW.receptor_rut, NEW.type, ${CURRENCY('NEW')}`))
    .join('\n');

const KEPT = (row: string): string => `(${row}.integrity <> 'none')`;

/** Counters from the rows themselves: when the schema gets them, and again when a round finds that they do not agree. */
export const RECOUNT = `
  DELETE FROM document_tally;
  INSERT INTO document_tally
    SELECT company_id, issued_on, type, sii_state, integrity, ${CURRENCY('document')}, count(*), sum(${PESOS('document')})
    FROM document GROUP BY 1, 2, 3, 4, 5, 6;
  DELETE FROM receptor_tally;
  INSERT INTO receptor_tally
    SELECT company_id, substr(issued_on, 1, 7), receptor_rut, type, currency, sum(n), sum(total),
      sum(iif(integrity <> 'none', n, 0)), sum(iif(integrity <> 'none', total, 0))
    FROM (SELECT company_id, issued_on, receptor_rut, type, integrity, ${CURRENCY('document')} AS currency, 1 AS n,
      ${PESOS('document')} AS total FROM document)
    GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO receptor_tally
    SELECT company_id, substr(period, 1, 4), receptor_rut, type, currency, sum(n), sum(total), sum(kept_n), sum(kept_total)
    FROM receptor_tally GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO receptor_tally
    SELECT company_id, '', receptor_rut, type, currency, sum(n), sum(total), sum(kept_n), sum(kept_total)
    FROM receptor_tally WHERE length(period) = 4 GROUP BY 1, 3, 4, 5;
  DELETE FROM job_tally;
  INSERT INTO job_tally SELECT company_id, lane, cause, count(*) FROM job GROUP BY 1, 2, 3;
  DELETE FROM backup_tally;
  INSERT INTO backup_tally
    SELECT company_id, count(*), sum(file IS NULL), coalesce(sum(length(bytes)), 0)
    FROM backup LEFT JOIN backup_content USING (document_id) GROUP BY 1;
`;

/**
 * For lists of a million rows.
 *
 * Every list is read from an index that has its order and all that it may be filtered by, and a page begins at a key. How many
 * there are, and sums by type, month, state and receptor, are kept in tallies by triggers, in the transaction of what they count:
 * they are never counted when somebody looks. `receptor_tally` has each document three times:
 * of all time, by its year and by its month.
 *
 * `document.integrity` is its backup's (`none` without one), so that one index serves documents and backups. A job's `lane` is
 * the tab of the queue that it stands in, its `cause` the class, the code and the SII's own code of its last failure.
 *
 * `document_search_words` answers for words of one and two letters, which have no trigram: it finds what begins with them.
 */
export const migration: Migration = {
  version: 9,
  name: 'lists',
  sql: `
    ALTER TABLE document ADD COLUMN integrity TEXT NOT NULL DEFAULT 'none'
      CHECK (integrity IN ('none', 'verified', 'unverified', 'damaged'));
    UPDATE document SET integrity = backup.integrity FROM backup WHERE backup.document_id = document.id;

    DROP INDEX document_newest;
    DROP INDEX document_state;
    CREATE INDEX document_by_day ON document (company_id, issued_on, id, type, sii_state, integrity, total, receptor_rut);
    CREATE INDEX document_by_kind ON document (company_id, type, sii_state, issued_on, id, integrity, total);
    CREATE INDEX document_by_receptor ON document (company_id, receptor_rut, issued_on, id, type, sii_state, integrity, total);
    CREATE INDEX document_by_amount ON document (company_id, total, id, issued_on, type, sii_state, integrity);
    CREATE INDEX document_by_doubt ON document (company_id, integrity, issued_on, id, type, sii_state, total)
      WHERE integrity <> 'verified';

    ALTER TABLE job ADD COLUMN lane TEXT GENERATED ALWAYS AS (
      CASE state
        WHEN 'success' THEN 'done'
        WHEN 'abandoned' THEN 'abandoned'
        WHEN 'needs_person' THEN iif(ask_first = 1, 'person_uncertain', 'person')
        ELSE CASE WHEN ask_first = 1 THEN 'uncertain' WHEN error_class IS NULL THEN 'fresh' ELSE 'waiting' END
      END) VIRTUAL;
    ALTER TABLE job ADD COLUMN cause TEXT GENERATED ALWAYS AS (
      iif(error_class IS NULL, '', error_class || ':' || coalesce(error_code, '') || ':' || iif(error_class = 'validation',
        coalesce(error_params_json ->> '$.code', error_params_json ->> '$.estado', ''), ''))) VIRTUAL;
    DROP INDEX job_class;
    DROP INDEX job_uncertain;
    CREATE INDEX job_lane ON job (company_id, lane, document_id, cause);
    CREATE INDEX job_cause ON job (company_id, lane, cause, document_id) WHERE error_class IS NOT NULL;
    CREATE INDEX job_done ON job (company_id, updated_at, document_id) WHERE state = 'success';

    CREATE INDEX backup_verified ON backup (company_id, verified_at);
    DROP INDEX backup_integrity;

    CREATE TABLE document_tally (
      company_id INTEGER NOT NULL,
      issued_on TEXT NOT NULL,
      type INTEGER NOT NULL,
      sii_state TEXT NOT NULL,
      integrity TEXT NOT NULL,
      currency TEXT NOT NULL,
      n INTEGER NOT NULL,
      total INTEGER NOT NULL,
      PRIMARY KEY (company_id, issued_on, type, sii_state, integrity, currency)
    ) STRICT, WITHOUT ROWID;
    -- kept: those of them that have a backup.
    CREATE TABLE receptor_tally (
      company_id INTEGER NOT NULL,
      period TEXT NOT NULL,
      receptor_rut TEXT NOT NULL,
      type INTEGER NOT NULL,
      currency TEXT NOT NULL,
      n INTEGER NOT NULL,
      total INTEGER NOT NULL,
      kept_n INTEGER NOT NULL,
      kept_total INTEGER NOT NULL,
      PRIMARY KEY (company_id, period, receptor_rut, type, currency)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE job_tally (
      company_id INTEGER NOT NULL,
      lane TEXT NOT NULL,
      cause TEXT NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (company_id, lane, cause)
    ) STRICT, WITHOUT ROWID;
    -- bytes: of all backups' contents; pending: those without a file in the vault.
    CREATE TABLE backup_tally (
      company_id INTEGER PRIMARY KEY,
      n INTEGER NOT NULL,
      pending INTEGER NOT NULL,
      bytes INTEGER NOT NULL
    ) STRICT;
    ${RECOUNT}

    CREATE TRIGGER document_counted AFTER INSERT ON document BEGIN
      ${countDay('NEW')}
      ${eachPeriod(
        (
          key,
        ) => `INSERT INTO receptor_tally VALUES (${key}, 1, ${PESOS('NEW')}, ${KEPT('NEW')}, ${KEPT('NEW')} * ${PESOS('NEW')})
          ON CONFLICT DO UPDATE SET n = n + 1, total = total + excluded.total, kept_n = kept_n + excluded.kept_n,
            kept_total = kept_total + excluded.kept_total;`,
      )}
    END;
    CREATE TRIGGER document_moved AFTER UPDATE OF sii_state, integrity ON document
      WHEN OLD.sii_state <> NEW.sii_state OR OLD.integrity <> NEW.integrity
      BEGIN ${countDay('OLD')} ${countDay('NEW')} END;
    CREATE TRIGGER document_kept AFTER UPDATE OF integrity ON document WHEN ${KEPT('OLD')} <> ${KEPT('NEW')} BEGIN
      ${eachPeriod(
        (key) => `UPDATE receptor_tally SET kept_n = kept_n + ${KEPT('NEW')} - ${KEPT('OLD')},
          kept_total = kept_total + (${KEPT('NEW')} - ${KEPT('OLD')}) * ${PESOS('NEW')}
          WHERE (company_id, period, receptor_rut, type, currency) = (${key});`,
      )}
    END;

    CREATE TRIGGER job_counted AFTER INSERT ON job BEGIN
      INSERT INTO job_tally VALUES (NEW.company_id, NEW.lane, NEW.cause, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    END;
    CREATE TRIGGER job_moved AFTER UPDATE ON job WHEN OLD.lane <> NEW.lane OR OLD.cause <> NEW.cause BEGIN
      UPDATE job_tally SET n = n - 1 WHERE company_id = OLD.company_id AND lane = OLD.lane AND cause = OLD.cause;
      DELETE FROM job_tally WHERE company_id = OLD.company_id AND lane = OLD.lane AND cause = OLD.cause AND n = 0;
      INSERT INTO job_tally VALUES (NEW.company_id, NEW.lane, NEW.cause, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    END;

    CREATE TRIGGER backup_counted AFTER INSERT ON backup BEGIN
      INSERT INTO backup_tally VALUES (NEW.company_id, 1, NEW.file IS NULL, 0)
        ON CONFLICT DO UPDATE SET n = n + 1, pending = pending + excluded.pending;
      UPDATE document SET integrity = NEW.integrity WHERE id = NEW.document_id;
    END;
    CREATE TRIGGER backup_judged AFTER UPDATE OF integrity ON backup WHEN OLD.integrity <> NEW.integrity BEGIN
      UPDATE document SET integrity = NEW.integrity WHERE id = NEW.document_id;
    END;
    CREATE TRIGGER backup_filed AFTER UPDATE OF file ON backup WHEN (OLD.file IS NULL) <> (NEW.file IS NULL) BEGIN
      UPDATE backup_tally SET pending = pending + (NEW.file IS NULL) - (OLD.file IS NULL) WHERE company_id = NEW.company_id;
    END;
    CREATE TRIGGER backup_weighed AFTER INSERT ON backup_content BEGIN
      UPDATE backup_tally SET bytes = bytes + length(NEW.bytes)
        WHERE company_id = (SELECT company_id FROM backup WHERE document_id = NEW.document_id);
    END;
    CREATE TRIGGER backup_weighed_again AFTER UPDATE OF bytes ON backup_content BEGIN
      UPDATE backup_tally SET bytes = bytes + length(NEW.bytes) - length(OLD.bytes)
        WHERE company_id = (SELECT company_id FROM backup WHERE document_id = NEW.document_id);
    END;

    CREATE VIRTUAL TABLE document_search_words USING fts5 (search, content = 'document', content_rowid = 'id',
      tokenize = 'unicode61', prefix = '1 2', detail = 'none', columnsize = 0);
    INSERT INTO document_search_words (document_search_words) VALUES ('rebuild');
    DROP TRIGGER document_is_searchable;
    CREATE TRIGGER document_is_searchable AFTER INSERT ON document BEGIN
      INSERT INTO document_search (rowid, search) VALUES (NEW.id, NEW.search);
      INSERT INTO document_search_words (rowid, search) VALUES (NEW.id, NEW.search);
    END;
  `,
};
