import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject } from '../../shared/domain/draft.ts';
import { print } from '../../shared/texts/print.ts';
import { textAt } from './figures.ts';

/** Transfers of a guía that are a sale, or will be one: others have no cedible copy (printed-copies.txt 1.4). */
const SALES: ReadonlySet<string> = new Set(['1', '2']);

/**
 * What a document's cedible copy is marked with; null where there is none: boletas, notes and export documents, and
 * guías that move goods without selling them. PROTOCOL.md 9, printed-copies.txt 1.4.
 */
export const cedibleMark = (type: DocumentType, content: DraftObject): string | null => {
  switch (type) {
    case 33:
    case 34:
    case 46:
      return print.acuse.cedible;
    case 52:
      return SALES.has(textAt(content, 'Encabezado', 'IdDoc', 'IndTraslado'))
        ? print.acuse.cedibleWithInvoice
        : null;
    default:
      return null;
  }
};
