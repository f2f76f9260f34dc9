import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CustodyService,
  createCustody,
  delayAfter,
  type Keyring,
} from '../../../main/security/custody.ts';

const MARKER = 'CLAVE-PRIVADA-MARCADOR';
const SECRET = Buffer.from(`-----${MARKER}-----`, 'utf8');
const PHRASE = 'una frase bien larga';
const QUICK = { N: 2 ** 10, r: 8, p: 1 };

let folder: string;
let file: string;
let slept: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-custody-'));
  file = join(folder, 'claves.json');
  slept = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Wraps by turning every bit round: enough to see that it was asked. */
const keyring = (ready = true): Keyring & { asked: number } => {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    asked: 0,
    available: () => ready,
    wrap: turn,
    unwrap(bytes) {
      this.asked += 1;
      return turn(bytes);
    },
  };
};

const open = (ring: Keyring | null = null): CustodyService =>
  createCustody({
    file,
    recovery: join(folder, 'claves-recuperacion.json'),
    keyring: ring,
    clock: { now: () => 1_780_000_000_000 },
    scrypt: QUICK,
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  });

const code = (value: string) => ({ value: expect.objectContaining({ code: value }) });
const thrown = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

/** As the store would: a few sealed columns, rewritten together. */
const shelf = (rows: Map<string, Buffer>) => (change: (sealed: Buffer, purpose: string) => Buffer) => {
  for (const [purpose, sealed] of rows) rows.set(purpose, change(sealed, purpose));
};

