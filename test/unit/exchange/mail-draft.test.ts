import { describe, expect, it } from 'vitest';
import { mailtoOf } from '../../../main/exchange/mail-draft.ts';

describe('a mailto address', () => {
  it('says subject and body, lines ending in CRLF', () => {
    expect(mailtoOf({ to: 'ana@example.cl', subject: 'Factura 1', body: 'Hola\nadiós' })).toBe(
      'mailto:ana@example.cl?subject=Factura%201&body=Hola%0D%0Aadi%C3%B3s',
    );
  });

  it('lets no text of a document become a header or another address', () => {
    const address = mailtoOf({ to: 'a@b.cl?bcc=x@y.cl', subject: 'Ñandú & Cía\r\nBcc: x', body: '&cc=z' });
    const { searchParams, pathname } = new URL(address);
    expect(pathname).not.toContain('?');
    expect([...searchParams.keys()]).toEqual(['subject', 'body']);
  });

  it('too long for a mail program, begins without its body', () => {
    const address = mailtoOf({ to: '', subject: 'Factura', body: 'ñ'.repeat(1_000) });
    expect(address).toBe('mailto:?subject=Factura');
  });
});
