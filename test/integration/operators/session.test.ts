import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitAfter } from '../../../main/domain/sign-in-wait.ts';
import { createCustody } from '../../../main/security/custody.ts';
import { createOwnerProof } from '../../../main/security/owner-proof.ts';
import { createSession, type Session } from '../../../main/security/session.ts';
import { createStaff, type Staff } from '../../../main/security/staff.ts';
import type { Store } from '../../../main/store/open.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { openTempStore, type TempFolder, type TempStore, tempFolder } from '../../support/store.ts';

/** Cheap: what scrypt costs is passphrase.test.ts's business. */
const SCRYPT = { N: 1_024, r: 8, p: 1 } as const;
const NOON = Date.parse('2026-07-05T16:00:00Z');
const MINUTE = 60_000;

const PIN = { ana: '4071', beto: '9305' } as const;
const BUSINESS = 'el río suena otra vez';

let now: number;
let temp: TempStore;
let folder: TempFolder;
let store: Store;
let session: Session;
let staff: Staff;

const clock = { now: () => now };

/** The program starts: what it knew without the database is gone. */
const start = (): void => {
  session = createSession({
    store,
    clock,
    idleMinutes: () => 10,
    proof: createOwnerProof([join(folder.path, 'claves.json')]),
    changed: () => undefined,
    scrypt: SCRYPT,
  });
  staff = createStaff({ store, clock, session, changed: () => undefined, scrypt: SCRYPT });
};

beforeEach(() => {
  now = NOON;
  folder = tempFolder();
  temp = openTempStore(clock);
  store = temp.store;
  start();
});
afterEach(() => {
  temp.close();
  folder.remove();
});

const ME = { id: 1, name: 'Encargado' } as const;
const refusal = async (work: Promise<unknown> | (() => unknown)): Promise<AppError['value']> => {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof AppError) return error.value;
    throw error;
  }
  throw new Error('was not refused');
};
const addBeto = (role: 'usuario' | 'encargado' = 'usuario') =>
  staff.add(
    { name: 'Beto', role, kind: 'pin', secret: PIN.beto },
    { name: 'Ana', kind: 'pin', secret: PIN.ana },
    ME,
  );
const id = (name: string): number => store.operators.all().find((each) => each.name === name)?.id ?? 0;
const trail = () => store.audit.list({}, { limit: 200 }).rows;
const actions = () => trail().map(({ action }) => action);

describe('a shop of one', () => {
  test('a new profile / whoever opens it / is the encargado and is asked for nothing', () => {
    expect(session.signInOn()).toBe(false);
    expect(session.operator()).toMatchObject({ id: 1, name: 'Encargado', role: 'encargado' });
    now += 24 * 60 * MINUTE;
    session.lock('asked');
    expect(session.operator()?.id).toBe(1);
    expect(actions()).toEqual([]);
  });

  test('a second operator / without a PIN for the first / is not added', async () => {
    const alone = staff.add({ name: 'Beto', role: 'usuario', kind: 'pin', secret: PIN.beto }, null, ME);
    expect(await refusal(alone)).toEqual({ code: 'own_secret_needed' });
    expect(session.signInOn()).toBe(false);
  });

  test('a second operator / with a PIN for the first / turns sign-in on, and the first stays in', async () => {
    await addBeto();
    expect(session.signInOn()).toBe(true);
    expect(session.operator()).toMatchObject({ id: 1, name: 'Ana' });
    expect(actions()).toEqual(['session.on', 'operator.added', 'operator.changed']);
    expect(trail().map(({ operatorId }) => operatorId)).toEqual([1, 1, 1]);
    start();
    expect(session.operator()).toBeNull();
  });
});

