import type { PracticeFault } from '../../../../shared/domain/practice.ts';
import type { Clock } from '../../../domain/clock.ts';
import type { Book } from '../book.ts';
import { exchangeSeed, newSeed } from '../grant.ts';
import type { Intake } from '../intake.ts';
import type { RequestSeen } from '../listener.ts';
import type { Sessions } from '../sessions.ts';
import { respuestaXml } from '../soap.ts';
import type { PracticeService } from '../types.ts';
import { tokenOf, type UploadHeaders } from '../upload-form.ts';
import { createBoletaQueries } from './queries.ts';
import { NOT_AUTHENTICATED, plain, type RestReply, xml } from './reply.ts';
import { receiveBoletas } from './upload.ts';

/**
 * Where the two hosts of the boleta channel lie on the practice SII's port: apart, so that an upload that goes to the API's
 * host is noticed here too.
 */
export const BOLETA_API = '/boleta-api';
export const BOLETA_UPLOADS = '/boleta-uploads';

const RESOURCES = '/recursos/v1/boleta.electronica';

export interface BoletaRoute {
  readonly service: PracticeService;
  serve(fault: PracticeFault): RestReply;
}

export interface BoletaServiceParts {
  readonly clock: Clock;
  readonly book: Book;
  /** Of this channel alone: a token of the other is unknown here (boleta-rest.txt). */
  readonly sessions: Sessions;
  readonly intake: Intake;
}

/** The boleta API of PROTOCOL.md 5 on the practice SII's port. */
export const createBoletaService = ({ clock, book, sessions, intake }: BoletaServiceParts) => {
  const queries = createBoletaQueries(clock, book);

  const withToken = (request: RequestSeen, fault: PracticeFault, serve: () => RestReply): RestReply => {
    const token = tokenOf(request.header('cookie'));
    if (fault.kind === 'token_expired') sessions.expire(token);
    return sessions.check(token).kind === 'good' ? serve() : NOT_AUTHENTICATED;
  };

  const seed = (): RestReply => {
    const { header, body } = newSeed(sessions);
    return xml(respuestaXml(header, body));
  };

  const token = (request: RequestSeen): RestReply => {
    if (!/^application\/xml\b/i.test(request.header('content-type')))
      return plain(415, 'Unsupported Media Type');
    const { header, body } = exchangeSeed(sessions, request.body.toString('utf8'), clock.now());
    return xml(respuestaXml(header, body));
  };

  const api = (request: RequestSeen, resource: string): BoletaRoute | null => {
    const { method, query } = request;
    if (method === 'POST')
      return resource === '.token' ? { service: 'token', serve: () => token(request) } : null;
    if (method !== 'GET') return null;
    if (resource === '.semilla') return { service: 'seed', serve: seed };
    const track = /^\.envio\/(\d+-[\dK])-(\d+)$/.exec(resource);
    if (track) {
      const [, company = '', trackId = ''] = track;
      return {
        service: 'track',
        serve: (fault) => withToken(request, fault, () => queries.track(company, trackId)),
      };
    }
    const document = /^\/(\d+-[\dK])-(\d+)-(\d+)\/estado$/.exec(resource);
    if (!document) return null;
    const [, company = '', type, folio] = document;
    return {
      service: 'document',
      serve: (fault) =>
        withToken(request, fault, () => queries.document(company, Number(type), Number(folio), query)),
    };
  };

  const uploads = (request: RequestSeen, headers: UploadHeaders, resource: string): BoletaRoute | null =>
    request.method === 'POST' && resource === '.envio'
      ? {
          service: 'upload',
          serve: (fault) =>
            // As at DTEUpload, a chunked body is refused (PROTOCOL.md 3).
            request.header('content-length') === ''
              ? plain(400, 'Bad Request')
              : receiveBoletas(intake, headers, request.body, fault),
        }
      : null;

  /** @returns null for what is not of this channel, or of none */
  const route = (request: RequestSeen, headers: UploadHeaders): BoletaRoute | null => {
    const under = (prefix: string): string | null =>
      request.path.startsWith(`${prefix}${RESOURCES}`)
        ? request.path.slice(prefix.length + RESOURCES.length)
        : null;
    const asked = under(BOLETA_API);
    if (asked !== null) return api(request, asked);
    const uploaded = under(BOLETA_UPLOADS);
    return uploaded === null ? null : uploads(request, headers, uploaded);
  };
  return { route };
};
