import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy of an office: opens the way by CONNECT, or answers with a status of its own. */
export interface WebProxy {
  /** As the system names it: `PROXY host:port`. */
  readonly answer: string;
  /** What was asked for: `host:port`. */
  readonly asked: readonly string[];
  readonly headers: readonly string[];
  /** Null: lets everything through. */
  refuseWith(status: number | null): void;
  close(): Promise<void>;
}

export const startWebProxy = async (): Promise<WebProxy> => {
  const asked: string[] = [];
  const headers: string[] = [];
  const sockets = new Set<Socket>();
  let refusal: number | null = null;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', track);
  server.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '');
    headers.push(...request.rawHeaders);
    if (refusal !== null) {
      client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const port = Number((request.url ?? '').split(':')[1]);
    const upstream = connect({ host: '127.0.0.1', port }, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    track(upstream);
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    answer: `PROXY 127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers,
    refuseWith: (status) => {
      refusal = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
