import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';

type StaffChannel = Extract<ChannelName, `session.${string}` | `operators.${string}` | `trail.${string}`>;
type StaffAnswers = { readonly [C in StaffChannel]: (input: Input<C>) => Output<C> };

const HOUR = 3_600_000;

/** A shop of one, and its trail. */
export const staffAnswers = (
  now: number,
  session: Pick<Output<'session.state'>, 'environment' | 'companyName' | 'colorScheme' | 'density'>,
): StaffAnswers => {
  const state: Output<'session.state'> = {
    ...session,
    signInOn: false,
    operator: { id: 1, name: 'Encargado', role: 'encargado' },
    lastId: null,
    choices: [],
    refused: [],
    readOnly: false,
    idleMinutes: 10,
    recoverable: false,
  };
  const list: Output<'operators.list'> = {
    items: [{ id: 1, name: 'Encargado', role: 'encargado', active: true, kind: null }],
  };
  const verdict: Output<'trail.verdict'> = { state: 'intact', checkedAt: now - HOUR, lines: 3, first: null };
  const hash = 'a'.repeat(64);
  const lines: Output<'trail.list'>['items'] = [
    {
      id: 3,
      at: now - HOUR,
      actor: 'Encargado',
      operatorId: 1,
      action: 'document.issued',
      params: { type: 33, folio: 1382 },
      document: { id: 1, type: 33, folio: 1382 },
      hash,
    },
    {
      id: 2,
      at: now - 2 * HOUR,
      actor: 'Encargado',
      operatorId: 1,
      action: 'settings.changed',
      params: {},
      document: null,
      hash,
    },
    {
      id: 1,
      at: now - 3 * HOUR,
      actor: 'resguardo',
      operatorId: null,
      action: 'app.started',
      params: { version: '0.1.0' },
      document: null,
      hash,
    },
  ];
  return {
    'session.state': () => state,
    'session.signIn': () => state,
    'session.recover': () => state,
    'session.lock': () => state,
    'session.changeSecret': () => ({}),
    'operators.list': () => list,
    'operators.add': () => list,
    'operators.change': () => list,
    'operators.resetSecret': () => list,
    'operators.setActive': () => list,
    'operators.setIdle': () => state,
    'trail.list': () => ({ items: lines, nextCursor: null, total: lines.length, exact: true }),
    'trail.operators': () => ({ items: [{ id: 1, name: 'Encargado' }] }),
    'trail.verdict': () => verdict,
    'trail.verify': () => verdict,
    'trail.export': () => ({ file: '/home/ana/bitacora.csv', lines: lines.length }),
  };
};
