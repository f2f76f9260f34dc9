import { CHANNELS, type ChangeTopic, type ChannelName } from '../../../shared/ipc/channels.ts';
import type { AppApi, Input } from '../../../shared/ipc/contract.ts';
import { makeAnswers, type Scenario } from './answers.ts';

/** How long the mock takes, so that what should be shown meanwhile can be seen. */
export interface MockOptions {
  readonly scenario: Scenario;
  readonly now: number;
  readonly delayMs?: number;
  readonly colorScheme?: 'light' | 'dark' | 'auto';
}

/** A `window.app` without main. In scenario `failing` every list answers with an error. */
export const makeMockApi = ({ scenario, now, delayMs = 20, colorScheme = 'light' }: MockOptions): AppApi => {
  const answers = makeAnswers(scenario, now, colorScheme);
  const listeners = new Set<(topics: readonly ChangeTopic[]) => void>();
  const failing = (channel: ChannelName): boolean =>
    scenario === 'failing' && /list|summary|counts|practice|company/.test(channel);
  const method =
    <C extends ChannelName>(channel: C) =>
    async (input: Input<C>) => {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (failing(channel)) return { ok: false, error: { code: 'disk_full' } };
      return { ok: true, value: answers[channel](input) };
    };
  return {
    call: Object.fromEntries(
      CHANNELS.map((channel) => [channel, method(channel)]),
    ) as unknown as AppApi['call'],
    onGo: () => () => undefined,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
