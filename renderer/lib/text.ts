import { isDocumentType } from '../../shared/domain/document-type.ts';
import type { DraftWarningCode, FieldIssueCode } from '../../shared/domain/draft.ts';
import type { ErrorValue } from '../../shared/domain/errors.ts';
import type { CopyPlace } from '../../shared/ipc/parts.ts';
import type { ErrorText } from '../../shared/texts/error-text.ts';
import { texts } from '../../shared/texts/es-CL.ts';

type Params = Readonly<Record<string, string | number>> | undefined;

/** The name of a document type; a number that Resguardo does not know is shown as it is. */
export const typeName = (type: number): string =>
  isDocumentType(type) ? texts.documentTypes[type] : String(type);

/** "Factura 123". */
export const documentName = (row: { readonly type: number; readonly folio: number }): string =>
  texts.common.document(typeName(row.type), row.folio);

/** The sentences of a failure, with a type's number turned into its name. */
export const errorText = (error: ErrorValue): ErrorText => {
  const type = error.params?.['type'];
  const params = typeof type === 'number' ? { ...error.params, type: typeName(type) } : error.params;
  return texts.errors[error.code](params);
};

/** The sentence of a field issue; a code without text is shown as itself rather than hidden. */
export const issueText = (issue: { readonly code: string; readonly params?: Params }): string => {
  const text = (texts.issues as Readonly<Record<string, (params: Params) => string>>)[
    issue.code as FieldIssueCode
  ];
  return text === undefined ? issue.code : text(issue.params);
};

/** A warning about a draft, with the element that it is about. */
export const warningText = (warning: { readonly path: string; readonly code: DraftWarningCode }): string =>
  warning.path === '' ? texts.warnings[warning.code] : `${warning.path}: ${texts.warnings[warning.code]}`;

/** Who did something, in words. */
export const actorName = (actor: string): string => texts.actors[actor] ?? actor;

/** Where the copies of a document are: `Está en: base de datos, carpeta de respaldo y segunda copia.` */
export const copiesText = (copies: readonly CopyPlace[]): string => {
  const t = texts.backups.copies;
  const names = copies.map((each) => t.places[each]);
  const [last = '', ...before] = names.toReversed();
  return t.where(before.length === 0 ? last : t.and(before.toReversed().join(', '), last));
};
