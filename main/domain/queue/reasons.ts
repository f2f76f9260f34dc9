import type { DocumentDetail, DocumentError } from './answers.ts';
import type { Stated } from './verdict.ts';

/** What the boleta API says of a document that it rejects. PROTOCOL.md 5. */
export const REJECTED = 'RCH';

/** The reasons are kept, a flood of them is not. */
const MOST_CHARACTERS = 500;

/** What is said of this document, or of the envelope where no document is named; null when nothing is. */
export const detailOf = (
  details: readonly DocumentDetail[],
  type: number,
  folio: number,
): DocumentDetail | null =>
  // The SII's own example leaves the type out; an envelope has documents of one issuer, so that the folio tells.
  details.find((each) => each.folio === folio && (each.type === null || each.type === type)) ??
  details.find((each) => each.folio === null && each.type === null) ??
  null;

/** `HED-3-100`: 3. What has no level is no graver than an observation. */
const levelOf = ({ code }: DocumentError): number => Number(/-(\d)-/.exec(code)?.[1] ?? 0);

const inWords = ({ code, description, detail }: DocumentError): string =>
  [code, description, detail === '' ? '' : `(${detail})`].filter((part) => part !== '').join(' ');

/** The SII's statement with what it found in the document: all of it as text, and the gravest apart. PROTOCOL.md 5 and 6. */
export const withReasons = (stated: Stated, detail: DocumentDetail | null): Stated => {
  if (detail === null) return stated;
  // The sort is stable: of equals, the one that the SII names first.
  const errors = [...detail.errors].sort((one, other) => levelOf(other) - levelOf(one));
  const [gravest] = errors;
  if (!gravest) return stated.glosa === '' ? { ...stated, glosa: detail.description } : stated;
  return {
    ...stated,
    glosa: [stated.glosa, ...errors.map(inWords)]
      .filter((part) => part !== '')
      .join('; ')
      .slice(0, MOST_CHARACTERS),
    code: gravest.code,
    descripcion: gravest.description.slice(0, MOST_CHARACTERS),
  };
};
