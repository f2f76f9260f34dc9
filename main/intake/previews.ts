import { createHash } from 'node:crypto';
import { appError } from '../../shared/domain/errors.ts';
import type { Page, PageRequest } from '../store/page.ts';
import { decodeCursor, encodeCursor, pageLimit } from '../store/page.ts';
import { type CsvDocument, type ExamineContext, type ExaminedCsv, examineCsv } from './csv/examine.ts';

/** A CSV that was read and judged, until another one takes its place. */
export interface CsvPreview extends ExaminedCsv {
  /** SHA-256 of its bytes: the same file is the same preview. */
  readonly id: string;
  readonly name: string;
}

export interface Previews {
  /** @throws AppError those of `examineCsv` */
  read(name: string, bytes: Buffer, context: ExamineContext): Promise<CsvPreview>;
  /** @throws AppError `preview_gone` when another file was read since, or the program started anew */
  get(id: string): CsvPreview;
  rows(id: string, only: 'all' | 'wrong', page: PageRequest): Page<CsvDocument>;
}

/** Only the last file is kept: twenty megabytes of text are some hundred as drafts. */
export const createPreviews = (): Previews => {
  let latest: CsvPreview | null = null;

  const get = (id: string): CsvPreview => {
    if (latest?.id !== id) throw appError('preview_gone');
    return latest;
  };
  return {
    get,
    async read(name, bytes, context) {
      const id = createHash('sha256').update(bytes).digest('hex');
      latest = null;
      const preview = { id, name, ...(await examineCsv(bytes, context)) };
      latest = preview;
      return preview;
    },
    rows(id, only, page) {
      const { documents } = get(id);
      const chosen = only === 'all' ? documents : documents.filter(({ issues }) => issues.length > 0);
      const after = page.cursor ? decodeCursor(page.cursor)[1] : 0;
      const limit = pageLimit(page.limit);
      const rest = chosen.filter(({ number }) => number > after);
      const rows = rest.slice(0, limit);
      const last = rows.at(-1);
      return {
        rows,
        total: chosen.length,
        exact: true,
        next: rest.length > limit && last ? encodeCursor([0, last.number]) : null,
      };
    },
  };
};