describe('operators', () => {
  test.each([
    ['1234', 'secret_too_easy'],
    ['9876', 'secret_too_easy'],
    ['0000', 'secret_too_easy'],
    ['123', 'secret_too_short'],
    ['123456789', 'secret_too_short'],
    ['12a4', 'secret_too_short'],
  ])('a PIN %s / for a new operator / is refused as %s', async (secret, code) => {
    const added = staff.add(
      { name: 'Beto', role: 'usuario', kind: 'pin', secret },
      { name: 'Ana', kind: 'pin', secret: PIN.ana },
      ME,
    );
    expect(await refusal(added)).toEqual({ code });
    expect(store.operators.all()).toHaveLength(1);
  });

  test('a name that somebody has, had, or the program has / for another one / is refused', async () => {
    await addBeto();
    for (const name of ['beto', 'BÉTO', ' Beto ', 'Encargado', 'Ana', 'Resguardo', 'bandeja']) {
      const added = staff.add({ name, role: 'usuario', kind: 'pin', secret: '5082' }, null, ME);
      expect([name, await refusal(added)]).toEqual([name, { code: 'operator_name_taken' }]);
    }
  });

  test('an operator / renamed / keeps his former name in the trail, and gets it back', async () => {
    await addBeto();
    store.audit.add({ actor: 'Beto', action: 'export.made' });
    staff.change(id('Beto'), 'Alberto', 'usuario', ME);
    store.audit.add({ actor: 'Alberto', action: 'export.made' });
    // What he began under the former name ends under it: it is his.
    store.audit.add({ actor: 'Beto', action: 'export.made' });
    const made = trail().filter(({ action }) => action === 'export.made');
    expect(made.map(({ actor }) => actor)).toEqual(['Beto', 'Alberto', 'Beto']);
    expect(new Set(made.map(({ operatorId }) => operatorId))).toEqual(new Set([id('Alberto')]));
    staff.change(id('Alberto'), 'Beto', 'usuario', ME);
    expect(id('Beto')).toBeGreaterThan(1);
  });

  test('the last active encargado / demoted or deactivated / stays; another one may go', async () => {
    await addBeto();
    expect(await refusal(() => staff.change(1, 'Ana', 'usuario', ME))).toEqual({ code: 'last_manager' });
    expect(await refusal(staff.setActive(1, false, null, { id: id('Beto'), name: 'Beto' }))).toEqual({
      code: 'last_manager',
    });
    staff.change(id('Beto'), 'Beto', 'encargado', ME);
    staff.change(1, 'Ana', 'usuario', { id: id('Beto'), name: 'Beto' });
    expect(store.operators.get(1)?.role).toBe('usuario');
  });

  test('oneself / deactivated / is refused', async () => {
    await addBeto('encargado');
    expect(await refusal(staff.setActive(1, false, null, ME))).toEqual({ code: 'not_yourself' });
  });

  test('all but one / deactivated / sign-in is off, the PIN is forgotten and asked for anew', async () => {
    await addBeto();
    await staff.setActive(id('Beto'), false, null, { id: 1, name: 'Ana' });
    expect(session.signInOn()).toBe(false);
    expect(session.operator()?.id).toBe(1);
    expect(store.operators.get(1)?.secretKind).toBeNull();
    expect(actions().slice(0, 2)).toEqual(['session.off', 'operator.deactivated']);
    const again = staff.setActive(id('Beto'), true, null, { id: 1, name: 'Ana' });
    expect(await refusal(again)).toEqual({ code: 'own_secret_needed' });
    await staff.setActive(id('Beto'), true, { kind: 'pin', secret: '6150' }, { id: 1, name: 'Ana' });
    expect(session.signInOn()).toBe(true);
    session.lock('asked');
    await session.signIn(1, '6150');
    expect(session.operator()?.id).toBe(1);
  });

  test('any operator / in the database / cannot be deleted, and the secret is nowhere in it', async () => {
    await addBeto();
    const rows = JSON.stringify(store.operators.all());
    expect(rows).not.toContain(PIN.ana);
    expect(rows).not.toContain(PIN.beto);
    const [ana, beto] = store.operators.all();
    expect(ana?.secretJson).not.toBe(beto?.secretJson);
    expect(JSON.stringify(trail())).not.toMatch(new RegExp(`${PIN.ana}|${PIN.beto}`));
  });
});

