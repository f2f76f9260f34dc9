import { describe, expect, it } from 'vitest';
import { parseTypedDate } from '../../../renderer/components/typed-date.ts';
import { reassure } from '../../../renderer/features/home/reassurance.ts';
import { filterOf, NO_NARROWING, QUEUE_VIEWS, viewOf } from '../../../renderer/features/queue/views.ts';
import { faultFormOf, faultOf, isGoodCode } from '../../../renderer/features/settings/fault-form.ts';
import { formatBytes } from '../../../renderer/lib/amounts.ts';
import { companyErrors, companyOf, emptyCompany, parseActeco } from '../../../renderer/lib/company-form.ts';
import { rangeOf } from '../../../renderer/lib/date-presets.ts';
import { addressOf, parseRoute } from '../../../renderer/lib/route.ts';
import { documentName, errorText, issueText } from '../../../renderer/lib/text.ts';
import { PRACTICE_FAULTS } from '../../../shared/domain/practice.ts';
import { CHANNELS } from '../../../shared/ipc/channels.ts';
import { contract, type Output } from '../../../shared/ipc/contract.ts';
import { makeAnswers, SCENARIOS } from '../../support/renderer-mock/answers.ts';

const NOW = Date.UTC(2026, 0, 15, 15, 0);
const counts = {
  pending: 0,
  uncertain: 0,
  received: 0,
  needsPerson: 0,
  abandoned: 0,
  held: 0,
  longHeld: 0,
  documents: 9,
  backedUp: 9,
  filesPending: 0,
};

const folios: Output<'home.summary'>['folios'] = [{ type: 33, left: 40 }];

describe('the sentence of Inicio', () => {
  it('something for the person, among other things, comes first', () => {
    const said = reassure(
      { counts: { ...counts, needsPerson: 2, uncertain: 1, pending: 3 }, nextDueAt: null, folios },
      NOW,
    );
    expect(said).toMatchObject({ kind: 'person', tone: 'bad', title: '2 documentos necesitan tu ayuda' });
  });

  it('on a damaged database, promises nothing that goes on by itself', () => {
    const said = reassure(
      { counts: { ...counts, needsPerson: 2 }, nextDueAt: null, folios },
      NOW,
      undefined,
      { isDamaged: true },
    );
    expect(said.kind).toBe('stopped');
  });

  it('what waits, with its next time, says when in Chile', () => {
    const said = reassure({ counts: { ...counts, pending: 3 }, nextDueAt: NOW + 3_600_000, folios }, NOW);
    expect(said.title).toBe('3 documentos se enviarán solos desde las 13:00');
  });

  it.each([
    ['good', {}],
    ['checking', { received: 1 }],
    ['uncertain', { uncertain: 1, pending: 4 }],
    ['waiting', { held: 1, pending: 4 }],
    ['kept', { held: 1 }],
    ['person', { held: 2, longHeld: 1, uncertain: 1 }],
    ['first', { documents: 0, backedUp: 0 }],
  ] as const)('the counts, when they are such, give the sentence %s', (kind, part) => {
    expect(reassure({ counts: { ...counts, ...part }, nextDueAt: null, folios }, NOW).kind).toBe(kind);
  });

  it('a first start without folios, does not say that all is ready', () => {
    const none = { counts: { ...counts, documents: 0, backedUp: 0 }, nextDueAt: null };
    for (const left of [[], [{ type: 33, left: 0 }]] as const)
      expect(reassure({ ...none, folios: [...left] }, NOW).kind).toBe('noFolios');
  });
});

describe('the sentence of Inicio about backups', () => {
  it('all sent, with a backup still to write, does not claim that it is backed up', () => {
    const said = reassure({ counts: { ...counts, backedUp: 8 }, nextDueAt: null, folios }, NOW);
    expect(said.title).toBe('Todo enviado al SII');
  });

  it('all backed up but for a file in the folder, does not claim it either', () => {
    const said = reassure({ counts: { ...counts, filesPending: 1 }, nextDueAt: null, folios }, NOW);
    expect(said.title).toBe('Todo enviado al SII');
  });
});

describe('the tabs of the queue', () => {
  it.each(QUEUE_VIEWS)('tab %s, when asked of main, is a filter that the contract takes', (view) => {
    expect(
      contract['queue.list'].input.safeParse({
        filter: filterOf(view, { ...NO_NARROWING, text: ' rosa ' }, NOW),
      }).success,
    ).toBe(true);
  });

  it('one that failed before, among those not sent yet, belongs to those retried', () => {
    expect(filterOf('fresh', NO_NARROWING, NOW)).toMatchObject({ failed: false, uncertain: false });
    expect(filterOf('waiting', NO_NARROWING, NOW)).toMatchObject({ failed: true, uncertain: false });
  });

  it('a name in the address, when it is no tab, is none', () => {
    expect([viewOf('person'), viewOf('otro'), viewOf(null)]).toEqual(['person', null, null]);
  });
});

