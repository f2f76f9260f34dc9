import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { Draft, DraftObject, DraftWarningCode, FieldIssue } from '../../../shared/domain/draft.ts';
import type { Rut } from '../../../shared/domain/rut.ts';

/** What a draft is completed with when it becomes a document. */
export interface PrepareContext {
  /** The type that is being issued; left out, the draft's TipoDTE. A draft that names another one is an issue. */
  readonly type?: DocumentType;
  /** The folio that the document gets; left out, the draft's own Folio. */
  readonly folio?: number;
  /** Chile's date `AAAA-MM-DD`: FchEmis when the draft has none. */
  readonly today: string;
  /** The issuing company, which replaces the draft's Emisor; null keeps the draft's (the command line tool). */
  readonly emisor: EmisorData | null;
  /** What a UF is worth in pesos, for the limit of boletas; left out, they are not held against it. */
  readonly ufPesos?: number;
}

/** The company as documents show it. */
export interface EmisorData {
  readonly rut: Rut;
  readonly name: string;
  readonly giro: string;
  /** One to four activity codes of the SII. */
  readonly acteco: readonly number[];
  readonly address: string;
  readonly comuna: string;
  readonly city?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  /** CdgSIISucur. */
  readonly branchCode?: number | null;
}

/** Something that was assumed, changed or left out and that a person may want to see. Never a reason to stop. */
export interface DraftWarning {
  readonly path: string;
  readonly code: DraftWarningCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/**
 * A complete document; the same shape as dte's CompleteDocument. Keys are in the order of the schema.
 */
export interface PreparedDocument {
  readonly type: DocumentType;
  readonly folio: number;
  readonly content: DraftObject;
}

export type ReadDraft =
  | { readonly draft: Draft; readonly warnings: readonly DraftWarning[] }
  | { readonly issues: readonly FieldIssue[] };

export type Prepared =
  | {
      readonly ok: true;
      readonly document: PreparedDocument;
      /** Totales as it stands in the document. */
      readonly totals: DraftObject;
      readonly warnings: readonly DraftWarning[];
    }
  | {
      readonly ok: false;
      readonly issues: readonly FieldIssue[];
      readonly warnings: readonly DraftWarning[];
    };

export interface Preview {
  readonly type: DocumentType | null;
  /** Totales so far; empty while the type is unknown. */
  readonly totals: DraftObject;
  /** MontoItem of each line; null while it has neither price nor amount. */
  readonly lineAmounts: readonly (number | null)[];
  readonly issues: readonly FieldIssue[];
  readonly warnings: readonly DraftWarning[];
}
