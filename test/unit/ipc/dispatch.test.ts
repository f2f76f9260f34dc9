import { describe, expect, it, vi } from 'vitest';
import { type Caller, createDispatch, type Handlers, refusedTo } from '../../../main/ipc/dispatch.ts';
import { appError } from '../../../shared/domain/errors.ts';
import { CHANNELS } from '../../../shared/ipc/channels.ts';

const quiet = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const encargado = () => ({ id: 1, name: 'Ana', role: 'encargado' as const });
const usuario = () => ({ id: 2, name: 'Beto', role: 'usuario' as const });

const withHandlers = (
  some: Partial<Record<keyof Handlers, unknown>>,
  caller: () => Caller | null = encargado,
) => createDispatch(some as unknown as Handlers, caller, quiet);

describe('createDispatch', () => {
  it('refuses a channel that the contract does not name', async () => {
    const dispatch = withHandlers({});
    expect(await dispatch('toString', {})).toEqual({ ok: false, error: { code: 'bad_request' } });
    expect(await dispatch('__proto__', {})).toEqual({ ok: false, error: { code: 'bad_request' } });
  });

  it('refuses every channel of an encargado to a usuario, before looking at the input', async () => {
    const handler = vi.fn();
    const dispatch = withHandlers(Object.fromEntries(CHANNELS.map((name) => [name, handler])), usuario);
    const refused = refusedTo('usuario', false);
    for (const name of refused) {
      expect(await dispatch(name, 'anything')).toEqual({ ok: false, error: { code: 'forbidden' } });
    }
    expect(handler).not.toHaveBeenCalled();
    expect(refused.length).toBeGreaterThan(40);
  });

  it('answers a usuario what the contract lets him ask of a channel of the encargado, and nothing else of it', async () => {
    const handler = vi.fn(() => ({ folder: null }));
    const dispatch = withHandlers({ 'dialogs.chooseFolder': handler }, usuario);
    for (const purpose of ['vault', 'inbox', 'restore', 'mirror', 'archive'])
      expect(await dispatch('dialogs.chooseFolder', { purpose })).toMatchObject({
        error: { code: 'forbidden' },
      });
    expect(handler).not.toHaveBeenCalled();
    expect(await dispatch('dialogs.chooseFolder', { purpose: 'export' })).toMatchObject({ ok: true });
  });

  it('refuses an input of the wrong shape and names the place', async () => {
    const handler = vi.fn();
    const answer = await withHandlers({ 'documents.get': handler })('documents.get', { id: 'one' });
    expect(answer).toEqual({ ok: false, error: { code: 'bad_request', params: { at: 'id' } } });
    expect(handler).not.toHaveBeenCalled();
  });

  it('gives back only what the contract names of an answer', async () => {
    const dispatch = withHandlers({ 'shell.reveal': () => ({ shown: true, key: 'secret' }) });
    expect(await dispatch('shell.reveal', { documentId: null })).toEqual({
      ok: true,
      value: { shown: true },
    });
  });

  it('turns an error for people into its value', async () => {
    const dispatch = withHandlers({
      'documents.get': () => {
        throw appError('not_found', { id: 7 });
      },
    });
    expect(await dispatch('documents.get', { id: 7 })).toEqual({
      ok: false,
      error: { code: 'not_found', params: { id: 7 } },
    });
  });

  it('answers any other exception as internal, without its text or stack', async () => {
    const dispatch = withHandlers({
      'documents.get': () => {
        throw new Error('/home/somebody: no such table');
      },
    });
    const answer = await dispatch('documents.get', { id: 7 });
    expect(answer).toEqual({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('somebody');
  });
});
