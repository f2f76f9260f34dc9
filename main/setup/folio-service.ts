import type { DocumentType } from '../../shared/domain/document-type.ts';
import { appError } from '../../shared/domain/errors.ts';
import type { FolioNoteKind } from '../../shared/domain/folios.ts';
import { localDate } from '../../shared/format/time.ts';
import type { Clock } from '../domain/clock.ts';
import { daysLeft, PACE_DAYS, perDay } from '../domain/folios/forecast.ts';
import { type ExplainedSpan, explain } from '../domain/folios/unused.ts';
import { isCafExpired } from '../dte/caf-expiry.ts';
import type { Store } from '../store/open.ts';
import type { CafRecord, CompanyRecord } from '../store/records.ts';

const DAY_MS = 86_400_000;

/** `in_use` gives the next folio, `waiting` comes after it, the others give none any more. */
export type RangeState = 'in_use' | 'waiting' | 'used_up' | 'expired';

export interface FolioRange {
  readonly caf: CafRecord;
  readonly state: RangeState;
}

/** A span that no document has, and why it is told of. */
export interface UnusedSpan extends ExplainedSpan {
  /** `skipped`: before the next folio of its range. `expired`: its range ended before they were used. */
  readonly why: 'skipped' | 'expired';
}

export interface FolioReport {
  readonly type: DocumentType;
  /** Folios of ranges that have not expired. */
  readonly usable: number;
  /** Documents a day over the last four weeks; null where none was issued. */
  readonly perDay: number | null;
  /** Whole days that the usable ones last; null without a pace. */
  readonly daysLeft: number | null;
  /** Ascending: the order in which they are used. */
  readonly ranges: readonly FolioRange[];
  readonly unused: readonly UnusedSpan[];
  readonly rejected: number;
  readonly abandoned: number;
}

export interface FolioServiceParts {
  readonly store: Store;
  readonly clock: Clock;
  /** @throws AppError not_set_up */
  readonly company: () => CompanyRecord;
}

export interface FolioService {
  /** By type, ascending. */
  report(): readonly FolioReport[];
  /**
   * Leaves out the folios from the range's next one up to the one before `next`: they are never given to a document.
   * @param next the folio that the next document takes; `toFolio + 1` leaves out the rest of the range
   * @throws AppError not_found, folio_skip_invalid
   */
  skipTo(cafId: number, next: number, kind: FolioNoteKind, actor: string): void;
  /**
   * Says what became of folios that have no document.
   * @throws AppError folio_has_document
   */
  note(
    type: DocumentType,
    span: { readonly from: number; readonly to: number },
    kind: FolioNoteKind,
    actor: string,
  ): void;
}

/** What folios there are, how long they last and what became of those without a document (PROTOCOL.md 7.2). */
export const createFolioService = ({ store, clock, company }: FolioServiceParts): FolioService => {
  const isExpired = (caf: CafRecord): boolean => isCafExpired(caf, localDate(clock.now()));

  const statesOf = (cafs: readonly CafRecord[]): readonly FolioRange[] => {
    const first = cafs.find((caf) => caf.nextFolio <= caf.toFolio && !isExpired(caf));
    return cafs.map((caf) => {
      if (caf.nextFolio > caf.toFolio) return { caf, state: 'used_up' };
      if (isExpired(caf)) return { caf, state: 'expired' };
      return { caf, state: caf === first ? 'in_use' : 'waiting' };
    });
  };

  const unusedOf = (ranges: readonly FolioRange[], companyId: number, type: DocumentType): UnusedSpan[] => {
    const notes = store.folios.notes(companyId, type);
    return ranges.flatMap(({ caf, state }) => [
      ...store.folios
        .holes(caf)
        .flatMap((span) => explain(span, notes))
        .map((span) => ({ ...span, why: 'skipped' as const })),
      ...(state === 'expired'
        ? explain({ from: caf.nextFolio, to: caf.toFolio }, notes).map((span) => ({
            ...span,
            why: 'expired' as const,
          }))
        : []),
    ]);
  };

  const reportOf = (type: DocumentType, cafs: readonly CafRecord[], companyId: number): FolioReport => {
    const now = clock.now();
    const ranges = statesOf(cafs);
    const usable = ranges
      .filter(({ state }) => state === 'in_use' || state === 'waiting')
      .reduce((sum, { caf }) => sum + caf.toFolio - caf.nextFolio + 1, 0);
    const pace = perDay(store.folios.pace(companyId, type, now - PACE_DAYS * DAY_MS), now);
    return {
      type,
      usable,
      perDay: pace,
      daysLeft: daysLeft(usable, pace),
      ranges,
      unused: unusedOf(ranges, companyId, type),
      ...store.folios.notAccepted(companyId, type),
    };
  };

  return {
    report: () => {
      const { id } = company();
      const byType = Map.groupBy(store.cafs.list(id), (caf) => caf.type);
      return [...byType].map(([type, cafs]) => reportOf(type, cafs, id));
    },
    skipTo: (cafId, next, kind, actor) =>
      store.transaction(() => {
        const caf = store.cafs.get(cafId);
        if (!caf || caf.companyId !== company().id) throw appError('not_found');
        if (next <= caf.nextFolio || next > caf.toFolio + 1)
          throw appError('folio_skip_invalid', { from: caf.nextFolio + 1, to: caf.toFolio + 1 });
        const span = { from: caf.nextFolio, to: next - 1 };
        store.cafs.skipTo(cafId, next);
        store.folios.note(caf.companyId, {
          type: caf.type,
          ...span,
          kind,
          notedAt: clock.now(),
          notedBy: actor,
        });
        store.audit.add({ actor, action: 'folios.skipped', params: { type: caf.type, ...span, kind } });
      }),
    note: (type, { from, to }, kind, actor) =>
      store.transaction(() => {
        const { id } = company();
        const isHole = store.cafs
          .list(id)
          .filter((caf) => caf.type === type)
          .some(
            (caf) =>
              (isExpired(caf) && from >= caf.nextFolio && to <= caf.toFolio) ||
              store.folios.holes(caf).some((hole) => from >= hole.from && to <= hole.to),
          );
        if (!isHole) throw appError('folio_has_document', { from, to });
        store.folios.note(id, { type, from, to, kind, notedAt: clock.now(), notedBy: actor });
        store.audit.add({ actor, action: 'folios.noted', params: { type, from, to, kind } });
      }),
  };
};
