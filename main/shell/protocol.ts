import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { PRINT_DATA } from '../../shared/print/place.ts';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://resguardo`;

/** Nothing else is ever served, whatever lies in the folder. */
const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** index.html carries this word where the nonce of the page load goes. */
const NONCE_MARK = '__CSP_NONCE__';

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const headers = (type: string, nonce: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policy(nonce),
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
});

const notFound = (): Response => new Response('', { status: 404 });

/** Must run before the application is ready. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);

/**
 * Serves the built renderer from one folder under `app://resguardo/`.
 * @param root absolute path of the built renderer; nothing outside of it is reachable
 * @param takeData what lies ready for the print page under a token, once
 */
export const serveRenderer = (root: string, takeData: (token: string) => string | null): void =>
  protocol.handle(APP_SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'resguardo' || request.method !== 'GET') return notFound();
    if (url.pathname.startsWith(PRINT_DATA)) {
      const json = takeData(url.pathname.slice(PRINT_DATA.length));
      return json === null ? notFound() : new Response(json, { headers: headers('application/json', '') });
    }
    const path = url.pathname === '/' ? '/index.html' : decodeURIComponent(url.pathname);
    const file = normalize(join(root, path));
    const type = MIME[extname(file)];
    if (!file.startsWith(root + sep) || type === undefined) return notFound();
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) return notFound();
    const nonce = randomBytes(16).toString('base64');
    const body = type.startsWith('text/html')
      ? bytes.toString('utf8').replaceAll(NONCE_MARK, nonce)
      : new Uint8Array(bytes);
    return new Response(body, { headers: headers(type, nonce) });
  });
