import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInbox, INBOX_FAILPOINTS, type InboxFailpoint } from '../../../main/intake/inbox/inbox.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import {
  documentOf,
  openTempStore,
  type TempFolder,
  type TempStore,
  tempFolder,
} from '../../support/store.ts';

let clock: FakeClock;
let temp: TempStore;
let office: Office;
let folder: TempFolder;
let troubles: unknown[];
beforeEach(() => {
  clock = createFakeClock(NOW);
  temp = openTempStore(clock);
  office = openOffice(temp.store, clock);
  addCertificate(temp.store, office.custody);
  addCaf(temp.store, office.custody, 33);
  folder = tempFolder();
  troubles = [];
});
afterEach(() => {
  temp.close();
  folder.remove();
});

const open = (failpoint: (name: InboxFailpoint) => void = () => {}) =>
  createInbox({
    store: temp.store,
    clock,
    timers: clock.timers,
    issuing: office.issuing,
    place: () => ({ folder: folder.path, companyId: 1 }),
    changed: () => {},
    onTrouble: (error) => troubles.push(error),
    failpoint,
  });
type Inbox = ReturnType<typeof open>;

const put = (name: string, content: string | Buffer = JSON.stringify(draft())): void =>
  writeFileSync(join(folder.path, name), content);
const look = async (inbox: Inbox, times = 2): Promise<void> => {
  for (let each = 0; each < times; each++) await inbox.look();
};
const files = (dir: 'hechos' | 'fallidos' | '.' = '.'): readonly string[] => {
  const path = join(folder.path, dir);
  return existsSync(path) ? readdirSync(path).toSorted() : [];
};
const answer = (dir: 'hechos' | 'fallidos', name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder.path, dir, `${name}.respuesta.json`), 'utf8')) as Record<
    string,
    unknown
  >;
const issued = (): number => temp.store.documents.list(1).total;

