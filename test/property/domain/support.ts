import fc from 'fast-check';
import type { EmisorData, PrepareContext } from '../../../main/domain/draft/types.ts';
import type { Draft, DraftObject, DraftValue } from '../../../shared/domain/draft.ts';

/** Every run tries the same cases; set another seed here to look elsewhere. */
export const SEED = 20_260_705;
export const RUNS = { seed: SEED, numRuns: 300 } as const;

const COMPANY: EmisorData = {
  rut: '76000001-9',
  name: 'Ferretería El Roble SpA',
  giro: 'Ferretería',
  acteco: [475201],
  address: 'Av. Matta 1234',
  comuna: 'Santiago',
};

export const CONTEXT: PrepareContext = { folio: 60, today: '2026-07-05', emisor: COMPANY };

/** A number with up to `digits` decimals, as text, so that the case is exact. */
export const decimalText = (max: number, digits: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: max * 10 ** digits }).map((units) => {
    const text = String(units).padStart(digits + 1, '0');
    return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  });

const discount = fc.oneof(
  fc.constant<DraftObject>({}),
  decimalText(100, 2).map((DescuentoPct): DraftObject => ({ DescuentoPct })),
  decimalText(100, 2).map((RecargoPct): DraftObject => ({ RecargoPct })),
);

/** A line that makes sense: up to a thousand things of up to a million pesos. */
export const line = (indExe: fc.Arbitrary<DraftObject>): fc.Arbitrary<DraftObject> =>
  fc
    .record({ QtyItem: decimalText(1000, 3), PrcItem: decimalText(1_000_000, 2), discount, indExe })
    .map(({ discount: change, indExe: mark, ...amounts }) => ({
      NmbItem: 'Martillo',
      ...amounts,
      ...change,
      ...mark,
    }));

export const anyMark = fc.constantFrom<DraftObject>({}, {}, { IndExe: 1 }, { IndExe: 2 }, { IndExe: 6 });
export const billedMark = fc.constantFrom<DraftObject>({}, {}, { IndExe: 1 });

export const percentGlobal: fc.Arbitrary<DraftObject> = fc
  .record({
    TpoMov: fc.constantFrom('D', 'R'),
    ValorDR: decimalText(100, 2),
    mark: fc.constantFrom<DraftObject>({}, { IndExeDR: 1 }),
  })
  .map(({ mark, ...global }) => ({ ...global, TpoValor: '%', ...mark }));

const RECEPTOR: DraftObject = {
  RUTRecep: '60803000-K',
  RznSocRecep: 'Servicio de Impuestos Internos',
  GiroRecep: 'Gobierno',
  DirRecep: 'Teatinos 120',
  CmnaRecep: 'Santiago',
};

export const draftOf = (
  type: number,
  lines: readonly DraftObject[],
  globals: readonly DraftObject[] = [],
): Draft => ({
  Encabezado: {
    IdDoc: { TipoDTE: type, ...(type === 52 ? { IndTraslado: 1 } : {}) },
    ...(type === 39 ? {} : { Receptor: RECEPTOR }),
  },
  Detalle: lines,
  ...(globals.length === 0 ? {} : { DscRcgGlobal: globals }),
});

/** Places inside a draft, as lists of keys. */
export const placesOf = (
  value: DraftValue | undefined,
  here: readonly string[] = [],
): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [here, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...here, key]))]
    : [here];

/** The same draft with something else at one place. */
export const changed = (
  value: DraftValue | undefined,
  place: readonly string[],
  other: DraftValue,
): DraftValue => {
  const [key, ...rest] = place;
  if (key === undefined || typeof value !== 'object' || value === null) return other;
  if (Array.isArray(value)) {
    return (value as readonly DraftValue[]).map((item, index) =>
      String(index) === key ? changed(item, rest, other) : item,
    );
  }
  return { ...value, [key]: changed((value as DraftObject)[key], rest, other) };
};
