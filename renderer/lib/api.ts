import type { ErrorValue } from '../../shared/domain/errors.ts';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import type { AppApi, Input, Output } from '../../shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script: the only way to main. */
    readonly app: AppApi;
  }
}

/** What main answered instead of a value. Its text is in the catalogue, by code. */
export class Failure extends Error {
  readonly value: ErrorValue;

  constructor(value: ErrorValue) {
    super(value.code);
    this.name = 'Failure';
    this.value = value;
  }
}

/** The error value of anything thrown; what main did not name is `internal`. */
export const errorValueOf = (error: unknown): ErrorValue =>
  error instanceof Failure ? error.value : { code: 'internal' };

/** Calls main, and throws a {@link Failure} where main answered with an error. */
export const call = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
  const result = await window.app.call[channel](input);
  if (!result.ok) throw new Failure(result.error);
  return result.value;
};
