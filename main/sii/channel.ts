import type { SigningCertificate } from '../dte/types.ts';
import type { LoginResult } from './tokens.ts';
import type {
  Answered,
  DocumentAnswer,
  DocumentQuery,
  ProbeAnswer,
  TrackAnswer,
  TrackQuery,
  UploadAnswer,
  UploadRequest,
} from './types.ts';

/** An answer, and whether it says that the token is no longer good. */
export interface Tried<A> extends Answered<A> {
  readonly tokenRefused: boolean;
}

/** One of the SII's two ways in, PROTOCOL.md 2 to 5. One call is one request; nothing is retried. */
export interface SiiChannel {
  login(certificate: SigningCertificate): Promise<LoginResult>;
  /** The first half of a login. */
  probe(signal?: AbortSignal): Promise<Answered<ProbeAnswer>>;
  upload(request: UploadRequest, token: string, signal?: AbortSignal): Promise<Tried<UploadAnswer>>;
  statusByTrackId(query: TrackQuery, token: string, signal?: AbortSignal): Promise<Tried<TrackAnswer>>;
  statusByDocument(query: DocumentQuery, token: string, signal?: AbortSignal): Promise<Tried<DocumentAnswer>>;
}
