import type { Draft } from '../../../shared/domain/draft.ts';
import type { EmisorData, Preview } from '../../domain/draft/types.ts';
import { draftsOf, type SheetDraft } from './drafts.ts';
import { type CsvIssue, issuesOf } from './issues.ts';
import { readSheet, type Sheet } from './sheet.ts';

/** One document of a CSV, judged. */
export interface CsvDocument {
  /** 1 for the first of the file. */
  readonly number: number;
  readonly label: string;
  /** Its first row. */
  readonly line: number;
  readonly draft: Draft;
  readonly type: number | null;
  readonly receptorRut: string;
  readonly receptorName: string;
  /** Name of its first item. */
  readonly item: string;
  readonly items: number;
  /** Pesos; null where it can't be worked out. */
  readonly total: number | null;
  readonly issues: readonly CsvIssue[];
}

export interface ExaminedCsv {
  readonly sheet: Sheet;
  readonly documents: readonly CsvDocument[];
}

export interface ExamineContext {
  readonly today: string;
  readonly emisor: EmisorData;
  /** main/domain/draft. */
  readonly preview: (
    draft: Draft,
    context: { readonly today: string; readonly emisor: EmisorData },
  ) => Preview;
  /** Lets the rest of the program run: thousands of documents take seconds. */
  readonly breathe: () => Promise<void>;
}

/** Judging goes on for so many ms before everything else gets its turn. */
const SLICE_MS = 25;

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const judge = (source: SheetDraft, number: number, context: ExamineContext): CsvDocument => {
  const { type, totals, issues } = context.preview(source.draft, context);
  const head = source.draft['Encabezado'] as
    | { readonly Receptor?: Readonly<Record<string, unknown>> }
    | undefined;
  const details = source.draft['Detalle'] as readonly Readonly<Record<string, unknown>>[] | undefined;
  const total = totals['MntTotal'];
  const found = issuesOf(source, issues);
  return {
    number,
    label: source.label,
    line: source.lines[0] ?? 0,
    draft: source.draft,
    type,
    receptorRut: text(head?.Receptor?.['RUTRecep']),
    receptorName: text(head?.Receptor?.['RznSocRecep']),
    item: text(details?.[0]?.['NmbItem']),
    items: details?.length ?? 0,
    total:
      total === undefined || !Number.isSafeInteger(Math.round(Number(total)))
        ? null
        : Math.round(Number(total)),
    issues: found,
  };
};

/**
 * Reads a CSV and judges each of its documents as issuing would.
 * @throws AppError those of `readSheet` and `draftsOf`
 */
export const examineCsv = async (bytes: Uint8Array, context: ExamineContext): Promise<ExaminedCsv> => {
  const sheet = readSheet(bytes);
  await context.breathe();
  const sources = draftsOf(sheet);
  const documents: CsvDocument[] = [];
  let slice = performance.now();
  for (const [index, source] of sources.entries()) {
    documents.push(judge(source, index + 1, context));
    if (performance.now() - slice < SLICE_MS) continue;
    await context.breathe();
    slice = performance.now();
  }
  return { sheet, documents };
};
