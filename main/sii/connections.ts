import type { SecureContext } from 'node:tls';
import { Agent, buildConnector, Client, type Dispatcher, ProxyAgent } from 'undici';
import type { Route } from './proxy.ts';

/** Of undici, the same for every connection; and how one is made. */
export interface ConnectionOptions {
  /** ms, for each of: the socket, the handshake, a proxy's leave. */
  readonly connectMs: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly maxResponseSize: number;
  readonly keepAliveTimeout: number;
  readonly trust: () => SecureContext;
}

type Way = Exclude<Route, { readonly kind: 'unusable' }>;

/** Connections to the SII, straight or through the proxy of the system. Neither follows a redirect nor tries twice. */
export interface Connections {
  /** Kept-alive ones, for whoever asks. */
  shared(way: Way): Dispatcher;
  /** One of its own, to be destroyed afterwards. */
  own(origin: string, way: Way): Dispatcher;
  close(): Promise<void>;
}

export const createConnections = ({ connectMs, trust, ...rest }: ConnectionOptions): Connections => {
  const options = { ...rest, keepAliveMaxTimeout: rest.keepAliveTimeout, pipelining: 1 };
  const secured = () => ({ timeout: connectMs, secureContext: trust() });
  // The context is made when a connection first needs one, which the practice SII's never do.
  const connect: buildConnector.connector = (target, done) =>
    buildConnector(target.protocol === 'https:' ? secured() : { timeout: connectMs })(target, done);

  const through = (uri: string, connections: number): Dispatcher =>
    new ProxyAgent({
      ...options,
      uri,
      connections,
      proxyTunnel: true,
      requestTls: secured(),
      proxyTls: secured(),
      clientFactory: (proxy, given) => new Client(proxy, { ...given, headersTimeout: connectMs }),
    });

  const shared = new Map<string, Dispatcher>();
  const make = (way: Way): Dispatcher =>
    way.kind === 'direct' ? new Agent({ ...options, connect, connections: 4 }) : through(way.uri, 4);
  return {
    shared: (way) => {
      const name = way.kind === 'direct' ? '' : way.uri;
      const dispatcher = shared.get(name) ?? make(way);
      shared.set(name, dispatcher);
      return dispatcher;
    },
    own: (origin, way) =>
      way.kind === 'direct' ? new Client(origin, { ...options, connect }) : through(way.uri, 1),
    close: async () => {
      await Promise.all([...shared.values()].map((each) => each.destroy()));
    },
  };
};
