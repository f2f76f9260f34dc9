import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the handler wants done with a request. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
      readonly delayMs: number;
    }
  /** No answer, and the connection stays. */
  | { readonly kind: 'silence' }
  /** The connection ends without an answer: by FIN, or by RST. */
  | { readonly kind: 'cut'; readonly reset: boolean };

export interface RequestSeen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string;
  readonly body: Buffer;
}

export interface Listener {
  readonly port: number;
  /** Stops listening and cuts every connection; `up` takes the same port again. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** A body larger than any upload that the SII would take. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** While down, another program may be given the port for a moment. */
const UP_ATTEMPTS = 20;
const UP_PAUSE_MS = 100;

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

/** A server of loopback alone: nobody else can reach the practice SII. */
export const listen = async (handle: (request: RequestSeen) => Reply): Promise<Listener> => {
  const sockets = new Set<Socket>();
  let server: Server | null = null;

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    readBody(request)
      .then(
        (body) => {
          const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`);
          const reply = handle({
            method: request.method ?? '',
            path: pathname,
            query: searchParams,
            header: (name) => String(request.headers[name] ?? ''),
            body,
          });
          act(reply, request.socket, response);
        },
        // The client went away, or sent what nobody sends.
        () => request.socket.destroy(),
      )
      .catch(() => {
        // A mistake in the handler: the client must not hang on it.
        if (!response.headersSent) response.writeHead(500).end('Error 500');
      });
  };

  const act = (reply: Reply, socket: Socket, response: ServerResponse): void => {
    if (reply.kind === 'silence') return;
    if (reply.kind === 'cut') {
      if (reply.reset) socket.resetAndDestroy();
      else socket.destroy();
      return;
    }
    const send = (): void => {
      if (socket.destroyed) return;
      response
        .writeHead(reply.status, { ...reply.headers, 'Content-Length': reply.body.length })
        .end(reply.body);
    };
    if (reply.delayMs === 0) send();
    else setTimeout(send, reply.delayMs).unref();
  };

  const start = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const starting = createServer(onRequest);
      starting.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      starting.once('error', reject);
      starting.listen({ port, host: HOST, exclusive: true }, () => {
        starting.off('error', reject);
        server = starting;
        resolve((starting.address() as AddressInfo).port);
      });
    });

  const port = await start(0);

  const down = async (): Promise<void> => {
    const stopping = server;
    server = null;
    if (!stopping) return;
    const closed = new Promise<void>((resolve) => stopping.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  const up = async (): Promise<void> => {
    for (let attempt = 1; server === null; attempt++) {
      try {
        await start(port);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === UP_ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, UP_PAUSE_MS));
      }
    }
  };

  return { port, down, up, close: down };
};
