import { describe, expect, it } from 'vitest';
import { runDteCli } from '../../../main/cli/dte.ts';
import type { CliIo } from '../../../main/cli/io.ts';
import { toDteFile } from '../../../main/dte/engine.ts';
import { DOCUMENT_TYPES, type DocumentType } from '../../../shared/domain/document-type.ts';
import { factura, NOW, signed } from '../../support/certificates.ts';
import { COMPANY, draftOf, reference } from '../domain/support/drafts.ts';

/** Files in memory. */
const ioOf = (files: Record<string, string | Buffer>): CliIo & { readonly written: Map<string, Buffer> } => {
  const written = new Map<string, Buffer>();
  return {
    written,
    readFile: async (path) => {
      const found = written.get(path) ?? files[path];
      if (found === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' });
      return Buffer.from(found);
    },
    writeFile: async (path, bytes) => {
      if (path.startsWith('readonly')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      written.set(path, bytes);
    },
    now: () => NOW,
  };
};

const DRAFT = JSON.stringify({ draft: factura().content });
const BUILD = ['build', 'd.json', '--practice', '--out', 'out'];

describe('dte totals', () => {
  it('of a draft, prints the Totales of the SII', async () => {
    const { code, output } = await runDteCli(['totals', 'd.json'], ioOf({ 'd.json': DRAFT }));
    expect({ code, output }).toEqual({
      code: 0,
      output: { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190 },
    });
  });

  it('of a draft that stands alone with a BOM before it, prints the same', async () => {
    const alone = `\ufeff${JSON.stringify(factura().content)}`;
    const { output } = await runDteCli(['totals', 'd.json'], ioOf({ 'd.json': alone }));
    expect(output).toMatchObject({ MntTotal: 1190 });
  });

  it.each([
    ['no JSON', '{', 'draft_unreadable'],
    ['a list', '[]', 'draft_invalid'],
    ['no type', '{"Detalle":[{"NmbItem":"a","PrcItem":1}]}', 'draft_invalid'],
    ['a type that is not known', '{"Encabezado":{"IdDoc":{"TipoDTE":99}}}', 'draft_invalid'],
    [
      'a price in words',
      '{"Encabezado":{"IdDoc":{"TipoDTE":33}},"Detalle":[{"NmbItem":"a","PrcItem":"dos"}]}',
      'draft_invalid',
    ],
  ])('of %s, gives the error and the code 2', async (_, json, expected) => {
    const result = await runDteCli(['totals', 'd.json'], ioOf({ 'd.json': json }));
    expect(result).toMatchObject({ code: 2, output: { error: { code: expected } } });
    expect(result.message).toContain(expected);
  });

  it('of a file that is not there, gives not_found', async () => {
    const result = await runDteCli(['totals', 'x.json'], ioOf({}));
    expect(result).toMatchObject({ code: 2, output: { error: { code: 'not_found' } } });
  });
});

describe('dte of every type', () => {
  const draft = (type: DocumentType): string => {
    const note = [56, 61, 111, 112].includes(type);
    return JSON.stringify(
      draftOf(type, {
        encabezado: {
          Emisor: {
            RUTEmisor: COMPANY.rut,
            RznSoc: COMPANY.name,
            GiroEmis: COMPANY.giro,
            Acteco: COMPANY.acteco,
            DirOrigen: COMPANY.address,
            CmnaOrigen: COMPANY.comuna,
          },
        },
        ...(type >= 110 ? { totales: { TpoMoneda: 'DOLAR USA' } } : {}),
        ...(note ? { rest: { Referencia: [reference(1)] } } : {}),
      }),
    );
  };

  it.each(DOCUMENT_TYPES)('when it is %i, then totals and build take it', async (type) => {
    const io = ioOf({ 'd.json': draft(type) });
    const totals = await runDteCli(['totals', 'd.json'], io);
    expect(totals).toMatchObject({ code: 0, output: { MntTotal: expect.any(Number) } });
    const built = await runDteCli(BUILD, io);
    expect(built.message).toBe('');
    expect(built.code).toBe(0);
    expect(await runDteCli(['verify', ...io.written.keys()], io)).toMatchObject({ code: 0 });
  });

  it.each(DOCUMENT_TYPES)('when a price of %i is in words, then both say so with 2', async (type) => {
    const io = ioOf({ 'd.json': draft(type).replace('"PrcItem":1000', '"PrcItem":"mil"') });
    for (const args of [['totals', 'd.json'], BUILD]) {
      expect(await runDteCli(args, io)).toMatchObject({
        code: 2,
        output: { error: { code: 'draft_invalid', fields: [{ path: 'Detalle.0.PrcItem' }] } },
      });
    }
    expect(io.written.size).toBe(0);
  });

  it.each([
    ['null', 'draft_invalid'],
    ['"texto"', 'draft_invalid'],
    ['{"draft":null}', 'draft_invalid'],
    ['{"Encabezado":[]}', 'draft_invalid'],
    ['{"Encabezado":{"IdDoc":{"TipoDTE":"33"}},"Detalle":{"a":{"b":[]}}}', 'draft_invalid'],
    ['{"Encabezado":{"IdDoc":{"TipoDTE":33}},"Detalle":[]}', 'draft_invalid'],
    ['{"Encabezado":{"IdDoc":{"TipoDTE":43}},"Detalle":[{"NmbItem":"a","MontoItem":1}]}', 'draft_invalid'],
    ['\u0000', 'draft_unreadable'],
  ])('when the draft is %j, then both say %s with 2', async (json, code) => {
    const io = ioOf({ 'd.json': json });
    for (const args of [['totals', 'd.json'], BUILD])
      expect(await runDteCli(args, io)).toMatchObject({ code: 2, output: { error: { code } } });
  });
});

describe('dte build', () => {
  it('of a draft, writes document and envelope that verify finds good', async () => {
    const io = ioOf({ 'd.json': DRAFT });
    const { code, output } = await runDteCli(BUILD, io);
    expect(code).toBe(0);
    expect(output).toMatchObject({
      files: [
        { kind: 'dte', id: 'F7T33', sha256: expect.stringMatching(/^[\da-f]{64}$/) },
        { kind: 'envelope', id: 'SetDoc', sha256: expect.stringMatching(/^[\da-f]{64}$/) },
      ],
    });
    const verified = await runDteCli(['verify', ...io.written.keys()], io);
    expect(verified).toMatchObject({ code: 0, message: '' });
    expect(verified.output).toHaveLength(3 + 4);
  });

  it('of a draft with a field missing, names the field', async () => {
    const { Emisor: _, ...rest } = factura().content['Encabezado'] as Record<string, never>;
    const io = ioOf({ 'd.json': JSON.stringify({ ...factura().content, Encabezado: rest }) });
    const result = await runDteCli(BUILD, io);
    expect(result).toMatchObject({ code: 2, output: { error: { code: 'draft_invalid' } } });
    expect(JSON.stringify(result.output)).toContain('Encabezado.Emisor');
    expect(io.written.size).toBe(0);
  });

  it('where nothing can be written, says so', async () => {
    const args = ['build', 'd.json', '--practice', '--out=readonly'];
    const result = await runDteCli(args, ioOf({ 'd.json': DRAFT }));
    expect(result).toMatchObject({ code: 2, output: { error: { code: 'folder_not_writable' } } });
  });

  it.each([
    [['build', 'd.json', '--out', 'o']],
    [['build', 'd.json', '--practice']],
    [['build', '--practice', '--out', 'o']],
    [['build', 'd.json', '--practice', '--out', 'o', '--produccion']],
    [['verify']],
    [['totals']],
    [['totals', 'a', 'b']],
    [['nothing']],
    [[]],
  ])('with the arguments %j, prints the usage and gives 2', async (args) => {
    const result = await runDteCli(args, ioOf({ 'd.json': DRAFT }));
    expect(result).toMatchObject({ code: 2, output: { error: { code: 'bad_request' } } });
    expect(result.message).toContain('usage:');
  });
});

describe('dte verify', () => {
  it('of a good and a changed file, lists the verdicts of both and gives 1', async () => {
    const good = toDteFile(signed());
    const bad = Buffer.from(good.toString('latin1').replace('>1190<', '>1191<'), 'latin1');
    const result = await runDteCli(
      ['verify', 'good.xml', 'bad.xml'],
      ioOf({ 'good.xml': good, 'bad.xml': bad }),
    );
    expect(result.code).toBe(1);
    expect((result.output as { file: string; ok: boolean }[]).map(({ file, ok }) => `${file} ${ok}`)).toEqual(
      ['good.xml true', 'good.xml true', 'good.xml true', 'bad.xml false', 'bad.xml false', 'bad.xml true'],
    );
    expect(Object.keys((result.output as object[])[0] ?? {})).toEqual([
      'file',
      'kind',
      'id',
      'ok',
      'reason',
      'context',
    ]);
  });

  it('of a file that is no XML, names it and gives 2', async () => {
    const result = await runDteCli(['verify', 'a.txt'], ioOf({ 'a.txt': 'hola' }));
    expect(result).toMatchObject({
      code: 2,
      output: { error: { code: 'bad_request', params: { file: 'a.txt' } } },
    });
  });
});
