import type { DraftObject } from '../../shared/domain/draft.ts';
import { formatRut } from '../../shared/domain/rut.ts';
import type { PrintReference } from '../../shared/print/data.ts';
import { print } from '../../shared/texts/print.ts';
import { dig, listOf } from '../domain/values.ts';
import { shortDate, textAt } from './figures.ts';

/** References in words: full name of the document, folio, date, reason (printed-copies.txt 1.4). */
export const referencesOf = (content: DraftObject): PrintReference[] =>
  listOf(dig(content, 'Referencia')).map((reference) => {
    const { references } = print;
    const code = textAt(reference, 'TpoDocRef');
    const other = textAt(reference, 'RUTOtr');
    const folio = textAt(reference, 'FolioRef');
    return {
      document: [
        documentName(code),
        ...(other === '' ? [] : [`(${references.otherIssuer(formatRut(other))})`]),
      ].join(' '),
      folio: textAt(reference, 'IndGlobal') === '1' ? references.global : folio,
      date: shortDate(textAt(reference, 'FchRef')),
      reason: reasonOf(textAt(reference, 'CodRef'), textAt(reference, 'RazonRef')),
    };
  });

const documentName = (code: string): string => {
  const { documents, unknown, bare } = print.references;
  if (code === '') return bare;
  return documents[code] ?? unknown(code);
};

/** CodRef of a boleta is free text (`SET`): it is printed as it is. */
const reasonOf = (code: string, reason: string): string => {
  const { codes, codeAndReason } = print.references;
  const word = code in codes ? codes[code as keyof typeof codes] : code;
  if (word === '' || reason === '') return word || reason;
  return reason.toLowerCase().startsWith(word.toLowerCase()) ? reason : codeAndReason(word, reason);
};
