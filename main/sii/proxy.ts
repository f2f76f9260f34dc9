/** How a connection leaves this computer. `unusable`: the system names nothing but kinds of proxy that we do not speak. */
export type Route =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly uri: string }
  | { readonly kind: 'unusable' };

/**
 * What the system says of the way to an address, as browsers ask it: `DIRECT`, `PROXY host:port`, `HTTPS host:port`, several
 * with `;` between them in order of preference. It never holds a user or a password.
 */
export type ResolveProxy = (url: string) => Promise<string>;

/** ms. A script that the network offers may be slow to come; without an answer the direct way is tried. */
const PATIENCE_MS = 5_000;

const DIRECT: Route = { kind: 'direct' };
const HOST_AND_PORT = /^(?:[a-z\d.-]+|\[[\da-f:]+\]):\d{1,5}$/i;
const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' };

/** @param answer of ResolveProxy. Anything with a user in it, or that is no address, is passed over. */
export const readRoute = (answer: string): Route => {
  const entries = answer.split(';').flatMap((entry) => entry.trim() || []);
  for (const entry of entries) {
    const [kind = '', place = ''] = entry.split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return DIRECT;
    const scheme = SCHEMES[kind.toUpperCase()];
    if (scheme && HOST_AND_PORT.test(place)) return { kind: 'proxy', uri: `${scheme}://${place}` };
  }
  return entries.length === 0 ? DIRECT : { kind: 'unusable' };
};

/** The way to an address. Loopback is never asked about: the practice SII is inside of this program. */
export const routeTo = async (url: URL, resolve: ResolveProxy | null): Promise<Route> => {
  if (resolve === null || url.hostname === '127.0.0.1') return DIRECT;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => done(''), PATIENCE_MS);
  });
  try {
    return readRoute(await Promise.race([resolve(url.origin), late]));
  } catch {
    return DIRECT;
  } finally {
    clearTimeout(timer);
  }
};
