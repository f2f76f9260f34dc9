import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemory } from '../../../main/setup/memory.ts';
import type { Draft } from '../../../shared/domain/draft.ts';
import { draft } from '../../support/issuing.ts';
import { openPracticeWorld, type PracticeWorld } from '../../support/practice-world.ts';

let world: PracticeWorld;
beforeEach(async () => {
  world = await openPracticeWorld({ types: [33, 39] });
});
afterEach(() => world.close());

const memory = () => {
  const [company] = world.temp.store.companies.all();
  if (!company) throw new Error('no company');
  return createMemory(world.temp.store, { company: () => company });
};
const boleta = (item: string, price: number): Draft => ({
  Encabezado: { IdDoc: { TipoDTE: 39, IndServicio: 3 } },
  Detalle: [{ NmbItem: item, QtyItem: 1, PrcItem: price }],
});

test('many documents to one / asked by name or RUT / once, as the last one has it; a boleta of nobody is nobody', () => {
  for (const item of ['Uno', 'Dos', 'Tres']) world.office.issuing.issue(draft({ item }), 'Ana');
  world.office.issuing.issue(boleta('Café', 1_190), 'Ana');
  const [document] = world.temp.store.documents.recent(1, 4).filter(({ document: { type } }) => type === 33);
  const name = document?.document.receptorName ?? '';
  const rut = document?.document.receptorRut ?? '';
  for (const typed of [name.slice(0, 5), name.toUpperCase(), rut, rut.replace('-', '')])
    expect(
      memory()
        .receptors(typed)
        .map((each) => each.rut),
    ).toEqual([rut]);
  expect(memory().receptors('sin receptor')).toEqual([]);
  expect(memory().receptors('zzz')).toEqual([]);
});

test('items of facturas and boletas / asked / each name once with its last price, and whether it has IVA', () => {
  world.office.issuing.issue(boleta('Café molido', 1_190), 'Ana');
  world.office.issuing.issue(boleta('CAFÉ MOLIDO', 1_290), 'Ana');
  world.office.issuing.issue(draft({ item: 'Molinillo de café' }), 'Ana');
  expect(
    memory()
      .items('cafe')
      .map(({ name, gross }) => [name, gross]),
  ).toEqual([
    ['Molinillo de café', false],
    ['CAFÉ MOLIDO', true],
  ]);
  expect(memory().items('molido')).toMatchObject([{ price: 1_290 }]);
  expect(memory().items('  ')).toEqual([]);
});
