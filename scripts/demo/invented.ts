import { formatRut, rutVerifier } from '../../shared/domain/rut.ts';
import { documentTypes } from '../../shared/texts/states.ts';
import type { TypedDocument, TypedReceptor } from '../../test/support/page/issue-form.ts';

/** RUTs between those of people and those of companies, where nobody has one. */
const rut = (body: string): string => formatRut(`${body}-${rutVerifier(body)}`);

const almacen: TypedReceptor = {
  rut: rut('45120300'),
  name: 'Almacén Doña Ñusta Ltda.',
  giro: 'Venta al por menor de alimentos',
  address: 'Av. Los Lúcumos 214',
  comuna: 'Ñuñoa',
};
const constructora: TypedReceptor = {
  rut: rut('45340711'),
  name: 'Construcciones Piedra & Camino SpA',
  giro: 'Obras menores en construcción',
  address: 'Camino Viejo 1090, Bodega 4',
  comuna: 'Peñalolén',
};
const restoran: TypedReceptor = {
  rut: rut('45611908'),
  name: 'Restorán El Buen Diente E.I.R.L.',
  giro: 'Restoranes y cafés',
  address: 'Pasaje Comilón 77',
  comuna: 'Valparaíso',
};

/** What the invented shop sells in the demo. Prices are net, as in a factura. */
export const DOCUMENTS = {
  simple: {
    receptor: almacen,
    lines: [{ name: 'Caja de té de boldo, 20 bolsitas', qty: '24', price: '1190' }],
  },
  severalLines: {
    receptor: constructora,
    lines: [
      { name: 'Saco de cemento 25 kg', qty: '40', price: '3990', discount: '10' },
      { name: 'Pala punta de huevo', qty: '3', price: '8490' },
      { name: 'Despacho a la obra', qty: '1', price: '25000' },
    ],
  },
  guia: {
    typeName: documentTypes[52],
    receptor: restoran,
    lines: [{ name: 'Mesa plegable', qty: '6', price: '32900' }],
  },
  duringOutage1: {
    receptor: restoran,
    lines: [{ name: 'Juego de copas, 12 piezas', qty: '5', price: '14990' }],
  },
  duringOutage2: { receptor: almacen, lines: [{ name: 'Malla de papas 20 kg', qty: '10', price: '9800' }] },
  lostAnswer: {
    receptor: constructora,
    lines: [{ name: 'Arriendo de betonera, un día', qty: '2', price: '18000' }],
  },
  refused: { receptor: almacen, lines: [{ name: 'Azúcar, saco de 50 kg', qty: '4', price: '41500' }] },
  givenUp: { receptor: restoran, lines: [{ name: 'Cafetera de 12 tazas', qty: '1', price: '79990' }] },
} as const satisfies Record<string, TypedDocument>;
