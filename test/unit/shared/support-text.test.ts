import { expect, test } from 'vitest';
import { supportText, withoutSecrets } from '../../../shared/format/support-text.ts';
import type { AttemptView } from '../../../shared/ipc/parts.ts';

const ATTEMPT: AttemptView = {
  number: 2,
  kind: 'upload',
  startedAt: Date.UTC(2026, 6, 5, 15, 30),
  durationMs: 320,
  outcome: 'refused',
  error: { class: 'validation', code: 'bad_schema', params: {} },
  httpStatus: 200,
  trackId: null,
  nextDueAt: null,
  request: 'POST https://sii.invalid/cgi_dte/UPL/DTEUpload\narchivo=Envio_F12T33.xml (9 bytes, sha256 00)',
  raw: '<RECEPCIONDTE><STATUS>7</STATUS></RECEPCIONDTE>',
};

test.each([
  ['<SII:RESP_BODY><TOKEN>aB3xYz</TOKEN>', '<SII:RESP_BODY><TOKEN>***</TOKEN>'],
  ['<sii:token x="1">aB3</sii:token>', '<sii:token x="1">***</sii:token>'],
  ['<SEMILLA>000123</SEMILLA>', '<SEMILLA>***</SEMILLA>'],
  ['{"token" : "aB3","ok":1}', '{"token" : "***","ok":1}'],
  ['Cookie: TOKEN=aB3; path=/', 'Cookie: TOKEN=***; path=/'],
  ['<STATUS>7</STATUS>', '<STATUS>7</STATUS>'],
])('%s / withoutSecrets / %s', (raw, clean) => {
  expect(withoutSecrets(raw)).toBe(clean);
});

test('attempts / supportText / say what was done and what came back, in one text', () => {
  const text = supportText('Factura 12', [ATTEMPT, { ...ATTEMPT, number: 3, request: null, raw: null }]);
  expect(text.split('\n\n')).toEqual([
    'Factura 12',
    '2. Envío · 05-07-2026, 11:30 · 320 ms · No aceptado · HTTP 200 · Código para soporte: bad_schema\nLo que enviamos:\nPOST https://sii.invalid/cgi_dte/UPL/DTEUpload\narchivo=Envio_F12T33.xml (9 bytes, sha256 00)\nLo que contestó el SII:\n<RECEPCIONDTE><STATUS>7</STATUS></RECEPCIONDTE>',
    '3. Envío · 05-07-2026, 11:30 · 320 ms · No aceptado · HTTP 200 · Código para soporte: bad_schema\nLo que contestó el SII:\nNo llegó respuesta.',
  ]);
});
