import type { Channel } from '../../../shared/domain/document-type.ts';
import type { PracticeFault } from '../../../shared/domain/practice.ts';
import type { Clock } from '../../domain/clock.ts';
import { type CafIssuer, practiceCafIssuer } from '../../dte/practice-identity.ts';
import { BOLETA_API, BOLETA_UPLOADS, createBoletaService } from './boleta/service.ts';
import { type Book, openBook } from './book.ts';
import { stateOf } from './document-state.ts';
import { createFaultSwitch, DEFAULT_SLOW_MS } from './faults.ts';
import { exchangeSeed, newSeed } from './grant.ts';
import { createIntake, type Intake } from './intake.ts';
import { type Listener, listen, type Reply, type RequestSeen } from './listener.ts';
import { mailText, reasonsOf } from './mail.ts';
import { estadoAt, isFinal } from './progress.ts';
import { createQueryDesk } from './queries.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSignatureChecks } from './signatures.ts';
import { type QueryReply, readSoapCall, soapAnswer, soapFault } from './soap.ts';
import { PRACTICE_SERVICES, type PracticeService, type PracticeSii, type PracticeStats } from './types.ts';
import { receiveUpload } from './upload.ts';
import type { UploadHeaders } from './upload-form.ts';

export interface PracticeSiiOptions {
  /** SQLite file of its own; made when it is not there. */
  readonly dbFile: string;
  readonly clock: Clock;
  /** Signs CAFs; by default the practice issuer that is the same on every computer. */
  readonly issuer?: CafIssuer;
  /** From an upload to EPR. The real SII takes seconds to hours (PROTOCOL.md 4.1). */
  readonly processingMs?: number;
  /**
   * Reject notes whose document this SII has not received (REF-3-750), as the real one does. Off by default: here the
   * document may have been issued before practice began.
   */
  readonly strictReferences?: boolean;
}

/** Long enough to see the states go by, short enough to wait for. */
const DEFAULT_PROCESSING_MS = 8_000;

const ROUTES: Readonly<Record<string, readonly [PracticeService, operation: string]>> = {
  '/DTEWS/CrSeed.jws': ['seed', 'getSeed'],
  '/DTEWS/GetTokenFromSeed.jws': ['token', 'getToken'],
  '/DTEWS/QueryEstUp.jws': ['track', 'getEstUp'],
  '/DTEWS/QueryEstDte.jws': ['document', 'getEstDte'],
  '/DTEWS/services/wsDTECorreo': ['mail', 'reenvioCorreo'],
  '/cgi_dte/UPL/DTEUpload': ['upload', ''],
};

const HTML_PAGE = Buffer.from(
  '<html><head><title>ERROR</title></head><body>HA OCURRIDO UN ERROR EN EL UPLOAD DEL ARCHIVO...</body></html>\n',
  'latin1',
);

const answer = (
  status: number,
  contentType: string,
  body: Buffer,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  kind: 'answer',
  status,
  headers: { 'Content-Type': contentType, ...headers },
  body,
  delayMs: 0,
});

const html = (
  status: number,
  body: Buffer = HTML_PAGE,
  headers: Readonly<Record<string, string>> = {},
): Reply => answer(status, 'text/html; charset=ISO-8859-1', body, headers);

/**
 * The SII inside the application: the services of PROTOCOL.md 2 to 5 on a port of loopback, with the SII's checks, a
 * memory that survives restarts, and faults on a switch.
 */
