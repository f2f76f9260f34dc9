import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

export const healthHandlers = ({ health }: Services): Pick<Handlers, 'app.health'> => ({
  'app.health': async () => {
    const { full, ...state } = await health.state();
    return { ...state, full: [...full] };
  },
});
