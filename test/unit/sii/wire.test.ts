import { describe, expect, it } from 'vitest';
import { isPinned, isSafe, SII_ENDPOINTS } from '../../../main/sii/endpoints.ts';
import { soapBody } from '../../../main/sii/factura/soap.ts';
import { uploadForm } from '../../../main/sii/multipart.ts';
import { readForm } from '../../../main/sii/practice/form.ts';
import { exchangeOf, RAW_LIMIT_BYTES } from '../../../main/sii/raw.ts';
import { parseRetryAfter } from '../../../main/sii/retry-after.ts';
import { silenceOf } from '../../../main/sii/transport-errors.ts';

describe('upload form', () => {
  const file = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>\u00f1</a>', 'latin1');

  it('whole body: the bytes of the manual, field by field', () => {
    const { body, contentType } = uploadForm('7880442-4', '88888888-8', 'envio.xml', file, 'B');
    expect(contentType).toBe('multipart/form-data; boundary=B');
    expect(body.toString('latin1')).toBe(
      '--B\r\nContent-Disposition: form-data; name="rutSender"\r\n\r\n7880442\r\n' +
        '--B\r\nContent-Disposition: form-data; name="dvSender"\r\n\r\n4\r\n' +
        '--B\r\nContent-Disposition: form-data; name="rutCompany"\r\n\r\n88888888\r\n' +
        '--B\r\nContent-Disposition: form-data; name="dvCompany"\r\n\r\n8\r\n' +
        '--B\r\nContent-Disposition: form-data; name="archivo"; filename="envio.xml"\r\nContent-Type: text/xml\r\n\r\n' +
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>\u00f1</a>\r\n--B--\r\n',
    );
  });

  it('read back by the practice SII: the file byte by byte', () => {
    const { body, contentType } = uploadForm('7880442-4', '45000054-K', 'envio.xml', file);
    const form = readForm(contentType, body);
    expect(form).toMatchObject({ kind: 'form' });
    if (form.kind !== 'form') return;
    expect(form.parts.map((part) => part.name)).toEqual([
      'rutSender',
      'dvSender',
      'rutCompany',
      'dvCompany',
      'archivo',
    ]);
    expect(form.parts[4]?.content.equals(file)).toBe(true);
  });

  it.each(['a.xml\r\nX: 1', 'ñ.xml', 'a.txt', '../a.xml', ''])('file name %j: refused', (name) => {
    expect(() => uploadForm('1-9', '1-9', name, file)).toThrow('file name');
  });
});

describe('SOAP body', () => {
  it('parameters: escaped, typed, with xsi and xsd declared', () => {
    const text = soapBody('https://maullin.sii.cl', {
      path: '/DTEWS/GetTokenFromSeed.jws',
      operation: 'getToken',
      parameters: [['pszXml', '<a b="1">&\'</a>']],
    }).toString();
    expect(text).toContain(
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
    );
    expect(text).toContain(
      '<m:getToken xmlns:m="https://maullin.sii.cl/DTEWS/GetTokenFromSeed.jws"><pszXml xsi:type="xsd:string">' +
        '&lt;a b=&quot;1&quot;&gt;&amp;&apos;&lt;/a&gt;</pszXml></m:getToken>',
    );
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 6, 5, 12, 0, 0);
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['99999999', 86_400_000],
    ['Sun, 05 Jul 2026 12:00:30 GMT', 30_000],
    ['Sun, 05 Jul 2026 11:00:00 GMT', 0],
    ['Sun, 05 Jul 2099 11:00:00 GMT', 86_400_000],
    ['-5', null],
    ['soon', null],
    ['1.5', null],
    ['', null],
    [null, null],
  ])('%j: %j ms', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});

