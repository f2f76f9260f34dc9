import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What the proxy does to the bytes between a client and a server, per connection.
 *   latency        every piece waits this long, both ways
 *   slice          the answer is passed on in pieces of `bytes`, one every `everyMs` (slow-loris)
 *   limit          the answer stops after `bytes` and the connection is ended with FIN
 *   reset_after    RST to both sides once `bytes` of the request or of the answer have passed
 *   half_open      the request is passed on, the answer is thrown away, nobody is told anything
 *   accept_silence the connection is accepted, and no byte is ever read or written
 */
export type ProxyFault =
  | { readonly name: 'none' }
  | { readonly name: 'latency'; readonly ms: number }
  | { readonly name: 'slice'; readonly bytes: number; readonly everyMs: number }
  | { readonly name: 'limit'; readonly bytes: number }
  | { readonly name: 'reset_after'; readonly side: 'request' | 'answer'; readonly bytes: number }
  | { readonly name: 'half_open' }
  | { readonly name: 'accept_silence' };

export interface FaultProxy {
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: string;
  /** For connections to come. */
  set(fault: ProxyFault): void;
  /** Connections accepted so far. */
  connections(): number;
  /** Bytes that clients have sent so far. */
  bytesFromClients(): number;
  close(): Promise<void>;
}

/** A TCP proxy on loopback: it knows nothing of HTTP, so it can break any protocol at any byte. */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let fault: ProxyFault = { name: 'none' };
  let connections = 0;
  let fromClients = 0;

  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A reset is what this is about; without a listener it would end the process.
    socket.on('error', () => socket.destroy());
    return socket;
  };

  const server: Server = createServer({ pauseOnConnect: true }, (client) => {
    connections++;
    track(client);
    const now = fault;
    if (now.name === 'accept_silence') return;
    const upstream = track(connect({ host: hostname, port: Number(port) }));
    const resetBoth = (): void => {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };

    let asked = 0;
    client.on('data', (bytes) => {
      fromClients += bytes.length;
      if (now.name === 'reset_after' && now.side === 'request') {
        const rest = now.bytes - asked;
        asked += bytes.length;
        if (bytes.length >= rest) {
          upstream.write(bytes.subarray(0, rest), resetBoth);
          return;
        }
      }
      later(now.name === 'latency' ? now.ms : 0, () => upstream.write(bytes));
    });

    let answered = 0;
    let slices: Promise<void> = Promise.resolve();
    upstream.on('data', (bytes) => {
      const before = answered;
      answered += bytes.length;
      switch (now.name) {
        case 'half_open':
          return;
        case 'limit':
          if (before >= now.bytes) return;
          client.write(bytes.subarray(0, now.bytes - before));
          if (answered >= now.bytes) client.end();
          return;
        case 'reset_after':
          if (now.side === 'answer' && answered >= now.bytes) {
            client.write(bytes.subarray(0, Math.max(now.bytes - before, 0)), () => setTimeout(resetBoth, 20));
            return;
          }
          client.write(bytes);
          return;
        case 'slice':
          for (let at = 0; at < bytes.length; at += now.bytes) {
            const piece = bytes.subarray(at, at + now.bytes);
            slices = slices.then(async () => {
              await new Promise((resolve) => setTimeout(resolve, now.everyMs));
              if (!client.destroyed) client.write(piece);
            });
          }
          return;
        default:
          later(now.name === 'latency' ? now.ms : 0, () => client.write(bytes));
      }
    });
    client.on('end', () => upstream.end());
    upstream.on('end', () => {
      if (now.name !== 'half_open')
        void slices.then(() => later(now.name === 'latency' ? now.ms : 0, () => client.end()));
    });
    client.on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.resume();
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    set: (next) => {
      fault = next;
    },
    connections: () => connections,
    bytesFromClients: () => fromClients,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const later = (ms: number, work: () => void): void => {
  if (ms === 0) work();
  else setTimeout(work, ms);
};
