import { checkLogin } from './login.ts';
import type { Sessions } from './sessions.ts';
import type { QueryReply } from './soap.ts';

/** A new seed, as RESPUESTA says it on both channels. PROTOCOL.md 2.1. */
export const newSeed = (sessions: Sessions): QueryReply => ({
  header: [['ESTADO', '00']],
  body: [['SEMILLA', sessions.newSeed()]],
});

/**
 * A token for a signed seed, PROTOCOL.md 2.2.
 * @param nowMs UTC epoch ms
 */
export const exchangeSeed = (sessions: Sessions, xml: string, nowMs: number): QueryReply => {
  const refused = (estado: string, glosa: string): QueryReply => ({
    header: [
      ['ESTADO', estado],
      ['GLOSA', glosa],
    ],
    body: null,
  });
  const login = checkLogin(xml, nowMs);
  if (!login.ok) return refused(login.estado, login.glosa);
  if (!sessions.redeemSeed(login.seed)) return refused('08', 'NO Existe SEED');
  return {
    header: [
      ['ESTADO', '00'],
      ['GLOSA', 'Token Creado'],
    ],
    body: [['TOKEN', sessions.newToken(login.holder)]],
  };
};
