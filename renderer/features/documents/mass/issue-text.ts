import type { CsvColumn, CsvIssueCode } from '../../../../shared/domain/intake.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { issueText } from '../../../lib/text.ts';

const t = texts.intake;

export type CsvRow = Output<'intake.csvRows'>['items'][number];
type CsvIssue = CsvRow['issues'][number];

const sentence = ({ code, params }: CsvIssue): string =>
  Object.hasOwn(t.csvIssues, code) ? t.csvIssues[code as CsvIssueCode](params) : issueText({ code, params });

/** Where and what: `Fila 3, columna precio: Tiene que ser un número.` */
export const csvIssueText = (issue: CsvIssue): string =>
  issue.column === null
    ? t.mass.issueRow(issue.line, sentence(issue))
    : t.mass.issue(issue.line, t.columns[issue.column as CsvColumn], sentence(issue));
