import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

export const sendingHandlers = ({
  sending,
}: Services): Pick<Handlers, 'sending.state' | 'sending.probe' | 'sending.pause' | 'sending.resume'> => ({
  'sending.state': () => sending.state(),
  'sending.probe': () => sending.probeNow(),
  'sending.pause': ({ untilMs, reason }, { name }) => sending.pause(untilMs, reason, name),
  'sending.resume': (_, { name }) => sending.resumeSending(name),
});
