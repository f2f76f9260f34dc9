import type { Store } from '../store/open.ts';
import type { Differing } from '../store/twins.ts';
import { writeAnswer } from './answer-file.ts';
import { sha256 } from './hash.ts';
import type { ManifestEntry } from './manifest/line.ts';
import { answerPath, documentPath } from './paths.ts';

/** A row of the database that nobody has changed, and that is not what it was. */
export interface DamagedRow {
  /** The document's path in the vault, or `base-de-datos/<table>/<key>` for a row that is about none. */
  readonly path: string;
  readonly documentId: number | null;
}

export interface RowsFound {
  readonly checked: number;
  readonly repaired: readonly DamagedRow[];
  readonly damaged: readonly DamagedRow[];
}

const SEVERAL = 'base-de-datos';

/**
 * Holds every row against its twin. Where they differ the vault is the third witness: its answer file was made of the rows, and the
 * manifest has its hash. If only the row as it is gives that hash, the twin is the damaged one; if only the twin's values do, the row
 * gets those. Otherwise the row is named, and stays as it is.
 * @param isKept whether the vault has the document as it is now: else its answer file says nothing about the rows
 */
export const examineRows = async (
  store: Store,
  entries: ReadonlyMap<string, ManifestEntry>,
  isKept: (documentId: number) => boolean,
): Promise<RowsFound> => {
  const keyOf = (documentId: number) => {
    const document = store.documents.get(documentId);
    const company = document && store.companies.get(document.companyId);
    return document && company ? { ...document, environment: company.environment, rut: company.rut } : null;
  };
  const nameOf = ({ table, key, documentId }: Differing): string => {
    const of = documentId === null ? null : keyOf(documentId);
    // A row so damaged that it makes no path any more is named by its number.
    try {
      if (of) return documentPath(of);
    } catch {
      return `${SEVERAL}/${table}/${key}`;
    }
    return `${SEVERAL}/${table}/${key}`;
  };
  const isAsKept = (documentId: number): boolean => {
    try {
      const of = keyOf(documentId);
      const bundle = of && store.bundles.read(documentId);
      return (
        bundle !== null && of !== null && sha256(writeAnswer(bundle)) === entries.get(answerPath(of))?.sha256
      );
    } catch {
      return false;
    }
  };
  const mend = (each: Differing): boolean => {
    const { documentId } = each;
    if (documentId === null || !isKept(documentId)) return false;
    const isRowRight = isAsKept(documentId);
    try {
      store.transaction(() => {
        const isTwinRight = store.twins.trustTwin(each) && isAsKept(documentId);
        // Both: the answer file does not tell of what differs, and is no witness.
        if (!isTwinRight || isRowRight) throw new TakenBack(isTwinRight);
        store.audit.add({ actor: 'resguardo', action: 'backup.repaired', documentId });
      });
      return true;
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
      if (!isRowRight || error.isTwinRight) return false;
      store.twins.trustRow(each);
      return true;
    }
  };

  const repaired = new Map<string, DamagedRow>();
  const damaged = new Map<string, DamagedRow>();
  for (const each of await store.twins.differing()) {
    const path = nameOf(each);
    (mend(each) ? repaired : damaged).set(path, { path, documentId: each.documentId });
  }
  // Tallies followed the damage, and then its repair: they are counted anew.
  if (repaired.size > 0) store.lists.tallies.recount();
  return { checked: store.twins.count(), repaired: [...repaired.values()], damaged: [...damaged.values()] };
};

/** Takes the transaction back, in which the twin was only tried. */
class TakenBack extends Error {
  readonly isTwinRight: boolean;
  constructor(isTwinRight: boolean) {
    super('only tried');
    this.isTwinRight = isTwinRight;
  }
}
