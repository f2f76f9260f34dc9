import { addressOf } from '../../lib/route.ts';

export const SAFEKEEPING_PAGE = 'proteccion';
export const SAFEKEEPING_ADDRESS = addressOf('respaldos', SAFEKEEPING_PAGE);
