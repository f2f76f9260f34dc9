import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealChunk, startArchive } from '../../../main/backup/archive/format.ts';
import { indexCsv } from '../../../main/backup/export-index.ts';
import { prepareDraft } from '../../../main/domain/draft/index.ts';
import { readDraft } from '../../../main/domain/draft/read.ts';
import { verifyDte } from '../../../main/dte/verify.ts';
import { readDraftFile } from '../../../main/intake/draft-file.ts';
import { createInbox } from '../../../main/intake/inbox/inbox.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { type Core, openCore, practiceRoot, removeRoot } from '../../promises/support/core.ts';
import { createRandom } from '../../promises/support/random.ts';
import { cafFile, NOW, signed, throwaway } from '../../support/certificates.ts';
import { createFakeClock } from '../../support/clock.ts';
import { pfxAskingFor } from '../../support/hostile-pfx.ts';
import { addCaf, addCertificate, draft, openOffice } from '../../support/issuing.ts';
import { openTempStore } from '../../support/store.ts';

/** Files that mean harm, of every kind that the program reads, given to what really reads them. */
const SEED = 20_261_125;
const PASSPHRASE = 'una frase bien larga';
const COST = { N: 2 ** 10, r: 8, p: 1 };
const tried: Record<string, number> = {};
/** Nothing that is tried takes longer, on a loaded machine. ms */
const LONGEST = 20_000;

