import type { EmisorData, PrepareContext } from '../../../../main/domain/draft/types.ts';
import type { DocumentType } from '../../../../shared/domain/document-type.ts';
import type { Draft, DraftObject, DraftValue } from '../../../../shared/domain/draft.ts';

/** Builders of drafts, small and whole, so that a test shows only what it is about. */
export const COMPANY: EmisorData = {
  rut: '76000001-9',
  name: 'Ferretería El Roble SpA',
  giro: 'Venta al por menor de artículos de ferretería',
  acteco: [475201],
  address: 'Av. Matta 1234',
  comuna: 'Santiago',
};

export const TODAY = '2026-07-05';

export const context = (changes: Partial<PrepareContext> = {}): PrepareContext => ({
  folio: 60,
  today: TODAY,
  emisor: COMPANY,
  ...changes,
});

export const RECEPTOR: DraftObject = {
  RUTRecep: '60803000-K',
  RznSocRecep: 'Servicio de Impuestos Internos',
  GiroRecep: 'Gobierno',
  DirRecep: 'Teatinos 120',
  CmnaRecep: 'Santiago',
};

export interface Parts {
  readonly idDoc?: DraftObject;
  readonly receptor?: DraftObject;
  readonly encabezado?: DraftObject;
  readonly totales?: DraftObject;
  readonly lines?: readonly DraftValue[];
  readonly rest?: DraftObject;
}

/** A draft of any type that has all it needs, with what the test changes. */
export const draftOf = (type: DocumentType, parts: Parts = {}): Draft => ({
  Encabezado: {
    IdDoc: { TipoDTE: type, ...(type === 52 ? { IndTraslado: 1 } : {}), ...parts.idDoc },
    ...(type === 39 || type === 41 ? {} : { Receptor: parts.receptor ?? RECEPTOR }),
    ...(parts.totales ? { Totales: parts.totales } : {}),
    ...parts.encabezado,
  },
  Detalle: parts.lines ?? [line(1, 1000)],
  ...parts.rest,
});

/** A line of `quantity` things at `price`, with what the test changes. */
export const line = (
  quantity: number | string,
  price: number | string,
  changes: DraftObject = {},
): DraftObject => ({
  NmbItem: 'Martillo',
  QtyItem: quantity,
  PrcItem: price,
  ...changes,
});

/** What a note says of the document that it changes. */
export const reference = (code: 1 | 2 | 3, changes: DraftObject = {}): DraftObject => ({
  TpoDocRef: 33,
  FolioRef: 1,
  FchRef: '2026-07-01',
  CodRef: code,
  ...changes,
});