describe('endpoints', () => {
  it('SII hosts: https, as published', () => {
    expect(Object.values(SII_ENDPOINTS).flatMap((each) => Object.values(each))).toEqual([
      'https://maullin.sii.cl',
      'https://apicert.sii.cl',
      'https://pangal.sii.cl',
      'https://palena.sii.cl',
      'https://api.sii.cl',
      'https://rahue.sii.cl',
    ]);
  });

  it.each(['http://maullin.sii.cl', 'http://127.0.0.1.evil.cl', 'http://localhost:1', 'ftp://127.0.0.1'])(
    '%s in the clear: refused',
    (base) => {
      expect(isSafe(new URL(base))).toBe(false);
    },
  );

  it.each([
    ['production', 'https://palena.sii.cl', true],
    ['production', 'https://rahue.sii.cl', true],
    ['production', 'https://maullin.sii.cl', false],
    ['production', 'https://palena.sii.cl:8443', false],
    ['production', 'https://palena.sii.cl.evil.cl', false],
    ['production', 'http://palena.sii.cl', false],
    ['production', 'http://127.0.0.1:8080', false],
    ['certification', 'https://maullin.sii.cl', true],
    ['certification', 'https://palena.sii.cl', false],
    ['practice', 'http://127.0.0.1:8080', true],
    ['practice', 'http://127.0.0.2:8080', false],
    ['practice', 'http://localhost:8080', false],
    ['practice', 'https://palena.sii.cl', false],
    ['practice', 'https://maullin.sii.cl', false],
  ] as const)('a business in %s / asked to speak with %s / %s', (environment, base, expected) => {
    expect(isPinned(environment, new URL(base))).toBe(expected);
  });

  it('loopback: allowed for the practice SII', () => {
    expect(isSafe(new URL('http://127.0.0.1:8080'))).toBe(true);
  });
});

describe('errors of the transport', () => {
  const error = (code: string): Error => Object.assign(new Error('x'), { code });
  it.each([
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout'],
    ['ECONNREFUSED', 'connection'],
    ['ENOTFOUND', 'connection'],
    ['EAI_AGAIN', 'connection'],
    ['ECONNRESET', 'connection'],
    ['EPIPE', 'connection'],
    ['UND_ERR_SOCKET', 'connection'],
    ['EPROTO', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['SOMETHING_NEW', 'connection'],
  ])('%s: %s, began kept', (code, cause) => {
    expect(silenceOf(error(code), true)).toEqual({ kind: 'transport', began: true, cause, detail: code });
    expect(silenceOf(error(code), false)).toMatchObject({ began: false });
  });

  it.each([
    ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too_large'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'truncated'],
    ['HPE_INVALID_CONSTANT', 'other'],
  ])('%s: unreadable %s', (code, what) => {
    expect(silenceOf(error(code), true)).toEqual({ kind: 'unreadable', what });
  });

  it('error without a code: connection', () => {
    expect(silenceOf(new Error('x'), true)).toMatchObject({ cause: 'connection', detail: 'Error' });
    expect(silenceOf('odd', true)).toMatchObject({ cause: 'connection', detail: 'unknown' });
  });
});

describe('kept answer', () => {
  const of = (received: Buffer, token: string | null) =>
    exchangeOf({ reply: null, silence: null, httpStatus: 200, received, durationMs: 1, sent: null }, token)
      .raw;

  it('token in it: hidden, sent or granted', () => {
    const raw = of(
      Buffer.from('Cookie TOKEN=s3cret <TOKEN>granted</TOKEN> &lt;TOKEN&gt;other&lt;/TOKEN&gt;'),
      's3cret',
    );
    expect(raw?.toString()).toBe('Cookie TOKEN=*** <TOKEN>***</TOKEN> &lt;TOKEN&gt;***&lt;/TOKEN&gt;');
  });

  it('long body: cut at 64 KiB', () => {
    expect(of(Buffer.alloc(RAW_LIMIT_BYTES * 3, 97), null)?.length).toBe(RAW_LIMIT_BYTES);
  });

  it('bytes of any charset: kept as they came', () => {
    const bytes = Buffer.from([0xf1, 0xff, 0x80, 0x0a]);
    expect(of(bytes, 'token')?.equals(bytes)).toBe(true);
  });
});