let core: Core;
let base: string;
/** Beside everything that the program may write to; whatever gets out of a folder would be seen here. */
let outside: string;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'resguardo-hostil-'));
  outside = join(base, 'fuera');
  mkdirSync(outside);
  writeFileSync(join(outside, 'intacto.txt'), 'intacto');
  core = await openCore({ root: await practiceRoot() });
});
afterAll(async () => {
  await core.stop();
  removeRoot(core.root);
  expect(readdirSync(base)).toEqual(expect.arrayContaining(['fuera']));
  expect(readdirSync(outside)).toEqual(['intacto.txt']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  rmSync(base, { recursive: true, force: true });
  const sum = Object.values(tried).reduce((total, n) => total + n, 0);
  console.info(
    `hostile files refused: ${sum} (${Object.entries(tried)
      .map(([kind, n]) => `${kind} ${n}`)
      .join(', ')})`,
  );
});

/** A clear sentence, in Spanish, that says what to do; and the program goes on. */
const expectRefusal = (kind: string, name: string, code: string | undefined): void => {
  tried[kind] = (tried[kind] ?? 0) + 1;
  const known = texts.errors as Readonly<
    Record<string, ((params: never) => { what: string; youCan: string }) | undefined>
  >;
  expect(code, `${kind}: ${name}`).not.toBe('internal');
  expect(known[code ?? '']?.({} as never).what, `${kind}: ${name} (${code})`).toMatch(/\S{3,}/);
};

const ask = async (kind: string, name: string, channel: string, input: unknown): Promise<void> => {
  const from = performance.now();
  const answer = await core.app.dispatch(channel, input);
  expect(performance.now() - from, `${kind}: ${name}`).toBeLessThan(LONGEST);
  expect(answer.ok, `${kind}: ${name}`).toBe(false);
  if (!answer.ok) expectRefusal(kind, name, answer.error.code);
};
const alive = async (): Promise<void> => expect((await core.ask('app.status', {})).version).toBe('0');

const LAUGHS = `<!DOCTYPE l [<!ENTITY a0 "ja">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`;
const XXE =
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>';
const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

/** One good file, and what becomes of it in bad hands. */
const spoilt = (good: Buffer, root: string): readonly (readonly [string, Buffer])[] => {
  const text = good.toString('latin1');
  const body = text.replace(/^<\?xml[^>]*\?>\s*/, '');
  const open = body.indexOf('>') + 1;
  const within = (inside: string): string => `${body.slice(0, open)}${inside}${body.slice(open)}`;
  return [
    ['empty', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(5_000)],
    ['a document type', Buffer.from(`<!DOCTYPE ${root}>${body}`, 'latin1')],
    ['a billion laughs', Buffer.from(`${LAUGHS}${within('&a20;')}`, 'latin1')],
    ['an entity that reads a file', Buffer.from(`${XXE}${within('&e;')}`, 'latin1')],
    ['an entity that nobody declared', Buffer.from(within('&e;'), 'latin1')],
    ['100,000 elements in each other', Buffer.from(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`)],
    ['an attribute of 3 MB', Buffer.from(within(`<x y="${'z'.repeat(3_000_000)}"/>`), 'latin1')],
    [
      '100,000 attributes',
      Buffer.from(within(`<x ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`)),
    ],
    ['UTF-16', utf16(text)],
    ['UTF-7 declared', Buffer.from(`<?xml version="1.0" encoding="UTF-7"?>${body}`, 'latin1')],
    [
      'bytes that are no UTF-8, declared so',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="UTF-8"?>'),
        Buffer.from(within('<x>\xf1\xff</x>'), 'latin1'),
      ]),
    ],
    ['an end in the middle', good.subarray(0, good.length >> 1)],
    ['an end before the last byte', good.subarray(0, good.indexOf(`</${root}`))],
    ['a zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), gzipSync(good)])],
    ['another root', Buffer.from('<otro/>')],
    ['processing instructions', Buffer.from(`<?php system('x') ?>${'<?a ?>'.repeat(1_000)}`)],
    [
      'an inclusion',
      Buffer.from(
        within(
          '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>',
        ).replace(/<RE>[^<]*/, '<RE>'),
        'latin1',
      ),
    ],
  ];
};

test('hostile XML / verified as a document / not one is taken for good', () => {
  for (const [name, bytes] of spoilt(signed().bytes, 'DTE')) {
    const from = performance.now();
    const verdicts = verifyDte(bytes);
    expect(performance.now() - from, name).toBeLessThan(LONGEST);
    expect(verdicts.some(({ ok }) => ok) && verdicts.every(({ ok }) => ok), name).toBe(false);
    tried['XML'] = (tried['XML'] ?? 0) + 1;
  }
}, 60_000);

test('hostile CAFs / imported / each refused with a sentence, no folio more', async () => {
  const before = await core.ask('cafs.list', {});
  const files = [
    ...spoilt(cafFile(33), 'AUTORIZACION'),
    ['of another company', cafFile(33)],
    [
      'without its key',
      Buffer.from(
        cafFile(33)
          .toString('latin1')
          .replace(/<RSASK>[\s\S]*<\/RSASK>/, ''),
        'latin1',
      ),
    ],
    [
      'a range of all numbers',
      Buffer.from(
        cafFile(33)
          .toString('latin1')
          .replace(/<H>\d+/, '<H>99999999999999999999'),
        'latin1',
      ),
    ],
  ] as const;
  for (const [name, bytes] of files)
    await ask('CAF', name, 'cafs.import', { name: `../../${name}.xml`, content: bytes.toString('base64') });
  expect(await core.ask('cafs.list', {})).toEqual(before);
  await alive();
}, 60_000);

test('hostile certificates / imported / each refused with a sentence, the old one stays', async () => {
  const before = await core.ask('company.get', {});
  const good = throwaway().pfx('x');
  const random = createRandom(SEED);
  const flips = Array.from({ length: 10 }, (): readonly [string, Buffer] => {
    const bytes = Buffer.from(good);
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return [`byte ${at} flipped`, bytes];
  });
  const nested = Buffer.concat([
    ...Array.from({ length: 10_000 }, () => Buffer.from([0x30, 0x80])),
    Buffer.alloc(20_000),
  ]);
  const files: readonly (readonly [string, Buffer])[] = [
    ['empty', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(2_000)],
    ['a text', Buffer.from('hola')],
    ['two billion iterations', pfxAskingFor(0x7fffffff)],
    ['no iterations', pfxAskingFor(0)],
    ['a length of 4 GB', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x02, 0x01, 0x03])],
    ['10,000 open values in each other', nested],
    ['just over a megabyte', Buffer.alloc(1_000_001, 0x30)],
    ['half of one', good.subarray(0, good.length >> 1)],
    ['one with something behind it', Buffer.concat([good, Buffer.from('extra')])],
    ...flips,
  ];
  for (const [name, bytes] of files)
    await ask('certificate', name, 'certificates.import', { pfx: bytes.toString('base64'), password: 'y' });
  expect(await core.ask('company.get', {})).toEqual(before);
  await alive();
}, 120_000);

test('hostile CSVs / previewed / each refused, and cells stay text', async () => {
  const files: readonly (readonly [string, string | Buffer])[] = [
    ['empty', ''],
    ['binary', Buffer.from([0, 1, 2, 3, 0, 255])],
    ['no heading that is known', 'a;b;c\n1;2;3\n'],
    ['a quote that is never closed', 'rut;item;precio\n"66666666-6;x;1\n'.repeat(3)],
    ['10,000 columns', `${'item;'.repeat(10_000)}\n1\n`],
    ['a program', Buffer.from('MZ\u0000\u0000')],
    ['a zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), gzipSync('x')])],
    ['a heading alone', 'rut;item;precio\n'],
    ['names of prototypes as headings', '__proto__;constructor;toString\n1;2;3\n'],
  ];
  for (const [name, content] of files)
    await ask('CSV', name, 'intake.csvPreview', {
      name: `../${name}.csv`,
      content: Buffer.from(content).toString('base64'),
    });
  await alive();
}, 60_000);

test('names that a spreadsheet would run / exported / each is text', () => {
  const names = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|cmd',
    '%0',
    '\t=1',
    ' =1',
    '＝1',
    '﹢1',
    '\r\n=1',
    '=HYPERLINK("http://x")',
    '";=1',
  ];
  for (const receptorName of names) {
    const line =
      indexCsv([
        {
          type: 33,
          folio: 1,
          issuedOn: '2026-11-25',
          receptorRut: '66666666-6',
          receptorName,
          total: 1,
          money: null,
          siiState: 'accepted',
          trackId: null,
          sha256: '0'.repeat(64),
          file: 'T33F1.xml',
        } as never,
      ])
        .toString('utf8')
        .split('\r\n')[1] ?? '';
    const cell = line.split(';').slice(4).join(';').replace(/^"/, '');
    expect(cell, receptorName).toMatch(/^(?:'|["";])/);
    tried['CSV formula'] = (tried['CSV formula'] ?? 0) + 1;
  }
});

const drafts: readonly (readonly [string, string])[] = [
  ['deep.json', `${'['.repeat(200_000)}`],
  ['deep-whole.json', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ['proto.json', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'],
  ['text.json', '"hola"'],
  ['null.json', 'null'],
  ['half.json', '{"Encabezado":{"IdDoc":'],
  ['numbers.json', '{"Encabezado":{"IdDoc":{"TipoDTE":1e999}}}'],
  [
    'anchors.yaml',
    `a: &a [x]\n${Array.from({ length: 20 }, (_, n) => `a${n}: &a${n} [${`*a${n === 0 ? '' : n - 1},`.repeat(9)}]`).join('\n')}\n`,
  ],
  ['tags.yaml', 'Encabezado: !!js/function "function () { throw 1 }"\n'],
  ['python.yaml', '!!python/object/apply:os.system ["true"]\n'],
  ['merge.yaml', '<<: {__proto__: {polluted: true}}\n'],
  ['circle.yaml', '&a [*a]\n'],
  ['two.yaml', '---\na: 1\n---\nb: 2\n'],
  ['twice.yaml', 'a: 1\na: 2\n'],
  ['deep.yaml', `${'['.repeat(20_000)}`],
  ['large.yaml', `a: ${'x'.repeat(1_000_001)}\n`],
  ['large.json', `"${'x'.repeat(5_000_001)}"`],
];

test('hostile drafts / read / each refused, none gets into a prototype', () => {
  for (const [name, text] of drafts) {
    const kind = name.endsWith('.json') ? 'JSON' : 'YAML';
    let code: string | undefined;
    try {
      const read = readDraft(readDraftFile(name, Buffer.from(text)));
      const refused =
        'issues' in read || !prepareDraft(read.draft, { today: '2026-11-25', emisor: null, folio: 1 }).ok;
      code = refused ? 'draft_invalid' : undefined;
    } catch (error) {
      if (!(error instanceof AppError)) throw new Error(`${name}: ${String(error)}`);
      code = error.value.code;
    }
    expectRefusal(kind, name, code);
  }
});

test('a watched folder full of traps / looked at / only plain drafts are read, each refused with an answer', async () => {
  const clock = createFakeClock(NOW);
  const temp = openTempStore(clock);
  try {
    const office = openOffice(temp.store, clock);
    addCertificate(temp.store, office.custody);
    addCaf(temp.store, office.custody, 33);
    const folder = join(base, 'bandeja');
    mkdirSync(folder);
    const good = JSON.stringify(draft());
    const target = join(base, 'ajeno.json');
    writeFileSync(target, good);
    const traps: readonly (readonly [string, (path: string) => void])[] = [
      ['enlace.json', (path) => symlinkSync(target, path)],
      ['hacia-ninguna-parte.json', (path) => symlinkSync(join(base, 'no-hay'), path)],
      ['a-si-mismo.json', (path) => symlinkSync(path, path)],
      ['al-dispositivo.json', (path) => symlinkSync('/dev/zero', path)],
      ['carpeta.json', (path) => mkdirSync(path)],
      ['tuberia.json', (path) => execFileSync('mkfifo', [path])],
      ['programa.exe', (path) => writeFileSync(path, 'MZ')],
      ['guion.sh', (path) => writeFileSync(path, '#!/bin/sh')],
      ['documento.json.lnk', (path) => writeFileSync(path, good)],
      ['.oculto.json', (path) => writeFileSync(path, good)],
      ['x.respuesta.json', (path) => writeFileSync(path, '{}')],
      ['sin-final', (path) => writeFileSync(path, good)],
    ];
    for (const [name, set] of traps) set(join(folder, name));
    const odd = [
      'x..%2f..%2fx.json',
      '-rf.json',
      'a;rm x.json',
      '$(id).json',
      'salto\nde línea.json',
      'ñandú 💥.json',
      `${'l'.repeat(200)}.json`,
      ' .json',
      '%s%n.json',
      '__proto__.json',
    ];
    for (const name of odd) writeFileSync(join(folder, name), '{"no":"es un borrador"}');
    for (const [name, text] of drafts) writeFileSync(join(folder, name), text);
    const troubles: unknown[] = [];
    const inbox = createInbox({
      store: temp.store,
      clock,
      timers: clock.timers,
      issuing: office.issuing,
      place: () => ({ folder, companyId: 1 }),
      changed: () => {},
      onTrouble: (error) => troubles.push(error),
      failpoint: () => {},
    });
    for (let looks = 0; looks < 40; looks++) await inbox.look();
    expect(troubles).toEqual([]);
    for (const [name] of traps) {
      expect(readdirSync(folder), name).toContain(name);
      tried['inbox'] = (tried['inbox'] ?? 0) + 1;
    }
    const failed = readdirSync(join(folder, 'fallidos'));
    for (const name of [...odd, ...drafts.map(([each]) => each)]) {
      expect(failed, name).toContain(name);
      const answer = JSON.parse(readFileSync(join(folder, 'fallidos', `${name}.respuesta.json`), 'utf8'));
      expectRefusal('inbox', name, answer.error.codigo);
    }
    const done = join(folder, 'hechos');
    expect(existsSync(done) ? readdirSync(done) : []).toEqual([]);
    expect(temp.store.documents.list(1).total).toBe(0);
    expect(readFileSync(target, 'utf8')).toBe(good);
  } finally {
    temp.close();
  }
}, 60_000);

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const frame = (value: unknown): Buffer => {
  const json = Buffer.from(JSON.stringify(value));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json]);
};
/** An archive whose passphrase is right and whose seal is whole: only what is inside means harm. */
const archiveOf = async (plain: Buffer): Promise<Buffer> => {
  const { head, ...key } = await startArchive(PASSPHRASE, 0, COST);
  return Buffer.concat([head, sealChunk(key, 0, true, plain)]);
};
const fileIn = (path: string, bytes = Buffer.from('x'), changes: object = {}): Buffer =>
  Buffer.concat([
    frame({ path, size: bytes.length, sha256: hashOf(bytes), kind: 'documento', ...changes }),
    bytes,
  ]);
const END = (files: number): Buffer => frame({ end: true, files });
const GOOD = '76192083-9/2026/07/T33F1.xml';

test('hostile archives / opened with the right passphrase / each refused, nothing is left, nothing gets out', async () => {
  const into = join(base, 'abierto');
  const inside: readonly (readonly [string, Buffer])[] = [
    ...[
      '../../fuera/x.xml',
      '/etc/x.xml',
      `${outside}/x.xml`,
      'C:\\x.xml',
      '..\\fuera\\x.xml',
      `${GOOD}/../../../../../fuera/x`,
      '76192083-9/2026/07/../../../../fuera/T33F1.xml',
      '76192083-9/2026/07/T33F1.xml\u0000.exe',
      `${GOOD}\n`,
      'con/2026/07/T33F1.xml',
      '76192083-9/2026/07/envios/con.xml',
      '__proto__',
      '',
      '.',
      'manifiesto.jsonl',
      `./${GOOD}`,
    ].map((path): readonly [string, Buffer] => [
      `the path ${JSON.stringify(path)}`,
      Buffer.concat([fileIn(path), END(1)]),
    ]),
    ['one name twice', Buffer.concat([fileIn(GOOD), fileIn(GOOD), END(2)])],
    ['another hash', Buffer.concat([fileIn(GOOD, Buffer.from('x'), { sha256: '0'.repeat(64) }), END(1)])],
    ['a size of a petabyte', Buffer.concat([fileIn(GOOD, Buffer.from('x'), { size: 2 ** 50 }), END(1)])],
    ['a negative size', Buffer.concat([fileIn(GOOD, Buffer.from('x'), { size: -1 }), END(1)])],
    ['no end', fileIn(GOOD)],
    ['another count', Buffer.concat([fileIn(GOOD), END(7)])],
    ['something behind the end', Buffer.concat([fileIn(GOOD), END(1), Buffer.from('x')])],
    ['a frame of 4 GB', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['a frame that is no JSON', Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.from('{{')])],
    ['nothing', Buffer.alloc(0)],
  ];
  const whole = await archiveOf(Buffer.concat([fileIn(GOOD), END(1)]));
  const random = createRandom(SEED);
  const head = JSON.parse(whole.subarray(14, 14 + whole.readUInt32BE(10)).toString('utf8'));
  const withHead = (changes: object): Buffer => {
    const json = Buffer.from(JSON.stringify({ ...head, ...changes }));
    const prefix = Buffer.from(whole.subarray(0, 14));
    prefix.writeUInt32BE(json.length, 10);
    return Buffer.concat([prefix, json, whole.subarray(14 + whole.readUInt32BE(10))]);
  };
  const files: (readonly [string, Buffer])[] = [
    ['an empty file', Buffer.alloc(0)],
    ['a zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)])],
    ['a header of 4 GB', Buffer.concat([whole.subarray(0, 10), Buffer.from([255, 255, 255, 255])])],
    ['a cost of days', withHead({ scrypt: { ...head.scrypt, N: 2 ** 20, r: 8, p: 16 } })],
    ['a cost of all memory', withHead({ scrypt: { ...head.scrypt, N: 2 ** 22, r: 32 } })],
    ['a cost that is none', withHead({ scrypt: { ...head.scrypt, N: 3 } })],
    ...[1, 13, 20, whole.length >> 1, whole.length - 1].map((length): readonly [string, Buffer] => [
      `cut at ${length}`,
      whole.subarray(0, length),
    ]),
    ...Array.from({ length: 40 }, (): readonly [string, Buffer] => {
      const bytes = Buffer.from(whole);
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return [`byte ${at} flipped`, bytes];
    }),
  ];
  for (const [name, plain] of inside) files.push([name, await archiveOf(plain)]);
  for (const [name, bytes] of files) {
    const file = join(base, 'malo.resguardo');
    writeFileSync(file, bytes);
    await ask('archive', name, 'archive.open', { file, passphrase: PASSPHRASE, folder: into });
    expect(existsSync(into) ? readdirSync(into) : [], name).toEqual([]);
    expect(readdirSync(outside), name).toEqual(['intacto.txt']);
  }
  await alive();
}, 120_000);

test('hostile vaults / looked at / refused or told damaged, no link is followed, nothing gets out', async () => {
  const make = (name: string, set: (folder: string) => void): string => {
    const folder = join(base, 'bovedas', name);
    mkdirSync(folder, { recursive: true });
    set(folder);
    return folder;
  };
  const line = (path: string): string =>
    `${JSON.stringify({ seq: 1, at: 1, prev: '0'.repeat(64), path, size: 1, sha256: '0'.repeat(64), kind: 'documento' })}\n`;
  const folders = [
    make('vacia', () => undefined),
    make('manifiesto-de-fuera', (folder) =>
      writeFileSync(join(folder, 'manifiesto.jsonl'), line('../../fuera/intacto.txt') + line('/etc/passwd')),
    ),
    make('manifiesto-hondo', (folder) =>
      writeFileSync(join(folder, 'manifiesto.jsonl'), '['.repeat(100_000)),
    ),
    make('manifiesto-de-prototipos', (folder) =>
      writeFileSync(join(folder, 'manifiesto.jsonl'), '{"__proto__":{"polluted":true}}\n'),
    ),
    make('manifiesto-enlace', (folder) => symlinkSync('/etc/passwd', join(folder, 'manifiesto.jsonl'))),
    make('carpeta-enlace', (folder) => symlinkSync(outside, join(folder, '76192083-9'))),
    make('documentos-malos', (folder) => {
      const place = join(folder, '76192083-9', '2026', '11');
      mkdirSync(place, { recursive: true });
      for (const [n, [, bytes]] of spoilt(signed().bytes, 'DTE').entries())
        writeFileSync(join(place, `T33F${n + 1}.xml`), bytes);
    }),
    make('negocio-malo', (folder) => {
      mkdirSync(join(folder, 'negocio'));
      writeFileSync(join(folder, 'negocio', 'claves.json'), '{"mode": "passphrase"'.repeat(1_000));
      writeFileSync(join(folder, 'negocio', 'ajustes.json'), `${'{"a":'.repeat(50_000)}`);
    }),
  ];
  for (const folder of folders) {
    const answer = await core.app.dispatch('restore.inspect', { folder });
    tried['vault'] = (tried['vault'] ?? 0) + 1;
    if (answer.ok) expect((answer.value as { documents: number }).documents, folder).toBe(0);
    else expect(answer.error.code, folder).not.toBe('internal');
    expect(readFileSync(join(outside, 'intacto.txt'), 'utf8')).toBe('intacto');
  }
  await alive();
}, 60_000);
