import papaparse from 'papaparse';
import { AUDIT_KIND_OF } from '../../shared/domain/audit-kinds.ts';
import { localTimestamp } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { cell } from '../backup/csv-cell.ts';
import type { AuditLine } from '../store/audit.ts';

const { trail } = texts;

const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  `${papaparse.unparse(
    rows.map((row) => row.map((each) => (typeof each === 'number' ? each : cell(each)))),
    { delimiter: ';', newline: '\r\n' },
  )}\r\n`;

/** UTF-8 with its mark, semicolons, CRLF: as the index of an export. */
export const trailCsvHead = (): string => `\ufeff${csv([trail.export.columns])}`;

/** The lines of a page, as Bitácora shows them. The time is Chile's. */
export const trailCsvRows = (lines: readonly AuditLine[]): string =>
  csv(
    lines.map((line) => {
      const document =
        line.document === null
          ? ''
          : texts.common.document(texts.documentTypes[line.document.type], line.document.folio);
      const who = texts.actors[line.actor] ?? line.actor;
      return [
        line.id,
        localTimestamp(line.at).replace('T', ' '),
        who,
        line.operatorId ?? '',
        trail.kinds[AUDIT_KIND_OF[line.action]],
        trail.sentences[line.action](who, line.params, document),
        document,
        line.hash,
      ];
    }),
  );
