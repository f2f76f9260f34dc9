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

const isPractice = (url: URL): boolean => url.protocol === 'http:' && url.hostname === '127.0.0.1';

/** Nothing goes in the clear except to this very machine, where the practice SII listens. */
export const isSafe = (url: URL): boolean => url.protocol === 'https:' || isPractice(url);

/**
 * Whether a business of this environment may speak with that address: the practice SII of this machine, or the SII's own hosts,
 * by https at its usual port. Neither a setting nor an answer can add to these.
 */
export const isPinned = (environment: Environment, url: URL): boolean =>
  environment === 'practice'
    ? isPractice(url)
    : Object.values(SII_ENDPOINTS[environment]).includes(url.origin);
