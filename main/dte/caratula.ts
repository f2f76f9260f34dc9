import { group, integer, REQUIRED, rut, text, timestamp } from '../domain/schema/build.ts';
import type { Element } from '../domain/schema/element.ts';
import type { Caratula, SignedDte } from './types.ts';
import { writeElement } from './writer.ts';

/** Caratula of EnvioDTE_v10.xsd and EnvioBOLETA_v11.xsd. It is TpoDTE in there, not TipoDTE (PROTOCOL.md 7.4). */
const caratulaSchema = (maxTypes: number): Element => ({
  ...group(
    'Caratula',
    [
      rut('RutEmisor', REQUIRED),
      rut('RutEnvia', REQUIRED),
      rut('RutReceptor', REQUIRED),
      text('FchResol', 10, REQUIRED),
      integer('NroResol', 0, 999_999, REQUIRED),
      timestamp('TmstFirmaEnv', REQUIRED),
      group('SubTotDTE', [integer('TpoDTE', 1, 999, REQUIRED), integer('NroDTE', 1, 2000, REQUIRED)], {
        ...REQUIRED,
        max: maxTypes,
      }),
    ],
    REQUIRED,
  ),
  attributes: { version: '1.0' },
});

/**
 * @param maxTypes how many types the envelope's schema lets one envelope have
 * @returns the element, one line each, LF at the end
 */
export const writeCaratula = (caratula: Caratula, dtes: readonly SignedDte[], maxTypes: number): string =>
  writeElement(caratulaSchema(maxTypes), {
    RutEmisor: caratula.rutEmisor,
    RutEnvia: caratula.rutEnvia,
    RutReceptor: caratula.rutReceptor,
    FchResol: caratula.fchResol,
    NroResol: caratula.nroResol,
    TmstFirmaEnv: caratula.signedAt,
    SubTotDTE: countByType(dtes).map(([type, count]) => ({ TpoDTE: type, NroDTE: count })),
  });

/** In the order in which the types come first. */
const countByType = (dtes: readonly SignedDte[]): readonly (readonly [number, number])[] => {
  const counts = new Map<number, number>();
  for (const { type } of dtes) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts];
};
