import { count, group, integer, REQUIRED, text } from './build.ts';

/** Where the document was made, and where wood comes from. DTE_v10.xsd; format-dte.txt, changes of 2022-10 and I. */
export const geoRefEmision = group('GeoRefEmision', [
  text('LatitudEmision', 30, REQUIRED),
  text('LongitudEmision', 30, REQUIRED),
  integer('SistemaReferencia', 1, 9, REQUIRED),
]);

export const manejoMadera = group('ManejoMadera', [
  count('ComunaRolOrigen', 6, REQUIRED),
  count('MnzRolOrigen', 6, REQUIRED),
  count('PrdRolOrigen', 6, REQUIRED),
  text('CodPlanConaf', 40, REQUIRED),
  text('LatitudOrigenMadera', 30, REQUIRED),
  text('LongitudOrigenMadera', 30, REQUIRED),
  integer('SistemareferenciaMadera', 1, 9, REQUIRED),
]);
