import type {
  Answered,
  DocumentAnswer,
  ProbeAnswer,
  SiiGateway,
  TrackAnswer,
  UploadAnswer,
} from '../../main/sii/types.ts';
import { sha256Hex } from '../../main/store/hash.ts';

/**
 * What happens to an upload. The first group never arrives, the second may have: of `lost` the SII has all and says nothing that
 * can be read, of `reset` and `timeout` nothing.
 */
export type UploadFate =
  | 'ok'
  | 'no_connection'
  | 'auth_down'
  | 'certificate_refused'
  | 'lost'
  | 'timeout'
  | 'reset'
  | 'html'
  | 'empty'
  | 'http_503'
  | 'hang'
  | { readonly status: number };

export type AskFate = 'ok' | 'timeout' | 'no_connection' | 'html' | { readonly estado: string };

const transport = (began: boolean, cause: 'timeout' | 'connection') =>
  ({ kind: 'transport', began, cause, detail: 'fake' }) as const;

/**
 * An SII in memory: it remembers what it took, as the real one does, and has the fate that the test wrote down for each call (`ok`
 * when none is left).
 */
export interface FakeSii extends SiiGateway {
  readonly uploadFates: UploadFate[];
  readonly askFates: AskFate[];
  readonly trackAnswers: TrackAnswer[];
  /** One for each probe: whether anybody is there. `true` when none is left. */
  readonly probes: boolean[];
  /** How often it was probed. */
  probed(): number;
  /** Every call that reached it, in order. */
  readonly calls: readonly {
    readonly what: 'upload' | 'ask' | 'track';
    /** Of the first document of an upload. */
    readonly key: string;
    readonly keys: readonly string[];
    readonly sha256: string;
  }[];
  /** How often a document was taken with effect: never more than once if all is well. */
  taken(key: string): number;
  uploadsOf(key: string): readonly string[];
  /** What hangs goes on, with an answer. */
  letGo(): void;
}

/** `F60T33` of each document. */
const keysOf = (envelope: Buffer): readonly string[] =>
  [...envelope.toString('latin1').matchAll(/ID="(F\d+T\d+)"/g)].flatMap(([, key]) => key ?? []);

export const createFakeSii = (): FakeSii => {
  const uploadFates: UploadFate[] = [];
  const askFates: AskFate[] = [];
  const trackAnswers: TrackAnswer[] = [];
  const probes: boolean[] = [];
  let probed = 0;
  const calls: { what: 'upload' | 'ask' | 'track'; key: string; keys: readonly string[]; sha256: string }[] =
    [];
  const envelopes = new Set<string>();
  const contents = new Map<string, readonly string[]>();
  const taken = new Map<string, number>();
  let hanging: (() => void)[] = [];
  let lastTrackId = 1000;

  const answered = <A>(answer: A, httpStatus: number | null = 200): Answered<A> => ({
    answer,
    exchange: {
      httpStatus,
      raw: Buffer.from(JSON.stringify(answer)),
      durationMs: 12.5,
      request: 'POST fake',
    },
  });

  /** As the SII does: the first time it is taken, after that it is a repetition. */
  const take = (sha256: string, keys: readonly string[]): UploadAnswer => {
    if (envelopes.has(sha256)) return { kind: 'status', status: 99, details: [] };
    envelopes.add(sha256);
    // Another envelope is taken whatever is in it: that is how a document would come to be sent twice.
    for (const key of keys) taken.set(key, (taken.get(key) ?? 0) + 1);
    lastTrackId += 1;
    contents.set(String(lastTrackId), keys);
    return { kind: 'received', trackId: String(lastTrackId) };
  };

  const meet = async (
    fate: UploadFate,
    sha256: string,
    keys: readonly string[],
  ): Promise<Answered<UploadAnswer>> => {
    if (typeof fate === 'object') return answered({ kind: 'status', status: fate.status, details: [] });
    switch (fate) {
      case 'ok':
        return answered(take(sha256, keys));
      case 'no_connection':
        return answered(transport(false, 'connection'), null);
      case 'auth_down':
        return answered({
          kind: 'auth',
          step: 'seed',
          failure: { kind: 'http', httpStatus: 503, retryAfterMs: null },
        });
      case 'certificate_refused':
        return answered({
          kind: 'auth',
          step: 'token',
          failure: { kind: 'estado', estado: '10', glosa: 'ERROR' },
        });
      case 'lost':
        take(sha256, keys);
        return answered(transport(true, 'connection'), null);
      case 'timeout':
        return answered(transport(true, 'timeout'), null);
      case 'reset':
        return answered(transport(true, 'connection'), null);
      case 'html':
        return answered({ kind: 'unreadable', what: 'html' });
      case 'empty':
        return answered({ kind: 'unreadable', what: 'empty' });
      case 'http_503':
        return answered({ kind: 'http', httpStatus: 503, retryAfterMs: null }, 503);
      case 'hang':
        await new Promise<void>((resolve) => hanging.push(resolve));
        return answered(take(sha256, keys));
    }
  };

  return {
    uploadFates,
    askFates,
    trackAnswers,
    probes,
    probed: () => probed,
    calls,
    mailAgain: () =>
      Promise.resolve({
        answer: { kind: 'state', estado: '0', glosa: '', errCode: null },
        exchange: { httpStatus: 200, raw: null, durationMs: 0, request: null },
      }),
    taken: (key) => taken.get(key) ?? 0,
    uploadsOf: (key) =>
      calls.filter((call) => call.what === 'upload' && call.keys.includes(key)).map((call) => call.sha256),
    letGo: () => {
      for (const go of hanging) go();
      hanging = [];
    },
    async probe(): Promise<Answered<ProbeAnswer>> {
      probed += 1;
      return (probes.shift() ?? true)
        ? answered({ kind: 'alive' })
        : answered(transport(false, 'connection'), null);
    },
    async upload({ envelope }) {
      const keys = keysOf(envelope);
      const sha256 = sha256Hex(envelope);
      calls.push({ what: 'upload', key: keys[0] ?? 'none', keys, sha256 });
      return meet(uploadFates.shift() ?? 'ok', sha256, keys);
    },
    async statusByDocument({ type, folio }): Promise<Answered<DocumentAnswer>> {
      const key = `F${folio}T${type}`;
      calls.push({ what: 'ask', key, keys: [key], sha256: '' });
      const fate = askFates.shift() ?? 'ok';
      if (fate === 'timeout') return answered(transport(true, 'timeout'), null);
      if (fate === 'no_connection') return answered(transport(false, 'connection'), null);
      if (fate === 'html') return answered({ kind: 'unreadable', what: 'html' });
      if (typeof fate === 'object')
        return answered({ kind: 'state', estado: fate.estado, glosa: 'glosa', errCode: null });
      return taken.has(key)
        ? answered({ kind: 'state', estado: 'DOK', glosa: 'Documento Recibido', errCode: '0' })
        : answered({ kind: 'state', estado: 'FAU', glosa: 'DTE No Recibido', errCode: '3' });
    },
    async statusByTrackId({ trackId }): Promise<Answered<TrackAnswer>> {
      calls.push({ what: 'track', key: trackId, keys: [], sha256: '' });
      const n = contents.get(trackId)?.length ?? 1;
      const counters = [{ type: 33, informed: n, accepted: n, rejected: 0, objected: 0 }];
      return answered(
        trackAnswers.shift() ?? { kind: 'state', estado: 'EPR', glosa: 'Envio Procesado', counters },
      );
    },
  };
};