describe('addresses', () => {
  it('an address of the application, when read, gives its place back', () => {
    expect(parseRoute(addressOf('cola', 'ver', 12))).toMatchObject({ section: 'cola', page: 'ver', id: 12 });
    expect(parseRoute('#/respaldos?vista=a').query.get('vista')).toBe('a');
  });

  it('an unknown address, when read, is Inicio', () => {
    expect(parseRoute('#/otra/cosa/x')).toMatchObject({ section: 'inicio', id: null });
    expect(parseRoute('')).toMatchObject({ section: 'inicio', page: null });
  });
});

describe('dates of filters', () => {
  it('last month, in January, is December of the year before', () => {
    expect(rangeOf('lastMonth', NOW)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('today, shortly after midnight in London, is still yesterday in Chile', () => {
    expect(rangeOf('today', Date.UTC(2026, 0, 16, 1, 0))).toEqual({ from: '2026-01-15', to: '2026-01-15' });
  });

  it.each([
    ['5-7-2026', '2026-07-05'],
    ['31/12/2025', '2025-12-31'],
    ['31-02-2026', null],
    ['mañana', null],
  ])('a day typed as %s, when read, is %s', (typed, day) => {
    expect(parseTypedDate(typed)).toBe(day);
  });
});

describe('the company form', () => {
  const good = {
    ...emptyCompany('production'),
    rut: '76.192.083-9',
    name: 'Doña Rosa SpA',
    giro: 'Almacén',
    acteco: '471100, 475201',
    address: 'Irarrázaval 2401',
    comuna: 'Ñuñoa',
    fchResol: '2014-08-22',
  };

  it('a full form, when handed in, is what the contract takes', () => {
    expect(companyErrors(good)).toEqual({});
    const { pfx, cafs } = { pfx: 'AA==', cafs: [{ name: 'a.xml', content: 'AA==' }] };
    const input = {
      environment: 'production',
      company: companyOf(good),
      pfx,
      pfxPassword: '',
      cafs,
      passphrase: null,
    };
    expect(contract['setup.real'].input.safeParse(input).success).toBe(true);
  });

  it('an empty form, when handed in, says which fields are missing', () => {
    const missing = Object.keys(companyErrors(emptyCompany('certification'))).toSorted();
    expect(missing).toEqual(['acteco', 'address', 'comuna', 'fchResol', 'giro', 'name', 'rut']);
  });

  it('codes of activity, when there are five or they are too long, are refused', () => {
    expect([parseActeco('1,2,3,4,5'), parseActeco('4711001'), parseActeco('')]).toEqual([null, null, null]);
  });
});

describe('the fault form', () => {
  it.each(PRACTICE_FAULTS)('fault %s, as it is first offered, is one that the contract takes', (kind) => {
    const form = faultFormOf({ kind });
    expect(isGoodCode(form)).toBe(true);
    expect(contract['practice.setFault'].input.safeParse(faultOf(form)).success).toBe(true);
  });
});

describe('words for figures', () => {
  it('names and amounts, when shown, read as in Chile', () => {
    expect(documentName({ type: 33, folio: 12 })).toBe('Factura 12');
    expect(documentName({ type: 801, folio: 7 })).toBe('801 7');
    expect([formatBytes(0), formatBytes(12_400), formatBytes(214_300_000_000)]).toEqual([
      '0 B',
      '12,4 KB',
      '214 GB',
    ]);
  });

  it('an error about a type, when shown, names the type', () => {
    expect(errorText({ code: 'folios_exhausted', params: { type: 33 } }).what).toContain('Factura');
  });

  it('an issue without text, when shown, is not hidden', () => {
    expect(issueText({ code: 'nuevo' })).toBe('nuevo');
  });
});

describe('the mock that screens are looked at with', () => {
  const inputs: Readonly<Record<string, unknown>> = {
    'drafts.preview': { draft: { Detalle: [{ QtyItem: 2, PrcItem: 1_000 }] } },
    'documents.get': { id: 5 },
    'exports.run': { selection: { by: 'ids', ids: [1] }, folder: '/x', as: 'zip' },
    'queue.retry': { ids: [1, 2, 3] },
    'lists.groups': { of: 'documents', by: 'month' },
    'queue.abandon': { ids: [1], reason: 'prueba' },
    'queue.hold': { ids: [1], reason: null },
    'queue.release': { ids: [1] },
    'sending.pause': { untilMs: 1_800_000_000_000, reason: 'prueba' },
    'documents.draft': { id: 5 },
    'practice.setFault': { kind: 'none' },
    'practice.setProcessingTime': { ms: 10 },
    'practice.advanceClock': { ms: 60_000 },
  };

  it.each(SCENARIOS.filter((each) => each !== 'empty' && each !== 'fresh'))(
    'scenario %s, on every channel, answers what the contract promises',
    (scenario) => {
      const answers = makeAnswers(scenario, NOW) as Readonly<Record<string, (input: unknown) => unknown>>;
      for (const channel of CHANNELS) {
        const parsed = contract[channel].output.safeParse(answers[channel]?.(inputs[channel] ?? {}));
        expect(parsed.success ? '' : `${channel}: ${parsed.error.message}`).toBe('');
      }
    },
  );
});
