import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { DraftObject } from '../../shared/domain/draft.ts';
import { parseRut, type Rut } from '../../shared/domain/rut.ts';
import { MOST_OFFERED } from '../../shared/ipc/drafts.ts';
import { type Anything, dig, listOf, objectOf } from '../domain/values.ts';
import type { Store } from '../store/open.ts';
import { fold } from '../store/search.ts';
import type { Setup } from './setup.ts';

/** So many pages of the newest documents are looked at; each is found by an index. */
const PAGES = 4;
const PAGE = 100;
/** What is sold now was sold in one of the last so many documents. */
const ITEMS_OF = 300;
/** A boleta of nobody. */
const ANONYMOUS: Rut = '66666666-6';

export interface KnownReceptor {
  readonly rut: Rut;
  readonly name: string;
  readonly giro: string;
  readonly address: string;
  readonly comuna: string;
  readonly email: string;
}

export interface KnownItem {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly price: number | null;
  /** The price has IVA in it, as in a boleta. */
  readonly gross: boolean;
  readonly exempt: boolean;
}

const text = (value: Anything): string => (typeof value === 'string' ? value : '');

const isGross = (type: DocumentType, draft: DraftObject): boolean =>
  (type === 39 || type === 41) && dig(draft, 'Encabezado', 'IdDoc', 'IndMntNeto') !== 2;

/**
 * What the form offers while somebody types: to whom was issued before, and what was sold. Nothing of it is kept apart: it is
 * read out of the documents themselves, the newest first, so that it is right from the first day and comes back with a restore.
 */
export const createMemory = (store: Store, setup: Pick<Setup, 'company'>) => {
  const draftOf = (id: number): DraftObject => objectOf(store.documents.content(id)?.draft as Anything);

  return {
    /** Receptors whose name or RUT has the words typed, each once, as the last document to them has it. */
    receptors(typed: string): readonly KnownReceptor[] {
      const { id } = setup.company();
      const found = new Map<string, KnownReceptor>();
      const rut = parseRut(typed);
      const filter = rut === null ? { text: typed } : { receptorRut: rut };
      for (let page = 0, cursor: string | null = null; page < PAGES; page++) {
        const answer = store.documents.list(id, filter, { cursor, limit: PAGE });
        for (const { document } of answer.rows) {
          const { receptorRut } = document;
          if (receptorRut === ANONYMOUS || found.has(receptorRut)) continue;
          const draft = draftOf(document.id);
          const of = (name: string): string => text(dig(draft, 'Encabezado', 'Receptor', name));
          found.set(receptorRut, {
            rut: receptorRut,
            name: document.receptorName,
            giro: of('GiroRecep'),
            address: of('DirRecep'),
            comuna: of('CmnaRecep'),
            email: of('CorreoRecep'),
          });
          if (found.size === MOST_OFFERED) return [...found.values()];
        }
        cursor = answer.next;
        if (cursor === null) break;
      }
      return [...found.values()];
    },
    /** What the last documents sold whose name has the words typed, each name once with its last price. */
    items(typed: string): readonly KnownItem[] {
      const words = fold(typed).split(' ').filter(Boolean);
      const found = new Map<string, KnownItem>();
      if (words.length === 0) return [];
      for (const { document } of store.documents.recent(setup.company().id, ITEMS_OF)) {
        const draft = draftOf(document.id);
        for (const line of listOf(draft['Detalle']).map(objectOf)) {
          const name = text(line['NmbItem']);
          const key = fold(name);
          if (name === '' || found.has(key) || !words.every((word) => key.includes(word))) continue;
          const price = Number(line['PrcItem'] ?? Number.NaN);
          found.set(key, {
            name,
            description: text(line['DscItem']),
            unit: text(line['UnmdItem']),
            price: Number.isFinite(price) ? price : null,
            gross: isGross(document.type, draft),
            exempt: Number(line['IndExe'] ?? 0) === 1,
          });
          if (found.size === MOST_OFFERED) return [...found.values()];
        }
      }
      return [...found.values()];
    },
  };
};
