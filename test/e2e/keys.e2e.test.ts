import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { unwrapByPassphrase, wrapByPassphrase } from '../../main/security/passphrase.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { until } from '../support/page/until.ts';
import { factura, isReceived } from './support/documents.ts';
import { itInPractice } from './support/world.ts';

const RECOVERY = 'frase de recuperación';
const CHANGED = 'otra frase muy larga';

/** The key file of a practice profile: its data key lies there as it is. */
const readKey = (file: string) => {
  const { current } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly current: {
      readonly id: string;
      readonly createdAt: number;
      readonly wrap: { readonly key: string };
    };
  };
  return { ...current, bytes: Buffer.from(current.wrap.key, 'base64') };
};

const keyFile = (id: string, createdAt: number, wrap: object): string =>
  JSON.stringify({ format: 'resguardo-keys', version: 1, current: { id, createdAt, wrap }, previous: [] });

describe('keys that this computer does not open by itself', () => {
  itInPractice(
    'after the keyring was lost, open by the recovery passphrase, which can be changed; without it there are new ones',
    async (first) => {
      const own = join(first.profileDir, 'claves.json');
      const recovery = join(first.profileDir, 'claves-recuperacion.json');
      const { id, createdAt, bytes } = readKey(own);
      const wrap = { mode: 'passphrase', ...(await wrapByPassphrase({ id, bytes }, RECOVERY)) };
      const lost = keyFile(id, createdAt, {
        mode: 'keyring',
        key: Buffer.from('de otro computador').toString('base64'),
      });

      const second = await first.restart('quit', {
        meanwhile: () => {
          writeFileSync(own, lost);
          writeFileSync(recovery, keyFile(id, createdAt, wrap));
        },
      });
      const { page, launched } = second;
      const banner = page.getByTestId('locked-banner');
      await banner.getByText(texts.keys.banner.recovery.title).waitFor();
      await launched.screenshot('keys-recovery');
      await page.getByTestId('unlock-passphrase').fill('no es esta');
      await page.getByTestId('unlock-submit').click();
      await banner.getByText(texts.errors.wrong_passphrase().what).waitFor();
      await page.getByTestId('unlock-passphrase').fill(RECOVERY);
      await page.getByTestId('unlock-submit').click();
      await banner.waitFor({ state: 'hidden' });
      const document = await second.issue(factura());
      await second.waitFor(document, 'received', isReceived);

      await second.go('ajustes');
      await page.getByTestId('settings-keys').click();
      await page.getByTestId('keys-state').getByText(texts.keys.state.passphrase).waitFor();
      await second.settle();
      await launched.screenshot('keys-section');
      await page.getByTestId('keys-change').click();
      await page.getByTestId('keys-before').fill(RECOVERY);
      await page.getByTestId('new-passphrase').fill(CHANGED);
      await page.getByTestId('new-passphrase-again').fill(CHANGED);
      await second.settle();
      await launched.screenshot('keys-change');
      await page.getByTestId('passphrase-submit').click();
      await page.getByText(texts.keys.change.done).waitFor();
      const kept = JSON.parse(readFileSync(own, 'utf8')).current;
      expect((await unwrapByPassphrase(kept.id, kept.wrap, CHANGED)).bytes).toEqual(bytes);

      const third = await second.restart('quit', {
        meanwhile: () => {
          writeFileSync(own, lost);
          rmSync(recovery);
        },
      });
      await third.page.getByTestId('locked-to-keys').click();
      await third.page.getByTestId('keys-state').getByText(texts.keys.closed.lost).waitFor();
      await third.settle();
      await third.launched.screenshot('keys-lost');
      await third.page.getByTestId('keys-renew').click();
      // Keys of Práctica protect nothing, and no passphrase is asked for that would not be used.
      await third.page.getByTestId('keys-renew-submit').waitFor();
      expect(await third.page.getByTestId('new-passphrase').count()).toBe(0);
      await third.settle();
      await third.launched.screenshot('keys-renew');
      await third.page.getByTestId('keys-renew-submit').click();
      await third.page.getByTestId('locked-banner').waitFor({ state: 'hidden' });
      await until('open keys', async () => (await ask(third.page, 'keys.status', {})).unlocked);
      expect((await ask(third.page, 'keys.status', {})).mode).toBe('practice');
    },
    { timeout: 120_000 },
  );
});
