import { print } from '../../shared/texts/print.ts';
import { additionalTax } from '../domain/totals/rates.ts';

/** Whether a code of ImptoReten takes away from the total: IVA that the buyer keeps back. */
export const keepsBack = (code: string): boolean => additionalTax(Number(code))?.effect === 'retains';

/** An additional tax or a retention by its name. */
export const taxName = (code: string): string => print.taxes[Number(code)] ?? print.unknownTax(code);
