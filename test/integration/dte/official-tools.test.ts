import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDraft, readDraft } from '../../../main/domain/draft/index.ts';
import { dig } from '../../../main/domain/values.ts';
import { createDteEngine, toDteFile } from '../../../main/dte/engine.ts';
import type { SignedDte } from '../../../main/dte/types.ts';
import { extractDtes, verifyFile } from '../../../main/dte/verify.ts';
import { CARATULA, cafOf, PRACTICE, SIGNED_AT, throwaway } from '../../support/certificates.ts';
import { COMPANY, context, draftOf } from '../../unit/domain/support/drafts.ts';
import { UNUSUAL } from '../../unit/domain/support/unusual.ts';
import { readShared, run, SHARED, scratch, xmllint, xmlsec1 } from './tools.ts';

interface Built {
  readonly name: string;
  readonly dte: SignedDte;
  readonly alone: string;
  readonly envelope: string;
  readonly cut: string;
}

const files = scratch();
afterAll(() => {
  files.remove();
  console.log(
    `../shared/sii/fixtures/drafts: ${built.length} of 29 signed and handed to xmllint and xmlsec1`,
  );
});
const engine = createDteEngine();
const built: Built[] = [];

const build = (name: string): Built => {
  const read = readDraft(JSON.parse(readShared('fixtures/drafts', name).toString('utf8')));
  if ('issues' in read) throw new Error(name);
  const prepared = prepareDraft(read.draft, { today: '2026-11-24', folio: 5, emisor: null });
  if (!prepared.ok) throw new Error(`${name}: ${JSON.stringify(prepared.issues)}`);
  const { caf, key } = cafOf(
    prepared.document.type,
    String(dig(prepared.document.content, 'Encabezado', 'Emisor', 'RUTEmisor')),
  );
  const { certificate } = throwaway();
  const dte = engine.sign(prepared.document, caf, key, certificate, SIGNED_AT);
  const envelope = engine.wrap([dte], CARATULA, certificate);
  const [cut = Buffer.alloc(0)] = extractDtes(envelope);
  return {
    name,
    dte,
    alone: files.write(`${name}.dte.xml`, toDteFile(dte)),
    envelope: files.write(`${name}.envelope.xml`, envelope),
    cut: files.write(
      `${name}.cut.xml`,
      Buffer.concat([Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>\n'), cut]),
    ),
  };
};

const isBoleta = ({ dte }: Built): boolean => dte.type === 39 || dte.type === 41;

beforeAll(() => {
  const names = readdirSync(join(SHARED, 'fixtures/drafts')).filter((name) => name.endsWith('.json'));
  built.push(...names.map(build));
});

describe('documents of all 29 drafts', () => {
  it('are there: eleven types', () => {
    expect(built).toHaveLength(29);
    expect(new Set(built.map(({ dte }) => dte.type)).size).toBe(11);
  });

  it('in their envelopes, fit the official EnvioDTE_v10.xsd and EnvioBOLETA_v11.xsd', () => {
    const facturas = built.filter((each) => !isBoleta(each)).map((each) => each.envelope);
    const boletas = built.filter(isBoleta).map((each) => each.envelope);
    expect([facturas.length, boletas.length]).toEqual([25, 4]);
    expect(xmllint('EnvioDTE_v10.xsd', facturas)).toMatchObject({ code: 0 });
    expect(xmllint('EnvioBOLETA_v11.xsd', boletas)).toMatchObject({ code: 0 });
  });

  it('alone, fit the official DTE_v10.xsd', () => {
    const facturas = built.filter((each) => !isBoleta(each)).map((each) => each.alone);
    expect(xmllint('DTE_v10.xsd', facturas)).toMatchObject({ code: 0 });
  });

  it('alone, inside of the envelope and cut out of it as text, are good for xmlsec1: 87 signatures', () => {
    const runs = built.flatMap(({ name, alone, envelope, cut }) => [
      { name, mode: 'alone', ...xmlsec1(alone, 'first') },
      { name, mode: 'inside', ...xmlsec1(envelope, 'document') },
      { name, mode: 'cut', ...xmlsec1(cut, 'first') },
    ]);
    expect(runs).toHaveLength(87);
    expect(runs.filter(({ code }) => code !== 0)).toEqual([]);
  });

  it('cut out by a DOM, are good for xmlsec1', () => {
    const results = built.map(({ name, envelope }) => {
      const { output } = run('xmllint', ['--xpath', "//*[local-name()='DTE']", envelope]);
      // xmllint prints in UTF-8 and without a declaration.
      return xmlsec1(files.write(`${name}.dom.xml`, Buffer.from(output, 'utf8')), 'first').code;
    });
    expect(results).toEqual(Array(29).fill(0));
  });

  it('as for their envelopes, are good for xmlsec1: 29 signatures', () => {
    const codes = built.map(({ envelope }) => xmlsec1(envelope, 'envelope').code);
    expect(codes).toEqual(Array(29).fill(0));
  });

  it('are good for verifyFile where they stand, with stamp and CAF', () => {
    for (const { name, dte } of built) {
      const verdicts = verifyFile(name, toDteFile(dte), PRACTICE);
      expect(verdicts.map(({ kind, ok, context }) => `${kind} ${ok} ${context}`)).toEqual([
        'dte true as-is',
        'ted true ',
        'caf true ',
      ]);
    }
  });

  it('all facturas in one envelope, fit the schema and are good for xmlsec1', () => {
    const documents = built.filter((each) => !isBoleta(each)).map(({ dte }) => dte);
    const unique = [...new Map(documents.map((dte) => [dte.id, dte])).values()];
    const file = files.write('all.xml', engine.wrap(unique, CARATULA, throwaway().certificate));
    expect(unique.length).toBeGreaterThan(8);
    expect(xmllint('EnvioDTE_v10.xsd', [file])).toMatchObject({ code: 0 });
    expect(xmlsec1(file, 'envelope').code).toBe(0);
  });
});

describe('documents of drafts that are not made every day', () => {
  it('in their envelopes, fit the official schemas', () => {
    const { certificate } = throwaway();
    const envelopes = UNUSUAL.map(({ name, type, parts }, index) => {
      const prepared = prepareDraft(draftOf(type, parts), context());
      if (!prepared.ok) throw new Error(`${name}: ${JSON.stringify(prepared.issues)}`);
      const { caf, key } = cafOf(type, COMPANY.rut);
      const dte = engine.sign(prepared.document, caf, key, certificate, SIGNED_AT);
      const caratula = { ...CARATULA, rutEmisor: COMPANY.rut };
      return { type, file: files.write(`unusual-${index}.xml`, engine.wrap([dte], caratula, certificate)) };
    });
    const boletas = envelopes.filter(({ type }) => type === 39 || type === 41);
    const facturas = envelopes.filter((each) => !boletas.includes(each));
    expect(facturas.length).toBeGreaterThan(30);
    expect(
      xmllint(
        'EnvioDTE_v10.xsd',
        facturas.map(({ file }) => file),
      ),
    ).toMatchObject({ code: 0 });
    expect(
      xmllint(
        'EnvioBOLETA_v11.xsd',
        boletas.map(({ file }) => file),
      ),
    ).toMatchObject({ code: 0 });
  });
});

describe('xmlsec1 and xmllint, as a control', () => {
  it('with an amount changed, say no', () => {
    const [first] = built;
    if (!first) throw new Error('nothing built');
    const changed = first.dte.bytes.toString('latin1').replace('<MntTotal>', '<MntTotal>9');
    const file = files.write('changed.xml', Buffer.from(changed, 'latin1'));
    expect(xmlsec1(file, 'first').code).not.toBe(0);
    const unordered = toDteFile(first.dte)
      .toString('latin1')
      .replace(/(<TipoDTE>.*\n)(<Folio>.*\n)/, '$2$1');
    expect(
      xmllint('DTE_v10.xsd', [files.write('unordered.xml', Buffer.from(unordered, 'latin1'))]).code,
    ).not.toBe(0);
  });
});
