import type { FieldIssue, FieldIssueCode } from '../../shared/domain/draft.ts';
import { appError } from '../../shared/domain/errors.ts';
import { localDate } from '../../shared/format/time.ts';
import { preview } from '../domain/draft/index.ts';
import { readDraftFile } from './input.ts';
import type { CliIo, CliResult } from './io.ts';

/** What keeps totals from being right. A draft that lacks an address adds up all the same. */
const ARITHMETIC: readonly FieldIssueCode[] = [
  'not_a_number',
  'not_an_integer',
  'out_of_range',
  'unknown_type',
  'type_not_ready',
  'no_lines',
  'negative_total',
  'amount_mismatch',
  'not_an_object',
  'too_many',
];

/** Fields without which, or with a wrong one in which, an amount is missing from the totals. */
const AMOUNTS =
  /^(?:Detalle\.\d+\.(?:PrcItem|QtyItem|IndExe|CodImpAdic)|DscRcgGlobal\.\d+\.(?:TpoMov|TpoValor|ValorDR)|Encabezado\.Totales\.ImptoReten)/;

/** `totals DRAFT.json`: the SII's Totales object of a draft. */
export const runTotals = async (io: CliIo, path: string): Promise<CliResult> => {
  const draft = await readDraftFile(io, path);
  const { totals, issues } = preview(draft, { today: localDate(io.now()), emisor: null });
  const serious = issues.filter(
    ({ code, path: field }: FieldIssue) => ARITHMETIC.includes(code) || AMOUNTS.test(field),
  );
  if (serious.length > 0) throw appError('draft_invalid', undefined, serious);
  if (Object.keys(totals).length === 0) throw appError('draft_invalid', undefined, issues);
  return { code: 0, output: totals, message: '' };
};
