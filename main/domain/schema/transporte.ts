import { count, group, integer, REQUIRED, rut, text } from './build.ts';
import { dec14_4, dec16_2, MAX_AMOUNT, weight } from './leaves.ts';

/** Transporte and its Aduana: who carries the goods, and customs data of exports. The same in both DTE tables. */
const aduana = group('Aduana', [
  count('CodModVenta', 2),
  count('CodClauVenta', 2),
  dec16_2('TotClauVenta'),
  count('CodViaTransp', 2),
  text('NombreTransp', 40),
  rut('RUTCiaTransp'),
  text('NomCiaTransp', 40),
  text('IdAdicTransp', 20),
  text('Booking', 20),
  text('Operador', 20),
  count('CodPtoEmbarque', 4),
  text('IdAdicPtoEmb', 20),
  count('CodPtoDesemb', 4),
  text('IdAdicPtoDesemb', 20),
  count('Tara', 7),
  count('CodUnidMedTara', 2),
  weight('PesoBruto'),
  count('CodUnidPesoBruto', 2),
  weight('PesoNeto'),
  count('CodUnidPesoNeto', 2),
  integer('TotItems', 1, MAX_AMOUNT),
  integer('TotBultos', 1, MAX_AMOUNT),
  group(
    'TipoBultos',
    [
      count('CodTpoBultos', 3),
      count('CantBultos', 10),
      text('Marcas', 255),
      text('IdContainer', 25),
      text('Sello', 20),
      text('EmisorSello', 70),
    ],
    { max: 10 },
  ),
  dec14_4('MntFlete'),
  dec14_4('MntSeguro'),
  count('CodPaisRecep', 3),
  count('CodPaisDestin', 3),
]);

export const transporte = group('Transporte', [
  text('Patente', 8),
  rut('RUTTrans'),
  group('Chofer', [rut('RUTChofer', REQUIRED), text('NombreChofer', 30, REQUIRED)]),
  text('DirDest', 70),
  text('CmnaDest', 20),
  text('CiudadDest', 20),
  aduana,
]);
