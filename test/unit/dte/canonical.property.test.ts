import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { group, text } from '../../../main/domain/schema/build.ts';
import { canonicalise, parseXml } from '../../../main/dte/canonical.ts';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { unwritableCharacter } from '../../../main/dte/latin1.ts';
import { verifyDte, verifyFile } from '../../../main/dte/verify.ts';
import { writeElement } from '../../../main/dte/writer.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import {
  cafOf,
  factura,
  PRACTICE,
  SIGNED_AT,
  signed,
  throwaway,
  wrapped,
} from '../../support/certificates.ts';

const WRITABLE = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)).filter(
  (letter) => unwritableCharacter(letter) === null,
);
const latin1 = fc
  .array(fc.constantFrom(...WRITABLE), { minLength: 1, maxLength: 80 })
  .map((all) => all.join(''));

const schema = group('Documento', [
  group('Detalle', [text('NmbItem', 80), text('DscItem', 1000)], { max: 60 }),
]);

describe('text that writeElement writes', () => {
  it('for any Latin-1 content, is its own canonical form: C14N gives back its UTF-8', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ NmbItem: latin1, DscItem: latin1 }), { maxLength: 5 }), (lines) => {
        const xml = writeElement(schema, { Detalle: lines }, { attributes: { ID: 'F1T33' } }).trimEnd();
        const document = parseXml(xml);
        const canonical = canonicalise(document, document.documentElement, '/*');
        expect(Buffer.from(canonical, 'utf8').equals(Buffer.from(xml, 'utf8'))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('for any Latin-1 names, is signed and stamped so that both verify', () => {
    const { caf, key } = cafOf(33);
    const engine = createDteEngine();
    fc.assert(
      fc.property(latin1, latin1, (name, item) => {
        const document = factura();
        const content: DraftObject = {
          ...document.content,
          Encabezado: {
            ...(document.content.Encabezado as DraftObject),
            Receptor: { RUTRecep: '60803000-K', RznSocRecep: name },
          },
          Detalle: [{ NroLinDet: 1, NmbItem: item, MontoItem: 1190 }],
        };
        const dte = engine.sign({ ...document, content }, caf, key, throwaway().certificate, SIGNED_AT);
        expect(verifyDte(dte.bytes, PRACTICE).filter((verdict) => !verdict.ok)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

const isSpace = (byte: number | undefined): boolean => [0x20, 0x09, 0x0a, 0x0d].includes(byte ?? 0);
const isInTag = (bytes: Buffer, offset: number): boolean =>
  bytes.lastIndexOf('<', offset) > bytes.lastIndexOf('>', offset);

describe('a byte of a signed document', () => {
  it('changed anywhere in the content, makes verifyDte say not ok', () => {
    const { bytes } = signed();
    const from = bytes.indexOf('<Documento');
    const to = bytes.indexOf('</Documento>');
    let tried = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: to - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (offset, flip) => {
          const changed = Buffer.from(bytes);
          changed[offset] = (changed[offset] ?? 0) ^ flip;
          // White space for white space: inside of a tag XML reads all alike, and CR for LF everywhere. Nothing changed.
          const both = [bytes[offset], changed[offset]].every((byte) => isSpace(byte));
          fc.pre(!(both && (isInTag(bytes, offset) || changed[offset] === 0x0d)));
          tried++;
          expect(verifyDte(changed, PRACTICE).every((verdict) => verdict.ok)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
    expect(tried).toBeGreaterThanOrEqual(400);
  });
});

describe('verifyFile', () => {
  it('of an envelope with bytes changed anywhere, gives verdicts or an AppError, never anything else', () => {
    const envelope = wrapped();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: envelope.length - 1 }), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (changes) => {
          const changed = Buffer.from(envelope);
          for (const [offset, byte] of changes) changed[offset] = byte;
          try {
            verifyFile('f.xml', changed, PRACTICE);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
