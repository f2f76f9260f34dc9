import type { Page } from 'playwright';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { AppApi, Input, Output, Result } from '../../../shared/ipc/contract.ts';
import { noteAsked } from '../channel-calls.ts';

/** What a channel answers, refusal or not. Only for looking: what a person does is done by clicks. */
export const tryAsk = async <C extends ChannelName>(
  page: Page,
  channel: C,
  input: Input<C>,
): Promise<Result<Output<C>>> => {
  noteAsked(channel);
  return (await page.evaluate(
    ({ name, value }) => {
      const { app } = globalThis as unknown as { readonly app: AppApi };
      const method = app.call[name] as (given: unknown) => Promise<unknown>;
      return method(value);
    },
    { name: channel, value: input as unknown },
  )) as Result<Output<C>>;
};

/** Looks through the window's own bridge. @throws Error when main refuses */
export const ask = async <C extends ChannelName>(
  page: Page,
  channel: C,
  input: Input<C>,
): Promise<Output<C>> => {
  const result = await tryAsk(page, channel, input);
  if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
  return result.value;
};