describe('signing in', () => {
  beforeEach(() => addBeto());

  test('the right PIN / of another one / switches, and both are in the trail', async () => {
    await session.signIn(id('Beto'), PIN.beto);
    expect(session.operator()).toMatchObject({ name: 'Beto', role: 'usuario' });
    expect(actions().slice(0, 2)).toEqual(['session.signed_in', 'session.closed']);
    expect(
      trail()
        .slice(0, 2)
        .map(({ actor }) => actor),
    ).toEqual(['Beto', 'Ana']);
  });

  test("another one's PIN / typed for Ana / does not open", async () => {
    session.lock('asked');
    expect(await refusal(session.signIn(1, PIN.beto))).toMatchObject({ code: 'wrong_secret' });
    expect(session.operator()).toBeNull();
    expect(actions()[0]).toBe('session.refused');
  });

  test('a deactivated one, or nobody / signing in / is not known', async () => {
    await staff.add({ name: 'Carla', role: 'usuario', kind: 'pin', secret: '8240' }, null, ME);
    await staff.setActive(id('Beto'), false, null, { id: 1, name: 'Ana' });
    expect(await refusal(session.signIn(id('Beto'), PIN.beto))).toEqual({ code: 'not_found' });
    expect(await refusal(session.signIn(99, PIN.beto))).toEqual({ code: 'not_found' });
  });

  test('wrong PINs one after the other / with the clock and restarts / cost longer and longer waits', async () => {
    session.lock('asked');
    const waits: number[] = [];
    for (let n = 1; n <= 12; n++) {
      // A restart between every two tries: it resets nothing.
      start();
      const wrong = await refusal(session.signIn(1, '0001'));
      expect(wrong.code).toBe('wrong_secret');
      const seconds = Number(wrong.params?.['seconds']);
      waits.push(seconds);
      if (seconds === 0) continue;
      start();
      const early = await refusal(session.signIn(1, PIN.ana));
      expect(early).toEqual({ code: 'sign_in_wait', params: { seconds } });
      now += seconds * 1_000 - 1;
      expect((await refusal(session.signIn(1, PIN.ana))).code).toBe('sign_in_wait');
      now += 1;
    }
    expect(waits).toEqual([0, 0, 10, 30, 60, 120, 300, 900, 900, 900, 900, 900]);
    const perDay = 86_400 / waitAfter(50);
    console.log(
      `brute force: ${perDay} PINs a day, ${Math.round(10_000 / perDay)} days for all of four digits`,
    );
    expect(10_000 / perDay).toBeGreaterThan(90);
    await session.signIn(1, PIN.ana);
    expect(session.operator()?.id).toBe(1);
    expect(store.operators.get(1)?.failures).toBe(0);
  });

  test("the wait of one / while it lasts / is not another one's", async () => {
    session.lock('asked');
    for (let n = 0; n < 3; n++) await refusal(session.signIn(1, '0001'));
    expect((await refusal(session.signIn(1, PIN.ana))).code).toBe('sign_in_wait');
    await session.signIn(id('Beto'), PIN.beto);
    expect(session.operator()?.name).toBe('Beto');
  });

  test('the clock set back by a year / during a wait / does not make it longer', async () => {
    for (let n = 0; n < 3; n++) await refusal(session.signIn(id('Beto'), '0001'));
    now -= 365 * 24 * 60 * MINUTE;
    expect(await refusal(session.signIn(id('Beto'), PIN.beto))).toEqual({
      code: 'sign_in_wait',
      params: { seconds: 10 },
    });
  });

  test('twenty guesses at once / in parallel / are counted one by one', async () => {
    session.lock('asked');
    const tries = Array.from({ length: 20 }, () => refusal(session.signIn(1, '0001')));
    const codes = (await Promise.all(tries)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'wrong_secret')).toHaveLength(3);
    expect(codes.filter((code) => code === 'sign_in_wait')).toHaveLength(17);
  });

  test('a guess / while the program is killed in it / was counted before it was looked at', async () => {
    session.lock('asked');
    const trying = session.signIn(1, '0001').catch(() => undefined);
    await Promise.resolve();
    await Promise.resolve();
    expect(store.operators.get(1)?.failures).toBe(1);
    await trying;
  });

  test('nobody there / for ten minutes / closes the session; a key in between keeps it', async () => {
    now += 9 * MINUTE;
    session.activity();
    now += 9 * MINUTE;
    expect(session.operator()?.id).toBe(1);
    now += MINUTE;
    expect(session.operator()).toBeNull();
    expect(trail()[0]).toMatchObject({ actor: 'Ana', action: 'session.closed_idle' });
    // A key now is not known to be hers.
    session.activity();
    expect(session.operator()).toBeNull();
  });

  test('a new PIN by another encargado / at once / takes the place of the forgotten one and its wait', async () => {
    for (let n = 0; n < 5; n++) await refusal(session.signIn(id('Beto'), '0001'));
    await staff.resetSecret(id('Beto'), { kind: 'passphrase', secret: 'caballo correcto' }, ME);
    expect((await refusal(session.signIn(id('Beto'), PIN.beto))).code).toBe('wrong_secret');
    await session.signIn(id('Beto'), 'caballo correcto');
    expect(session.operator()?.name).toBe('Beto');
  });

  test('her own PIN / changed by whoever does not know it / stays', async () => {
    const fresh = { kind: 'pin', secret: '7301' } as const;
    expect((await refusal(session.changeSecret('0001', fresh))).code).toBe('wrong_secret');
    await session.changeSecret(PIN.ana, fresh);
    session.lock('asked');
    await session.signIn(1, '7301');
    expect(actions()).toContain('operator.secret_changed');
  });
});

describe('the only encargado, who forgot', () => {
  beforeEach(async () => {
    await addBeto();
    session.lock('asked');
  });
  const fresh = { kind: 'pin', secret: '7301' } as const;

  test('without a passphrase of the business / recovering / is told that there is none', async () => {
    expect(await refusal(session.recover(BUSINESS, fresh))).toEqual({ code: 'recovery_unavailable' });
  });

  test('with the passphrase of the business / recovering / gets in with a new PIN', async () => {
    const custody = createCustody({
      file: join(folder.path, 'claves.json'),
      keyring: null,
      clock,
      scrypt: SCRYPT,
    });
    await custody.protectFor('production', BUSINESS);
    start();
    expect((await refusal(session.recover('otra frase', fresh))).code).toBe('wrong_passphrase');
    expect(session.operator()).toBeNull();
    await session.recover(BUSINESS, fresh);
    expect(session.operator()).toMatchObject({ id: 1, name: 'Ana' });
    expect(actions().slice(0, 2)).toEqual(['session.signed_in', 'operator.secret_recovered']);
    session.lock('asked');
    await session.signIn(1, fresh.secret);
  });

  test('while another encargado can help / recovering / is not offered', async () => {
    staff.change(id('Beto'), 'Beto', 'encargado', ME);
    expect(await refusal(session.recover(BUSINESS, fresh))).toEqual({ code: 'recovery_unavailable' });
  });
});