describe('custody without a key', () => {
  it('in an empty profile, seals nothing and writes nothing', () => {
    const custody = open();
    expect(custody.status()).toEqual({
      mode: 'none',
      unlocked: false,
      passphraseNeeded: true,
      resealPending: false,
      opener: null,
    });
    expect(thrown(() => custody.seal(SECRET, 'certificate', 'practice'))).toMatchObject(code('locked'));
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('custody in practice mode', () => {
  it('keeps throwaway keys over a restart, in a file of mode 0600', async () => {
    const custody = open();
    await custody.protectFor('practice', null);
    const sealed = custody.seal(SECRET, 'certificate', 'practice');
    expect(open().open(sealed, 'certificate')).toEqual(SECRET);
    expect(open().status()).toMatchObject({ mode: 'practice', unlocked: true });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['certification', 'production'] as const)('refuses a secret of %s', async (environment) => {
    const custody = open();
    await custody.protectFor('practice', null);
    expect(thrown(() => custody.seal(SECRET, 'certificate', environment))).toMatchObject(
      code('passphrase_required'),
    );
  });

  it('asked again for practice, keeps its key', async () => {
    const custody = open();
    await custody.protectFor('practice', null);
    const before = readFileSync(file, 'utf8');
    await custody.protectFor('practice', null);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('is not left for a real company without keyring and passphrase, and nothing changes', async () => {
    const custody = open(keyring(false));
    await custody.protectFor('practice', null);
    const before = readFileSync(file, 'utf8');
    await expect(custody.protectFor('production', null)).rejects.toMatchObject(code('passphrase_required'));
    await expect(custody.protectFor('production', '')).rejects.toMatchObject(code('passphrase_required'));
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(custody.status()).toMatchObject({ mode: 'practice', unlocked: true });
  });

  it('left for a real company, seals everything again with a fresh key and forgets the old one', async () => {
    const custody = open();
    await custody.protectFor('practice', null);
    const practice = JSON.parse(readFileSync(file, 'utf8')).current.wrap.key as string;
    const rows = new Map([
      ['certificate', custody.seal(SECRET, 'certificate', 'practice')],
      ['caf-key', custody.seal(SECRET, 'caf-key', 'practice')],
    ]);
    const before = new Map(rows);
    await custody.protectFor('production', PHRASE, shelf(rows));
    for (const [purpose, sealed] of rows) {
      expect(sealed.equals(before.get(purpose) ?? sealed)).toBe(false);
      expect(custody.open(sealed, purpose)).toEqual(SECRET);
    }
    expect(readFileSync(file, 'utf8')).not.toContain(practice);
    expect(thrown(() => custody.open(before.get('certificate') ?? SECRET, 'certificate'))).toBeInstanceOf(
      Error,
    );
    expect(custody.seal(SECRET, 'certificate', 'production')).toBeInstanceOf(Buffer);
  });

  it('left while the program is killed before the store was rewritten, opens both and finishes later', async () => {
    const custody = open();
    await custody.protectFor('practice', null);
    const rows = new Map([['certificate', custody.seal(SECRET, 'certificate', 'practice')]]);
    await expect(
      custody.protectFor('production', PHRASE, () => {
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');

    const later = open();
    expect(later.status()).toMatchObject({ mode: 'passphrase', unlocked: false, resealPending: true });
    const old = rows.get('certificate') ?? SECRET;
    expect(later.open(old, 'certificate')).toEqual(SECRET);
    await later.unlock(PHRASE);
    await later.protectFor('production', null, shelf(rows));
    expect(later.status().resealPending).toBe(false);
    expect(later.open(rows.get('certificate') ?? SECRET, 'certificate')).toEqual(SECRET);
    expect(open().status().resealPending).toBe(false);
  });
});

describe('custody by keyring', () => {
  it('where the system has one, needs no passphrase and opens by itself', async () => {
    const ring = keyring();
    const custody = open(ring);
    await custody.protectFor('production', null);
    const sealed = custody.seal(SECRET, 'certificate', 'production');
    const later = open(ring);
    expect(later.status()).toEqual({
      mode: 'keyring',
      unlocked: true,
      passphraseNeeded: false,
      resealPending: false,
      opener: null,
    });
    expect(later.open(sealed, 'certificate')).toEqual(SECRET);
    expect(ring.asked).toBe(1);
  });

  it('where the keyring is gone (another computer), stays locked and says so', async () => {
    const custody = open(keyring());
    await custody.protectFor('production', null);
    const sealed = custody.seal(SECRET, 'certificate', 'production');
    for (const ring of [
      null,
      keyring(false),
      {
        ...keyring(),
        unwrap: () => {
          throw new Error('no');
        },
      },
    ]) {
      const later = open(ring);
      expect(later.status()).toMatchObject({ mode: 'keyring', unlocked: false });
      expect(thrown(() => later.open(sealed, 'certificate'))).toMatchObject(code('locked'));
      await expect(later.unlock(PHRASE)).rejects.toMatchObject(code('locked'));
      await expect(later.protectFor('production', PHRASE)).rejects.toMatchObject(code('locked'));
    }
  });
});

describe('custody by passphrase', () => {
  it('after a restart, is locked until the passphrase comes', async () => {
    const custody = open();
    await custody.protectFor('production', PHRASE);
    const sealed = custody.seal(SECRET, 'certificate', 'production');
    const later = open();
    expect(later.status()).toMatchObject({ mode: 'passphrase', unlocked: false });
    expect(thrown(() => later.open(sealed, 'certificate'))).toMatchObject(code('locked'));
    expect(thrown(() => later.seal(SECRET, 'certificate', 'production'))).toMatchObject(code('locked'));
    await later.unlock(PHRASE);
    expect(later.isUnlocked()).toBe(true);
    expect(later.open(sealed, 'certificate')).toEqual(SECRET);
  });

  it('after wrong ones, waits longer and longer before it looks at the next', async () => {
    await open().protectFor('production', PHRASE);
    const custody = open();
    for (let attempt = 0; attempt < 7; attempt++)
      await expect(custody.unlock('otra frase')).rejects.toMatchObject(code('wrong_passphrase'));
    expect(slept).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    expect(custody.isUnlocked()).toBe(false);
    await custody.unlock(PHRASE);
    expect(custody.isUnlocked()).toBe(true);
    expect(delayAfter(1_000)).toBe(30_000);
  });

  it('guessed many times at once, still waits for each', async () => {
    await open().protectFor('production', PHRASE);
    const custody = open();
    await Promise.allSettled([1, 2, 3, 4].map(() => custody.unlock('otra frase')));
    expect(slept).toEqual([1_000, 2_000, 4_000]);
  });

  it('locked again, opens nothing more', async () => {
    const custody = open();
    await custody.protectFor('production', PHRASE);
    const sealed = custody.seal(SECRET, 'certificate', 'production');
    custody.lock();
    expect(thrown(() => custody.open(sealed, 'certificate'))).toMatchObject(code('locked'));
  });

  it('of a company that is real already, keeps its key for the next one', async () => {
    const custody = open();
    await custody.protectFor('certification', PHRASE);
    const before = readFileSync(file, 'utf8');
    await custody.protectFor('production', 'otra frase');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('custody after a first start that was broken off', () => {
  const nothingSealed = (): void => undefined;

  it('by passphrase, takes the passphrase of the next attempt, and the first one opens nothing', async () => {
    const custody = open();
    await custody.protectFor('production', 'la frase de antes', nothingSealed);
    await custody.protectFor('production', PHRASE, nothingSealed);
    const sealed = custody.seal(SECRET, 'certificate', 'production');
    const later = open();
    await expect(later.unlock('la frase de antes')).rejects.toMatchObject(code('wrong_passphrase'));
    await later.unlock(PHRASE);
    expect(later.open(sealed, 'certificate')).toEqual(SECRET);
  });

  it('and a restart, asks for a passphrase again and is not locked for ever', async () => {
    await open().protectFor('production', 'la frase olvidada', nothingSealed);
    const custody = open();
    expect(custody.status()).toMatchObject({ unlocked: false, passphraseNeeded: true });
    await expect(custody.protectFor('production', null, nothingSealed)).rejects.toMatchObject(code('locked'));
    await custody.protectFor('production', PHRASE, nothingSealed);
    expect(custody.status()).toMatchObject({ mode: 'passphrase', unlocked: true, passphraseNeeded: false });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('may still be used for practice, without a passphrase at the next start', async () => {
    await open().protectFor('production', 'la frase olvidada', nothingSealed);
    const custody = open();
    await custody.protectFor('practice', null, nothingSealed);
    expect(open().status()).toMatchObject({ mode: 'practice', unlocked: true });
  });

  it('with anything sealed, keeps its key, whatever passphrase is given', async () => {
    const custody = open();
    await custody.protectFor('production', PHRASE);
    const rows = new Map([['certificate', custody.seal(SECRET, 'certificate', 'production')]]);
    const before = readFileSync(file, 'utf8');
    await custody.protectFor('production', 'otra frase', shelf(rows));
    await expect(open().protectFor('production', 'otra frase', shelf(rows))).rejects.toMatchObject(
      code('locked'),
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('claves.json', () => {
  it('of every mode, shows neither secret nor passphrase', async () => {
    const custody = open();
    await custody.protectFor('practice', null);
    const texts = [
      readFileSync(file, 'utf8'),
      custody.seal(SECRET, 'caf-key', 'practice').toString('latin1'),
    ];
    await custody.protectFor('production', PHRASE, () => undefined);
    texts.push(
      readFileSync(file, 'utf8'),
      custody.seal(SECRET, 'caf-key', 'production').toString('latin1'),
      JSON.stringify(custody.status()),
    );
    for (const text of texts) {
      expect(text).not.toContain(MARKER);
      expect(text).not.toContain(PHRASE);
      expect(text).not.toContain(SECRET.toString('base64').slice(4, 20));
    }
  });

  it('with any byte of it changed, opens nothing wrongly', async () => {
    const first = open();
    await first.protectFor('production', PHRASE);
    const sealed = first.seal(SECRET, 'certificate', 'production');
    const text = readFileSync(file);
    let refused = 0;
    for (let at = 0; at < text.length; at++) {
      const spoilt = Buffer.from(text);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      writeFileSync(file, spoilt);
      const custody = open();
      const outcome = await custody.unlock(PHRASE).then(
        () => custody.open(sealed, 'certificate').equals(SECRET),
        () => 'refused',
      );
      // Blanks and the time of creation are nobody's secret: then it must open to the right thing.
      if (outcome === 'refused') refused += 1;
      else expect(outcome, `byte ${at}`).toBe(true);
    }
    expect(refused).toBeGreaterThan(200);
  });

  it('that cannot be read, locks, and is set aside, never overwritten, when keys are made anew', async () => {
    writeFileSync(file, '{"format":"resguardo-keys","version":99}');
    const custody = open();
    expect(custody.status()).toMatchObject({ mode: 'unreadable', unlocked: false });
    expect(thrown(() => custody.seal(SECRET, 'certificate', 'practice'))).toMatchObject(code('locked'));
    await custody.protectFor('practice', null);
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(2);
    expect(names[1]).toMatch(/^claves\.json\.conflicto-[\da-f]{12}$/);
    expect(readFileSync(join(folder, names[1] ?? ''), 'utf8')).toContain('99');
  });

  it('that cannot be written, leaves the custody as it was', async () => {
    file = join(folder, 'no-hay', 'claves.json');
    const custody = open();
    await expect(custody.protectFor('practice', null)).rejects.toMatchObject(code('folder_not_writable'));
    expect(custody.status()).toMatchObject({ mode: 'none', unlocked: false });
  });
});

describe('the recovery file', () => {
  it('of a keyring profile / opened with its passphrase on a computer without that keyring / opens what was sealed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'resguardo-recovery-'));
    const cheap = { N: 2 ** 10, r: 8, p: 1 };
    const mask = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x33));
    const parts = { clock: { now: () => 1 }, scrypt: cheap, sleep: async () => undefined };
    try {
      const old = createCustody({
        ...parts,
        file: join(folder, 'claves.json'),
        keyring: { available: () => true, wrap: mask, unwrap: mask },
      });
      await expect(old.recoveryFile('caballo correcto')).rejects.toMatchObject({ value: { code: 'locked' } });
      await old.protectFor('production', null);
      const sealed = old.seal(Buffer.from('llave'), 'certificate', 'production');
      const recovery = await old.recoveryFile('caballo correcto');
      expect(recovery.includes('llave')).toBe(false);

      writeFileSync(join(folder, 'otro.json'), recovery);
      const fresh = createCustody({ ...parts, file: join(folder, 'otro.json'), keyring: null });
      expect(fresh.status()).toMatchObject({ mode: 'passphrase', unlocked: false });
      await expect(fresh.unlock('otra')).rejects.toMatchObject({ value: { code: 'wrong_passphrase' } });
      await fresh.unlock('caballo correcto');
      expect(fresh.open(sealed, 'certificate').toString()).toBe('llave');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** A profile whose keys a keyring keeps, with a recovery passphrase; and what was sealed in it. */
const withRecovery = async (): Promise<Buffer> => {
  const custody = open(keyring());
  await custody.protectFor('production', null);
  writeFileSync(
    join(folder, 'claves-recuperacion.json'),
    await custody.recoveryFile('frase de recuperación'),
  );
  return custody.seal(SECRET, 'certificate', 'production');
};
const RECOVERY = 'frase de recuperacio\u0301n';
/** Another session, or another computer: what the other one wrapped means nothing to it. */
const strange = (): Keyring => ({
  available: () => true,
  wrap: (plain) => Buffer.concat([Buffer.from('x'), plain]),
  unwrap: (wrapped) => {
    if (wrapped[0] !== 0x78) throw new Error('not mine');
    return wrapped.subarray(1);
  },
});

describe('custody whose keyring is lost', () => {
  it('says that the recovery passphrase opens it, opens with it, and from then on by the new keyring', async () => {
    const sealed = await withRecovery();
    const custody = open(strange());
    expect(custody.status()).toMatchObject({ mode: 'keyring', unlocked: false, opener: 'recovery' });
    await expect(custody.unlock('otra frase')).rejects.toMatchObject(code('wrong_passphrase'));
    await custody.unlock(RECOVERY);
    expect(slept).toEqual([1_000]);
    expect(custody.open(sealed, 'certificate')).toEqual(SECRET);
    const next = open(strange());
    expect(next.status()).toMatchObject({ mode: 'keyring', unlocked: true, opener: null });
    expect(next.open(sealed, 'certificate')).toEqual(SECRET);
  });

  it('without a new keyring, asks for the recovery passphrase at each start', async () => {
    const sealed = await withRecovery();
    const custody = open(null);
    await custody.unlock(RECOVERY);
    expect(custody.status().mode).toBe('passphrase');
    const next = open(null);
    expect(next.status().opener).toBe('passphrase');
    await next.unlock(RECOVERY);
    expect(next.open(sealed, 'certificate')).toEqual(SECRET);
  });

  it.each(['gone', 'rubbish'])(
    'with a key file that is %s, opens by the recovery passphrase too',
    async (how) => {
      const sealed = await withRecovery();
      if (how === 'gone') rmSync(file);
      else writeFileSync(file, '{"format":');
      const custody = open(keyring());
      expect(custody.status().opener).toBe('recovery');
      await custody.unlock(RECOVERY);
      expect(open(keyring()).open(sealed, 'certificate')).toEqual(SECRET);
    },
  );

  it('with the recovery of other keys, or none, is lost until new ones are made; the old file is kept', async () => {
    const sealed = await withRecovery();
    const other = readFileSync(join(folder, 'claves-recuperacion.json'), 'utf8');
    writeFileSync(
      join(folder, 'claves-recuperacion.json'),
      other.replace(/"id": "[\da-f]{16}"/, '"id": "0123456789abcdef"'),
    );
    const custody = open(strange());
    expect(custody.status().opener).toBe('lost');
    await expect(custody.unlock(RECOVERY)).rejects.toMatchObject(code('locked'));
    const before = readFileSync(file, 'utf8');
    await custody.renew('production', null);
    expect(custody.status()).toMatchObject({ mode: 'keyring', unlocked: true, opener: null });
    expect(thrown(() => custody.open(sealed, 'certificate'))).toBeInstanceOf(Error);
    const kept = readdirSync(folder).filter((name) => name.startsWith('claves') && name !== 'claves.json');
    expect(kept.some((name) => readFileSync(join(folder, name), 'utf8') === before)).toBe(true);
    const again = custody.seal(SECRET, 'certificate', 'production');
    expect(open(strange()).open(again, 'certificate')).toEqual(SECRET);
  });
});

describe('custody whose passphrase is changed', () => {
  it('opens with the new one alone, and what was sealed is untouched', async () => {
    const custody = open();
    await custody.protectFor('production', PHRASE);
    const sealed = custody.seal(SECRET, 'certificate', 'production');
    await expect(custody.changePassphrase('errada', 'otra frase larga')).rejects.toMatchObject(
      code('wrong_passphrase'),
    );
    await custody.changePassphrase(PHRASE, 'otra frase larga');
    expect(slept).toEqual([1_000]);
    expect(custody.open(sealed, 'certificate')).toEqual(SECRET);
    const next = open();
    await expect(next.unlock(PHRASE)).rejects.toMatchObject(code('wrong_passphrase'));
    await next.unlock('otra frase larga');
    expect(next.open(sealed, 'certificate')).toEqual(SECRET);
    expect(readFileSync(file, 'utf8')).not.toContain('frase');
  });

  it('is refused where none is in use, and a new one must be something', async () => {
    const custody = open(keyring());
    await custody.protectFor('production', null);
    await expect(custody.changePassphrase('a', 'otra frase larga')).rejects.toMatchObject(
      code('bad_request'),
    );
    await expect(custody.renew('production', null)).rejects.toMatchObject(code('bad_request'));
  });

  it('when it was forgotten, gives way to new keys', async () => {
    await open().protectFor('production', PHRASE);
    const custody = open();
    await expect(custody.renew('production', null)).rejects.toMatchObject(code('passphrase_required'));
    await custody.renew('production', 'una frase nueva');
    expect(custody.isUnlocked()).toBe(true);
    const next = open();
    await next.unlock('una frase nueva');
    expect(next.isUnlocked()).toBe(true);
  });
});
