import type { Draft } from '../../shared/domain/draft.ts';
import { texts } from '../../shared/texts/es-CL.ts';

const t = texts.tour.example;

/** Nobody's RUT: seven sevens, with the digit that fits them. */
const RUT = '77777777-7';

/** A document to practise with: a receptor that does not exist buys paper. */
export const exampleDraft = (type: number): Draft => ({
  Encabezado: {
    IdDoc: { TipoDTE: type, ...(type === 33 || type === 34 ? { FmaPago: 1 } : {}) },
    Receptor: {
      RUTRecep: RUT,
      RznSocRecep: t.receptor,
      GiroRecep: t.giro,
      DirRecep: t.address,
      CmnaRecep: t.comuna,
    },
  },
  Detalle: [{ NmbItem: t.item, QtyItem: 2, PrcItem: 4_990 }],
});

/** Types that stand alone: a note needs the document that it is about. */
export const hasExample = (type: number): boolean => type === 33 || type === 34 || type === 39;
