import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import forge from 'node-forge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeThrowawayCertificate } from '../../../main/dte/practice-identity.ts';
import { createSiiHttp, type HttpRequest, MAX_RESPONSE_BYTES, type SiiHttp } from '../../../main/sii/http.ts';
import { exchangeOf, RAW_LIMIT_BYTES } from '../../../main/sii/raw.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';

/** What the client says of every way in which a connection can end, over real sockets. */
describe('transport', () => {
  let http: SiiHttp;
  const closers: (() => Promise<void> | void)[] = [];

  beforeEach(() => {
    http = createSiiHttp({ connect: 400, headers: 400, body: 400, total: 1_200 });
  });
  afterEach(async () => {
    await http.close();
    for (const close of closers.splice(0)) await close();
  });

  const listen = async (server: Server): Promise<number> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  };
  const raw = (answer: (socket: Socket, asked: string) => void): Promise<string> =>
    listen(
      createServer((socket) => socket.on('data', (bytes) => answer(socket, bytes.toString('latin1')))),
    ).then((port) => `http://127.0.0.1:${port}`);
  const proxied = async (): Promise<FaultProxy> => {
    const server = createHttpServer((request, response) => {
      request.resume().on('end', () => response.end('<ok>0123456789</ok>'));
    });
    const proxy = await startFaultProxy(`http://127.0.0.1:${await listen(server)}`);
    closers.push(proxy.close);
    return proxy;
  };
  const ask = (base: string, change: Partial<HttpRequest> = {}, signal?: AbortSignal) =>
    http.post(
      { base, path: '/x', headers: {}, body: Buffer.from('hello'), ownConnection: true, ...change },
      signal,
    );

  const transport = (began: boolean, cause: string, detail?: string) => ({
    reply: null,
    silence: { kind: 'transport', began, cause, detail: detail ?? expect.any(String) },
  });

  describe('nothing began', () => {
    it('connection refused', async () => {
      const port = await listen(createServer());
      await closers.pop()?.();
      expect(await ask(`http://127.0.0.1:${port}`)).toMatchObject(
        transport(false, 'connection', 'ECONNREFUSED'),
      );
    });

    it('name that nobody can have: fails without asking any network', async () => {
      const { silence } = await ask(`https://${'a'.repeat(64)}.invalid`);
      expect(silence).toMatchObject({ kind: 'transport', began: false });
    });

    it('TLS: certificate of nobody known', async () => {
      const { certificate, key } = tlsIdentity();
      const port = await listen(createTlsServer({ cert: certificate, key }));
      expect(await ask(`https://127.0.0.1:${port}`)).toMatchObject(transport(false, 'tls'));
    });

    it('TLS: older than 1.2', async () => {
      const { certificate, key } = tlsIdentity();
      const server = createTlsServer({
        cert: certificate,
        key,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      });
      const port = await listen(server);
      expect(await ask(`https://127.0.0.1:${port}`)).toMatchObject(transport(false, 'tls'));
    });

    it('TLS asked of a server that speaks plain HTTP', async () => {
      const port = await listen(createHttpServer() as unknown as Server);
      const { silence } = await ask(`https://127.0.0.1:${port}`);
      expect(silence).toMatchObject({ kind: 'transport', began: false });
    });

    it('TLS: accepted and then silence, connect timeout', async () => {
      const port = await listen(createServer());
      expect(await ask(`https://127.0.0.1:${port}`)).toMatchObject(
        transport(false, 'timeout', 'UND_ERR_CONNECT_TIMEOUT'),
      );
    });

    it('given up before the start', async () => {
      const base = await raw((socket) => socket.end());
      expect(await ask(base, {}, AbortSignal.abort())).toMatchObject(transport(false, 'timeout', 'aborted'));
    });

    it('given up while connecting: not one byte of the request goes out afterwards', async () => {
      const seen: string[] = [];
      const server = createServer((socket) =>
        socket.on('data', (bytes) => seen.push(bytes.toString('latin1'))),
      );
      const port = await listen(server);
      const controller = new AbortController();
      const asked = ask(`https://127.0.0.1:${port}`, { ownConnection: false }, controller.signal);
      setTimeout(() => controller.abort(), 50);
      expect(await asked).toMatchObject(transport(false, 'timeout', 'aborted'));
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(seen.join('')).not.toContain('hello');
    });
  });

  describe('began', () => {
    it('reset at the first byte', async () => {
      const base = await raw((socket) => socket.resetAndDestroy());
      expect(await ask(base)).toMatchObject(transport(true, 'connection', 'ECONNRESET'));
    });

    it('closed without an answer', async () => {
      const base = await raw((socket) => socket.end());
      expect(await ask(base)).toMatchObject(transport(true, 'connection', 'UND_ERR_SOCKET'));
    });

    it('reset within a large request', async () => {
      const proxy = await proxied();
      proxy.set({ name: 'reset_after', side: 'request', bytes: 100_000 });
      expect(await ask(proxy.baseUrl, { body: Buffer.alloc(2_000_000) })).toMatchObject(
        transport(true, 'connection'),
      );
    });

    it('accepted and then silence', async () => {
      const proxy = await proxied();
      proxy.set({ name: 'accept_silence' });
      expect(await ask(proxy.baseUrl)).toMatchObject(transport(true, 'timeout', 'UND_ERR_HEADERS_TIMEOUT'));
    });

    it('half-open: the server has it, the answer never comes', async () => {
      const proxy = await proxied();
      proxy.set({ name: 'half_open' });
      expect(await ask(proxy.baseUrl)).toMatchObject(transport(true, 'timeout'));
      expect(proxy.bytesFromClients()).toBeGreaterThan(0);
    });

    it('slow-loris: one byte now and then, cut at the total', async () => {
      const proxy = await proxied();
      proxy.set({ name: 'slice', bytes: 1, everyMs: 100 });
      const from = performance.now();
      expect(await ask(proxy.baseUrl)).toMatchObject({
        silence: { kind: 'transport', began: true, cause: 'timeout' },
      });
      expect(performance.now() - from).toBeLessThan(1_800);
    });

    it('reset within the answer: what came is kept', async () => {
      const base = await raw((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<RECEPCIONDTE>');
        setTimeout(() => socket.resetAndDestroy(), 50);
      });
      const result = await ask(base);
      expect(result).toMatchObject({ ...transport(true, 'connection'), httpStatus: 200 });
      expect(result.received?.toString()).toBe('<RECEPCIONDTE>');
    });

    it('closed within the answer', async () => {
      const proxy = await proxied();
      proxy.set({ name: 'limit', bytes: 40 });
      expect(await ask(proxy.baseUrl)).toMatchObject({ silence: { kind: 'transport', began: true } });
    });

    it('stalled within the answer: body timeout', async () => {
      const base = await raw((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<a>'));
      expect(await ask(base)).toMatchObject(transport(true, 'timeout', 'UND_ERR_BODY_TIMEOUT'));
    });

    it('given up under way', async () => {
      const base = await raw(() => undefined);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      expect(await ask(base, {}, controller.signal)).toMatchObject(transport(true, 'timeout', 'aborted'));
    });

    it('kept-alive connection that the server resets at the next request', async () => {
      let requests = 0;
      const base = await raw((socket) => {
        requests++;
        if (requests === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        else socket.resetAndDestroy();
      });
      expect((await ask(base, { ownConnection: false })).reply?.body.toString()).toBe('ok');
      expect(await ask(base, { ownConnection: false })).toMatchObject(transport(true, 'connection'));
      expect(requests).toBe(2);
    });
  });

  describe('connections', () => {
    it('kept-alive connection that the server has closed meanwhile: a new one, answered', async () => {
      let connections = 0;
      const port = await listen(
        createServer((socket) => {
          connections++;
          socket.on('data', () => {
            socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
            setTimeout(() => socket.end(), 30);
          });
        }),
      );
      const base = `http://127.0.0.1:${port}`;
      expect((await ask(base, { ownConnection: false })).reply).not.toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await ask(base, { ownConnection: false })).reply).not.toBeNull();
      expect(connections).toBe(2);
    });

    it('uploads: each on a connection of its own', async () => {
      const proxy = await proxied();
      await ask(proxy.baseUrl);
      await ask(proxy.baseUrl);
      expect(proxy.connections()).toBe(2);
    });

    it('latency within the patience: answered', async () => {
      const proxy = await proxied();
      proxy.set({ name: 'latency', ms: 50 });
      const result = await ask(proxy.baseUrl);
      expect(result.reply?.body.toString()).toBe('<ok>0123456789</ok>');
      expect(result.durationMs).toBeGreaterThanOrEqual(95);
    });
  });

  describe('answers', () => {
    it('50 MB body: cut at 5 MB, kept to 64 KiB', async () => {
      let sent = 0;
      const server = createHttpServer((_request, response) => {
        const piece = Buffer.alloc(1024 * 1024, 97);
        const more = (): void => {
          if (sent >= 50 || response.destroyed) return;
          sent++;
          response.write(piece, more);
        };
        more();
      });
      const port = await listen(server as unknown as Server);
      const result = await ask(`http://127.0.0.1:${port}`);
      expect(result.silence).toEqual({ kind: 'unreadable', what: 'too_large' });
      expect(result.received?.length ?? 0).toBeLessThanOrEqual(MAX_RESPONSE_BYTES);
      expect(exchangeOf(result, null).raw?.length).toBe(RAW_LIMIT_BYTES);
      expect(sent).toBeLessThan(50);
    });

    it('Content-Length of 50 MB: refused at once', async () => {
      const base = await raw((socket) =>
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n<a>'),
      );
      expect((await ask(base)).silence).toEqual({ kind: 'unreadable', what: 'too_large' });
    });

    it('redirect to another host: told, not followed', async () => {
      let visits = 0;
      const other = await raw((socket) => {
        visits++;
        socket.end();
      });
      const base = await raw((socket) =>
        socket.end(`HTTP/1.1 302 Found\r\nLocation: ${other}/x\r\nContent-Length: 0\r\n\r\n`),
      );
      expect((await ask(base)).reply).toMatchObject({ httpStatus: 302 });
      expect(visits).toBe(0);
    });

    it('no HTTP at all: unreadable', async () => {
      const base = await raw((socket) => socket.end('220 smtp ready\r\n'));
      expect((await ask(base)).silence).toEqual({ kind: 'unreadable', what: 'other' });
    });

    it('answer before the request was read: taken', async () => {
      const base = await raw((socket) =>
        socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
      );
      const { reply, silence } = await ask(base, { body: Buffer.alloc(4_000_000) });
      // The rest of the request may meet a reset; both are told as begun.
      expect(reply?.httpStatus ?? (silence?.kind === 'transport' && silence.began)).toSatisfy(
        (v) => v === 413 || v === true,
      );
    });
  });
});

/** A certificate and key in PEM, of nobody known. */
const tlsIdentity = (): { readonly certificate: string; readonly key: string } => {
  const { certificate } = makeThrowawayCertificate({ rut: '45999999-7', name: 'Nadie', now: Date.now() });
  const pem = forge.pki.certificateToPem(
    forge.pki.certificateFromAsn1(forge.asn1.fromDer(certificate.der.toString('latin1'))),
  );
  return { certificate: pem, key: certificate.key.export({ type: 'pkcs8', format: 'pem' }).toString() };
};
