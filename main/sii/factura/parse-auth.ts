import { type AuthAnswer, readAuth, SEED, TOKEN } from '../login.ts';
import { openSoapAnswer } from './soap.ts';

const parse =
  (operation: string, what: typeof SEED | typeof TOKEN) =>
  (body: Buffer, contentType: string | null): AuthAnswer => {
    const answer = openSoapAnswer(body, contentType, operation);
    if (answer.kind === 'unreadable') return answer;
    if (answer.kind === 'fault') return { kind: 'unreadable', what: 'other' };
    return readAuth(answer.respuesta, what);
  };

/** Answer of CrSeed.jws, PROTOCOL.md 2.1. */
export const parseSeed = parse('getSeed', SEED);

/** Answer of GetTokenFromSeed.jws, PROTOCOL.md 2.2. */
export const parseToken = parse('getToken', TOKEN);