describe('a file in the inbox', () => {
  test('JSON and YAML, complete / issued once, moved, answered', async () => {
    put('a.json');
    put(
      'b.yaml',
      'Encabezado: {IdDoc: {TipoDTE: 33}, Receptor: {RUTRecep: 60803000-K, RznSocRecep: SII, GiroRecep: x, DirRecep: y, CmnaRecep: z}}\nDetalle: [{NmbItem: Pan, PrcItem: 100}]\n',
    );
    const inbox = open();
    await look(inbox, 1);
    expect(issued()).toBe(0);
    await look(inbox, 4);
    expect(issued()).toBe(2);
    expect(files('hechos')).toEqual(['a.json', 'a.json.respuesta.json', 'b.yaml', 'b.yaml.respuesta.json']);
    expect(files()).toEqual(['hechos']);
    const answers = [answer('hechos', 'a.json'), answer('hechos', 'b.yaml')];
    expect(answers.map(({ folio }) => folio).toSorted()).toEqual([1, 2]);
    expect(answers[0]).toMatchObject({ tipo: 33, estado: 'emitido', duplicado: false, error: null });
    expect(inbox.problem()).toBeNull();
    expect(troubles).toEqual([]);
  });

  test('written bit by bit / waits until it rests, then is issued', async () => {
    const whole = JSON.stringify(draft());
    const inbox = open();
    put('slow.json', whole.slice(0, 20));
    for (let at = 20; at < whole.length; at += 60) {
      await look(inbox, 1);
      appendFileSync(join(folder.path, 'slow.json'), whole.slice(at, at + 60));
    }
    expect(issued()).toBe(0);
    await look(inbox, 3);
    expect(issued()).toBe(1);
    expect(files('fallidos')).toEqual([]);
  });

  test('half written, and the writer pauses / is not failed at once; a file that stays broken is', async () => {
    const whole = JSON.stringify(draft());
    const inbox = open();
    put('pause.json', whole.slice(0, 50));
    put('broken.json', '{"Encabezado"');
    await look(inbox, 4);
    expect(files('fallidos')).toEqual([]);
    put('pause.json', whole);
    await look(inbox, 3);
    expect(files('hechos')).toContain('pause.json');
    expect(files('fallidos')).toEqual(['broken.json', 'broken.json.respuesta.json']);
    expect(answer('fallidos', 'broken.json')).toMatchObject({
      estado: 'fallido',
      folio: null,
      error: { codigo: 'draft_unreadable' },
    });
  });

  test('a draft with mistakes / fallidos, with each field in Spanish; put right, it is issued', async () => {
    put('x.json', JSON.stringify({ ...draft(), Detalle: [{ NmbItem: 'Pan' }] }));
    const inbox = open();
    await look(inbox);
    const { error } = answer('fallidos', 'x.json') as {
      error: { mensaje: string; campos: { campo: string; mensaje: string }[] };
    };
    expect(error.campos).toEqual([expect.objectContaining({ campo: 'Detalle.0.PrcItem' })]);
    expect(error.campos[0]?.mensaje).toMatch(/^[A-ZÁÉÍÓÚ].*\.$/);
    expect(issued()).toBe(0);
    put('x.json');
    await look(inbox);
    expect(answer('hechos', 'x.json')).toMatchObject({ folio: 1 });
  });

  test('the same bytes again, under any name / not issued again, the answer tells the folio', async () => {
    put('a.json');
    const inbox = open();
    await look(inbox);
    put('a.json');
    put('copia.json');
    await look(inbox, 3);
    expect(issued()).toBe(1);
    expect(files('hechos').filter((name) => !name.endsWith('.respuesta.json'))).toEqual([
      'a (2).json',
      'a.json',
      'copia.json',
    ]);
    for (const name of ['a (2).json', 'copia.json'])
      expect(answer('hechos', name)).toMatchObject({ duplicado: true, folio: 1, estado: 'emitido' });
    expect(temp.store.inboxFiles.counts(1)).toEqual({ issued: 1, duplicate: 2, failed: 0 });
  });

  test('two with the same bytes at once / one is issued', async () => {
    put('a.json');
    put('b.json');
    await look(open(), 4);
    expect(issued()).toBe(1);
    expect(files()).toEqual(['hechos']);
  });

  test('the SII decides / the answer follows, until there is nothing more to decide', async () => {
    put('a.json');
    const inbox = open();
    await look(inbox);
    for (const [state, word] of [
      ['received', 'recibido'],
      ['objected', 'aceptado_con_reparos'],
    ] as const) {
      temp.store.documents.change(documentOf(temp.store, 1), { siiState: state, trackId: '77' }, clock.now());
      await look(inbox, 1);
      expect(answer('hechos', 'a.json')).toMatchObject({ estado: word, identificador_envio: '77' });
    }
    expect(temp.store.inboxFiles.stale(10)).toEqual([]);
  });

  test('links, folders, foreign types, hidden files, answers / not touched', async () => {
    const outside = tempFolder();
    writeFileSync(join(outside.path, 'secret.json'), JSON.stringify(draft()));
    symlinkSync(join(outside.path, 'secret.json'), join(folder.path, 'link.json'));
    symlinkSync(outside.path, join(folder.path, 'dir.json'));
    mkdirSync(join(folder.path, 'sub.json'));
    put('.hidden.json');
    put('foto.png', 'x');
    put('a.json.respuesta.json');
    const before = files();
    await look(open(), 8);
    expect(files()).toEqual(before);
    expect(issued()).toBe(0);
    expect(troubles).toEqual([]);
    outside.remove();
  });

  test('hechos is a link to elsewhere / nothing is issued nor written there, and the problem is told', async () => {
    const outside = tempFolder();
    symlinkSync(outside.path, join(folder.path, 'hechos'));
    put('a.json');
    const inbox = open();
    await look(inbox, 3);
    expect(issued()).toBe(0);
    expect(readdirSync(outside.path)).toEqual([]);
    expect(inbox.problem()).toMatchObject({ code: 'folder_not_writable' });
    outside.remove();
  });

  test('more than five megabytes / failed without being read', async () => {
    put('grande.json', Buffer.alloc(5_000_001, 0x20));
    await look(open());
    expect(answer('fallidos', 'grande.json')).toMatchObject({ error: { codigo: 'file_too_large' } });
  });

  test('no folios, then folios / the file waits in the inbox, then is issued', async () => {
    put('nota.json', JSON.stringify({ ...draft({ type: 34 }) }));
    const inbox = open();
    await look(inbox, 3);
    expect(files()).toContain('nota.json');
    expect(inbox.problem()).toMatchObject({ code: 'folios_exhausted' });
    addCaf(temp.store, office.custody, 34);
    inbox.kick();
    await look(inbox, 2);
    expect(files('hechos')).toContain('nota.json');
    expect(inbox.problem()).toBeNull();
  });

  test('the folder vanishes and comes back / a problem meanwhile, no file lost', async () => {
    put('a.json');
    const inbox = open();
    await look(inbox, 1);
    const away = `${folder.path}-away`;
    renameSync(folder.path, away);
    await look(inbox, 1);
    expect(inbox.problem()).toMatchObject({ code: 'folder_not_writable' });
    renameSync(away, folder.path);
    await look(inbox, 2);
    expect(issued()).toBe(1);
    expect(inbox.problem()).toBeNull();
  });

  test('several / issued in the order in which they came, with the timer', async () => {
    for (const [index, name] of ['z.json', 'a.json', 'm.json'].entries()) {
      put(name, JSON.stringify(draft({ item: name })));
      utimesSync(join(folder.path, name), 1_000 + index, 1_000 + index);
    }
    const inbox = open();
    inbox.start();
    const folios = async () => {
      await clock.advance(2_000);
      return files('hechos').length;
    };
    await expect.poll(folios).toBe(6);
    await inbox.stop();
    expect(['z.json', 'a.json', 'm.json'].map((name) => answer('hechos', name)['folio'])).toEqual([1, 2, 3]);
  });
});

