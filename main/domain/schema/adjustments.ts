import { code, count, group, integer, REQUIRED, text } from './build.ts';
import type { Element } from './element.ts';
import { dec14_4, dec16_2, monto, percent } from './leaves.ts';

/**
 * What stands between the lines and the references: SubTotInfo (informative subtotals) and DscRcgGlobal (discounts and
 * recharges over the whole), and Comisiones at the end. format-dte.txt C, D and F; format-boletas.txt C and D.
 */
const subTotValues: readonly Element[] = [
  dec16_2('SubTotNetoSTI'),
  dec16_2('SubTotIVASTI'),
  dec16_2('SubTotAdicSTI'),
  dec16_2('SubTotExeSTI'),
  dec16_2('ValSubtotSTI'),
];

export const subTotInfo = group(
  'SubTotInfo',
  [
    integer('NroSTI', 1, 99, REQUIRED),
    text('GlosaSTI', 40, REQUIRED),
    integer('OrdenSTI', 1, 99),
    ...subTotValues,
    integer('LineasDeta', 1, 99, { max: 60 }),
  ],
  { max: 20 },
);

export const subTotInfoBoleta = group(
  'SubTotInfo',
  [
    integer('NroSTI', 1, 20, REQUIRED),
    text('GlosaSTI', 80),
    integer('OrdenSTI', 1, 99),
    ...subTotValues,
    integer('LineasDeta', 1, 1000, { max: 1000 }),
  ],
  { max: 20 },
);

export const dscRcgGlobal = group(
  'DscRcgGlobal',
  [
    count('NroLinDR', 2, REQUIRED),
    code('TpoMov', ['D', 'R'], REQUIRED),
    text('GlosaDR', 45),
    code('TpoValor', ['%', '$'], REQUIRED),
    dec16_2('ValorDR', REQUIRED),
    dec14_4('ValorDROtrMnda'),
    code('IndExeDR', [1, 2]),
  ],
  { max: 20 },
);

export const dscRcgGlobalBoleta = group(
  'DscRcgGlobal',
  [
    integer('NroLinDR', 1, 20, REQUIRED),
    code('TpoMov', ['D', 'R'], REQUIRED),
    text('GlosaDR', 45),
    code('TpoValor', ['%', '$'], REQUIRED),
    dec16_2('ValorDR', REQUIRED),
    code('IndExeDR', [1, 2]),
  ],
  { max: 20 },
);

export const comisiones = group(
  'Comisiones',
  [
    integer('NroLinCom', 1, 20, REQUIRED),
    code('TipoMovim', ['C', 'O'], REQUIRED),
    text('Glosa', 60, REQUIRED),
    percent('TasaComision', 100),
    monto('ValComNeto', REQUIRED),
    monto('ValComExe', REQUIRED),
    monto('ValComIVA'),
  ],
  { max: 20, allowed: [46, 56, 61] },
);
