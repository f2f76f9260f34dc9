import type { Environment } from '../../shared/domain/states.ts';
import type { SiiEndpoints } from './types.ts';

/**
 * The SII's hosts, PROTOCOL.md 1. Boletas are uploaded to a host of their own: their API host answers an upload
 * with a dead gateway's "Acceso Denegado".
 */
export const SII_ENDPOINTS: Readonly<Record<Exclude<Environment, 'practice'>, SiiEndpoints>> = {
  certification: {
    factura: 'https://maullin.sii.cl',
    boletaApi: 'https://apicert.sii.cl',
    boletaUpload: 'https://pangal.sii.cl',
  },
  production: {
    factura: 'https://palena.sii.cl',
    boletaApi: 'https://api.sii.cl',
    boletaUpload: 'https://rahue.sii.cl',
  },
};

/**
 * Refuses to send anything in the clear except to this very machine, where the practice SII listens.
 * @throws Error for a base address that is neither https nor http on 127.0.0.1: a mistake of the program
 */
export const assertSafeBase = (base: string): URL => {
  const url = new URL(base);
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && url.hostname === '127.0.0.1') return url;
  throw new Error('SII addresses must be https');
};
