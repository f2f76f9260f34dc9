import { type DocumentType, isDocumentType } from '../../../shared/domain/document-type.ts';
import type { Draft, DraftObject, FieldIssue } from '../../../shared/domain/draft.ts';
import { ONE, readMicro } from '../decimal.ts';
import { documentSchema } from '../schema/index.ts';
import { type ComputedTotals, computeTotals } from '../totals/index.ts';
import { dig, isAbsent, objectOf } from '../values.ts';
import { withAmounts } from './amounts.ts';
import { complete } from './complete.ts';
import { leaveOut } from './left-out.ts';
import { unreadable, withoutExtensions } from './read.ts';
import { ruleIssues, ruleWarnings } from './rules.ts';
import { shape } from './shape.ts';
import type { DraftWarning, PrepareContext, Prepared } from './types.ts';

const TYPE_PATH = 'Encabezado.IdDoc.TipoDTE';
/** Types of the SII that have no table here. */
const NOT_READY = [43];

/** The type to issue, or why there is none. */
const settleType = (draft: Draft, asked: DocumentType | undefined): DocumentType | FieldIssue => {
  const value = dig(draft, 'Encabezado', 'IdDoc', 'TipoDTE');
  if (isAbsent(value)) return asked ?? { path: TYPE_PATH, code: 'required' };
  const micro = readMicro(value);
  const said = micro === null || micro % ONE !== 0n ? null : Number(micro / ONE);
  if (said !== null && NOT_READY.includes(said)) {
    return { path: TYPE_PATH, code: 'type_not_ready', params: { type: said } };
  }
  if (!isDocumentType(said)) return { path: TYPE_PATH, code: 'unknown_type' };
  return asked === undefined || asked === said ? said : { path: TYPE_PATH, code: 'bad_code' };
};

/** Everything about a draft: what `prepareDraft`, `validateDraft` and `preview` tell parts of. */
export interface Examined {
  readonly type: DocumentType | null;
  readonly computed: ComputedTotals | null;
  readonly content: DraftObject;
  readonly issues: readonly FieldIssue[];
  readonly warnings: readonly DraftWarning[];
}

const NOTHING: Examined = { type: null, computed: null, content: {}, issues: [], warnings: [] };

/** One message per field: the first is the closest to its cause. */
const firstOfEach = (issues: readonly FieldIssue[]): readonly FieldIssue[] => {
  const seen = new Set<string>();
  return issues.filter((issue) => !seen.has(issue.path) && seen.add(issue.path));
};

/**
 * Completes a draft, works out its amounts, puts it into the shape of the schema and looks for what is wrong.
 * Total: any JSON gives an answer.
 */
export const examine = (draft: Draft, context: PrepareContext): Examined => {
  const unfit = unreadable(draft);
  if (unfit) return { ...NOTHING, issues: [unfit] };
  const own = withoutExtensions(draft);
  const type = settleType(own.draft, context.type);
  if (typeof type === 'object') return { ...NOTHING, issues: [type], warnings: own.warnings };
  const fitting = leaveOut(own.draft, type);
  const completed = complete(fitting.draft, type, context);
  const computed = computeTotals(completed.draft, type);
  if (computed === null) return { ...NOTHING, issues: [{ path: TYPE_PATH, code: 'unknown_type' }] };
  const priced = withAmounts(completed.draft, computed);
  const shaped = shape(priced.draft, documentSchema(type), type);
  return {
    type,
    computed,
    content: shaped.content,
    issues: firstOfEach([
      ...completed.issues,
      ...ruleIssues(completed.draft, type, computed),
      ...priced.issues,
      ...shaped.issues,
    ]),
    warnings: [
      ...own.warnings,
      ...fitting.warnings,
      ...completed.warnings,
      ...shaped.warnings,
      ...ruleWarnings(completed.draft, type, computed, context.ufPesos),
    ],
  };
};

/**
 * Makes a complete document out of a draft: defaults, amounts and totals filled in, elements in the order of the schema,
 * values as the SII writes them. Pure: the same draft and context give the same document; a document that goes in again
 * comes out the same. No text is ever cut and no character replaced: that is an issue, with a proposal where there is one.
 * @param context type, folio, date and company (types.ts)
 * @returns the document and what was assumed on the way, or every field that is wrong (paths like `Detalle.0.NmbItem`)
 */
export const prepareDraft = (draft: Draft, context: PrepareContext): Prepared => {
  const { type, content, issues, warnings } = examine(draft, context);
  const folio = readMicro(dig(content, 'Encabezado', 'IdDoc', 'Folio'));
  if (type === null || folio === null || issues.length > 0) return { ok: false, issues, warnings };
  return {
    ok: true,
    document: { type, folio: Number(folio / ONE), content },
    totals: objectOf(dig(content, 'Encabezado', 'Totales')),
    warnings,
  };
};

/** What keeps a draft from being a document; empty when nothing does. */
export const validateDraft = (draft: Draft, context: PrepareContext): readonly FieldIssue[] =>
  examine(draft, context).issues;