export const startPracticeSii = async (options: PracticeSiiOptions): Promise<PracticeSii> => {
  const { clock } = options;
  const issuer = options.issuer ?? practiceCafIssuer();
  const book: Book = openBook(options.dbFile);
  const sessions = createSessions(clock);
  const faults = createFaultSwitch();
  const queries = createQueryDesk(clock, book, sessions);
  let processingMs = options.processingMs ?? DEFAULT_PROCESSING_MS;
  const signatures = createSignatureChecks(issuer.publicKeyPem);
  const intakeOf = (channel: Channel, own: Sessions): Intake =>
    createIntake({
      channel,
      clock,
      book,
      sessions: own,
      signatures,
      processingMs: () => processingMs,
      options: { strictReferences: options.strictReferences ?? false },
    });
  const uploads = intakeOf('factura', sessions);
  const boletaSessions = createSessions(clock);
  const boletaUploads = intakeOf('boleta', boletaSessions);
  const boletas = createBoletaService({ clock, book, sessions: boletaSessions, intake: boletaUploads });
  const requests = Object.fromEntries(PRACTICE_SERVICES.map((name) => [name, 0])) as Record<
    PracticeService,
    number
  >;

  const soapService = (
    request: RequestSeen,
    operation: string,
    serve: (values: readonly string[]) => QueryReply,
  ): Reply => {
    const call = readSoapCall(request.body, operation);
    if (call.kind === 'fault') return answer(500, 'text/xml; charset=utf-8', soapFault(call.text));
    const { header, body } = serve(call.values);
    const namespace = `http://${request.header('host')}${request.path}`;
    return answer(200, 'text/xml; charset=utf-8', soapAnswer(namespace, operation, header, body));
  };

  const query =
    (serve: (values: readonly string[]) => QueryReply, fault: PracticeFault) =>
    (values: readonly string[]): QueryReply => {
      if (fault.kind === 'token_expired') sessions.expire(values.at(-1) ?? '');
      return serve(values);
    };

  const serve = (
    service: PracticeService,
    operation: string,
    request: RequestSeen,
    fault: PracticeFault,
  ): Reply => {
    switch (service) {
      case 'seed':
        return soapService(request, operation, () => newSeed(sessions));
      case 'token':
        return soapService(request, operation, ([xml = '']) => exchangeSeed(sessions, xml, clock.now()));
      case 'track':
        return soapService(request, operation, query(queries.track, fault));
      case 'document':
        return soapService(request, operation, query(queries.document, fault));
      case 'mail':
        return soapService(request, operation, queries.mail);
      case 'upload': {
        // PROTOCOL.md 3: Content-Length is a must, a chunked body is refused.
        if (request.header('content-length') === '') return html(400, Buffer.from('Bad Request'));
        const reply = receiveUpload(uploads, uploadHeaders(request), request.body, fault);
        return reply.kind === 'html' ? html(200) : answer(200, 'text/xml', reply.body);
      }
    }
  };

  /** The service that a request is for, or null. */
  const routeOf = (request: RequestSeen) => {
    const boleta = boletas.route(request, uploadHeaders(request));
    if (boleta) {
      const serveBoleta = (fault: PracticeFault): Reply => {
        const { status, contentType, body } = boleta.serve(fault);
        return answer(status, contentType, body);
      };
      return { service: boleta.service, intake: boletaUploads, serve: serveBoleta };
    }
    const route = Object.hasOwn(ROUTES, request.path) ? ROUTES[request.path] : undefined;
    if (!route || request.method !== 'POST') return null;
    const [service, operation] = route;
    return {
      service,
      intake: uploads,
      serve: (fault: PracticeFault) => serve(service, operation, request, fault),
    };
  };

  const handle = (request: RequestSeen): Reply => {
    const route = routeOf(request);
    if (!route) return html(404, Buffer.from('Not Found'));
    const { service, intake } = route;
    requests[service]++;
    const fault = faults.meet(service);
    const instead = swallow(fault);
    if (instead) {
      if (service === 'upload') intake.noteSwallowed(uploadHeaders(request), request.body, fault.kind);
      return instead;
    }
    const reply = route.serve(fault);
    if (fault.kind === 'lost_answer') return { kind: 'cut', reset: false };
    return fault.kind === 'slow' && reply.kind === 'answer'
      ? { ...reply, delayMs: fault.ms ?? DEFAULT_SLOW_MS }
      : reply;
  };

  const listener: Listener = await listen(handle).catch((error: unknown) => {
    book.close();
    throw error;
  });
  const baseUrl = `http://127.0.0.1:${listener.port}`;

  // One change after the other: "down" and "up" in quick succession must not meet half way.
  let lastChange: Promise<void> = Promise.resolve();
  const setFault = (fault: PracticeFault): Promise<void> => {
    const change = lastChange.then(async () => {
      faults.set(fault);
      await (fault.kind === 'down' ? listener.down() : listener.up());
    });
    lastChange = change.catch(() => undefined);
    return change;
  };

  const stats = (): PracticeStats => {
    const states = book.documents().map((row) => stateOf(row, clock.now()));
    const count = (state: string): number => states.filter((each) => each === state).length;
    return {
      requests: { ...requests },
      uploads: book.totalUploads(),
      received: states.length,
      accepted: count('accepted'),
      objected: count('objected'),
      rejected: count('rejected'),
    };
  };

  return {
    baseUrl,
    endpoints: {
      factura: baseUrl,
      boletaApi: `${baseUrl}${BOLETA_API}`,
      boletaUpload: `${baseUrl}${BOLETA_UPLOADS}`,
    },
    issuer,
    faults: { get: faults.get, set: setFault },
    processing: {
      get: () => processingMs,
      set: (ms) => {
        if (!Number.isSafeInteger(ms) || ms < 0)
          throw new RangeError('processing time must be an integer, 0 or more');
        processingMs = ms;
      },
    },
    enrol: book.enrol,
    annulFolio: book.annul,
    received: () => {
      const now = clock.now();
      return book.documents().map((row) => {
        const state = stateOf(row, now);
        return {
          type: row.type,
          folio: row.folio,
          rut: row.rut,
          sha256: row.sha256,
          uploads: book.countUploads(row.sha256),
          trackId: row.trackId,
          state,
          reason: state === 'processing' ? null : reasonsOf(row),
        };
      });
    },
    uploadsOf: book.uploadsOf,
    mail: (trackId) => {
      const envelope = /^\d{1,15}$/.test(trackId) ? book.envelope(trackId) : null;
      // The reasons of boletas come by the API, not by mail (boleta-rest.txt).
      if (envelope?.channel !== 'factura' || !isFinal(estadoAt(envelope, clock.now()))) return null;
      return mailText(envelope, book.documentsOf(envelope.trackId));
    },
    stats,
    stop: async () => {
      await lastChange;
      await listener.close();
      book.close();
    },
  };
};

const uploadHeaders = (request: RequestSeen): UploadHeaders => ({
  contentType: request.header('content-type'),
  userAgent: request.header('user-agent'),
  cookie: request.header('cookie'),
});

/** Faults that keep a request from being served at all. */
const swallow = (fault: PracticeFault): Reply | null => {
  switch (fault.kind) {
    case 'silent':
      return { kind: 'silence' };
    case 'reset_after_body':
      return { kind: 'cut', reset: true };
    case 'http_503': {
      const headers = fault.value === undefined ? {} : { 'Retry-After': String(fault.value) };
      return html(503, Buffer.from('<html><body>Service Unavailable</body></html>\n'), headers);
    }
    case 'html_page':
      return html(200);
    case 'empty':
      return answer(200, 'text/xml', Buffer.alloc(0));
    default:
      return null;
  }
};