describe('the program ends', () => {
  class PowerCut extends Error {}

  test.each(INBOX_FAILPOINTS)('at %s / start again / issued once, in hechos, answered', async (point) => {
    put('a.json');
    const cut = open((name) => {
      if (name === point) throw new PowerCut();
    });
    await look(cut);
    const after = open();
    await look(after, 4);
    expect(issued()).toBe(1);
    expect(files()).toEqual(['hechos']);
    expect(files('hechos')).toEqual(['a.json', 'a.json.respuesta.json']);
    expect(answer('hechos', 'a.json')).toMatchObject({ folio: 1, estado: 'emitido', duplicado: false });
    expect(temp.store.inboxFiles.unmoved()).toEqual([]);
    expect(temp.store.inboxFiles.counts(1)).toEqual({ issued: 1, duplicate: 0, failed: 0 });
  });

  test.each(['inbox.issued', 'inbox.answered', 'inbox.moved'] as const)(
    'at %s, and before the start the file is taken away, or dropped again / issued once',
    async (point) => {
      put('a.json');
      const cut = open((name) => {
        if (name === point) throw new PowerCut();
      });
      await look(cut);
      rmSync(join(folder.path, 'a.json'), { force: true });
      put('b.json');
      await look(open(), 5);
      expect(issued()).toBe(1);
      expect(answer('hechos', 'b.json')).toMatchObject({ folio: 1, duplicado: true });
      expect(answer('hechos', 'a.json')).toMatchObject({ folio: 1, duplicado: false });
    },
  );

  test('at every point in turn, with a file each / every file once', async () => {
    for (const [index, point] of INBOX_FAILPOINTS.entries()) {
      put(`f${index}.json`, JSON.stringify(draft({ item: `Ítem ${index}` })));
      const cut = open((name) => {
        if (name === point) throw new PowerCut();
      });
      await look(cut, 3);
    }
    await look(open(), 4);
    expect(issued()).toBe(INBOX_FAILPOINTS.length);
    expect(files()).toEqual(['hechos']);
    expect(files('hechos')).toHaveLength(INBOX_FAILPOINTS.length * 2);
  });
});
