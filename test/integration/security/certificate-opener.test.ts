import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { createCertificateOpener, type OpenCertificate } from '../../../main/security/certificate-opener.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { HOLDER, throwaway } from '../../support/certificates.ts';
import { pfxAskingFor } from '../../support/hostile-pfx.ts';

const PASSWORD = 'ñandú & co';

const codeOf = async (open: OpenCertificate, file: Buffer, password = PASSWORD): Promise<string> => {
  try {
    await open(file, password);
  } catch (error) {
    return error instanceof AppError ? error.value.code : String(error);
  }
  return 'opened';
};

test('certificate opener / the right password / the same certificate and key as on the main thread', async () => {
  const opened = await createCertificateOpener()(throwaway().pfx(PASSWORD), PASSWORD);
  expect(opened).toMatchObject({ rut: HOLDER, name: 'José Ñandú Pérez' });
  expect(opened.key.equals(throwaway().certificate.key)).toBe(true);
});

test('certificate opener / a wrong password, no certificate, a file of two billion iterations / the codes of the reader', async () => {
  const open = createCertificateOpener();
  expect(await codeOf(open, throwaway().pfx(PASSWORD), 'otra')).toBe('pfx_wrong_password');
  expect(await codeOf(open, Buffer.from('hola'))).toBe('pfx_unreadable');
  expect(await codeOf(open, Buffer.alloc(2_000_000, 0x30))).toBe('pfx_unreadable');
  expect(await codeOf(open, pfxAskingFor(0x7fffffff))).toBe('pfx_too_costly');
});

test('certificate opener / files that cost most of a second each, two at once / the main loop never waits', async () => {
  const open = createCertificateOpener();
  const file = pfxAskingFor(400_000);
  await codeOf(open, throwaway().pfx(PASSWORD));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const codes = await Promise.all(Array.from({ length: 2 }, () => codeOf(open, file)));
  delay.disable();
  expect(codes).toEqual(['pfx_wrong_password', 'pfx_wrong_password']);
  const longest = delay.max / 1e6;
  console.info(`longest wait of the main loop: ${longest.toFixed(0)} ms`);
  expect(longest).toBeLessThan(250);
});

test('certificate opener / a file that takes longer than the limit / too costly, and the next one opens', async () => {
  const open = createCertificateOpener({ limitMs: 1 });
  expect(await codeOf(open, pfxAskingFor(900_000))).toBe('pfx_too_costly');
  expect(await codeOf(createCertificateOpener(), throwaway().pfx(PASSWORD))).toBe('opened');
});
