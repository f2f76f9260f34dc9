import type { BreakerService, SendingState } from './breaker-service.ts';

/** The sending as a whole, as the window and whoever sits at it see it. */
export interface SendingService {
  state(): SendingState;
  /** Asks the SII now whether it is there; when it is, what waits for it goes on. Costs no document an attempt. */
  probeNow(): Promise<SendingState>;
  /**
   * Sends nothing and asks nothing until then (UTC epoch ms).
   * @throws AppError `reason_required`, `bad_request`
   */
  pause(untilMs: number, reason: string, actor: string): SendingState;
  resumeSending(actor: string): SendingState;
}

export interface SendingServiceOptions {
  readonly breaker: Pick<BreakerService, 'state' | 'probe' | 'pause' | 'resume'>;
  /** Wakes the scheduler. */
  readonly wake: () => void;
}

export const createSendingService = ({ breaker, wake }: SendingServiceOptions): SendingService => ({
  state: breaker.state,
  async probeNow() {
    await breaker.probe();
    wake();
    return breaker.state();
  },
  pause: breaker.pause,
  resumeSending(actor) {
    const state = breaker.resume(actor);
    wake();
    return state;
  },
});
