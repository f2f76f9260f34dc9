import type { Draft } from '../../../shared/domain/draft.ts';
import { microToValue } from '../decimal.ts';
import { typeOf } from '../totals/index.ts';
import { examine } from './prepare.ts';
import type { PrepareContext, Preview } from './types.ts';

/** Any folio and any day will do for looking at totals; the document gets its own when it is issued. */
const FOLIO = 1;

/**
 * Totals of a draft while somebody writes it, and what is wrong so far. Never throws, whatever the draft holds.
 * @param context as for issuing, so that the issues are those that issuing would find; its folio is not needed yet
 */
export const preview = (draft: Draft, context: PrepareContext): Preview => {
  const { type, computed, issues, warnings } = examine(draft, { folio: FOLIO, ...context });
  return {
    type: type ?? typeOf(draft),
    totals: computed?.totales ?? {},
    lineAmounts: (computed?.lines ?? []).map((line) =>
      line.known ? Number(microToValue(line.amount)) : null,
    ),
    issues,
    warnings,
  };
};
