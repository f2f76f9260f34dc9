import type { Money } from '../../shared/format/money.ts';

const EXPORTS = /<TipoDTE>11[012]<\/TipoDTE>/;
const PESOS = 'PESO CL';

const value = (text: string, tag: string): string | null =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1] ?? null;

/**
 * The amount of an export document as it was signed, and in pesos where it says them (Totales and OtraMoneda, format-dte.txt A
 * 106 to 138).
 * @param bytes the stored file, Latin-1
 * @returns null for a document in pesos
 */
export const moneyOf = (bytes: Buffer): Money | null => {
  const text = bytes.toString('latin1');
  if (!EXPORTS.test(text)) return null;
  const currency = value(/<Totales>[\s\S]*?<\/Totales>/.exec(text)?.[0] ?? '', 'TpoMoneda');
  if (currency === null || currency === PESOS) return null;
  const other = /<OtraMoneda>[\s\S]*?<\/OtraMoneda>/.exec(text)?.[0] ?? '';
  const inPesos = value(other, 'TpoMoneda') === PESOS ? value(other, 'MntTotOtrMnda') : null;
  return {
    currency,
    total: Number(value(text, 'MntTotal') ?? 0),
    pesos: inPesos === null ? null : Math.round(Number(inPesos)),
  };
};
