import { type Micro, readMicro } from '../decimal.ts';
import { type Anything, at, isAbsent, listOf, objectOf } from '../values.ts';
import { PESO, percentOf, roundTo, sum } from './money.ts';
import { IVA_PERCENT } from './rates.ts';

export interface Commission {
  readonly net: Micro;
  readonly exempt: Micro;
  readonly iva: Micro;
}

/** One line of Comisiones; its IVA, when not given, is that of its net value (format-dte.txt F 7). */
const commission = (value: Anything): Commission => {
  const line = objectOf(value);
  const read = (name: string): Micro => roundTo(readMicro(at(line, name)) ?? 0n, PESO);
  const net = read('ValComNeto');
  const iva = isAbsent(at(line, 'ValComIVA')) ? percentOf(net, IVA_PERCENT, PESO) : read('ValComIVA');
  return { net, exempt: read('ValComExe'), iva };
};

export interface Commissions {
  readonly lines: readonly Commission[];
  /** Totales/Comisiones; null when there are no lines. */
  readonly total: Commission | null;
}

/** Comisiones, which a factura de compra and its notes take off the total (format-dte.txt A 121 to 124, F). */
export const commissions = (value: Anything): Commissions => {
  const lines = listOf(value).map(commission);
  if (lines.length === 0) return { lines, total: null };
  return {
    lines,
    total: {
      net: sum(lines.map((line) => line.net)),
      exempt: sum(lines.map((line) => line.exempt)),
      iva: sum(lines.map((line) => line.iva)),
    },
  };
};
