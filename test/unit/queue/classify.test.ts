import { describe, expect, test } from 'vitest';
import type { Silence, TrackAnswer, TypeCounters } from '../../../main/domain/queue/answers.ts';
import { classifyAsk, classifyTrack, classifyUpload } from '../../../main/domain/queue/classify.ts';

const row = (
  verdict:
    | ReturnType<typeof classifyUpload>
    | ReturnType<typeof classifyAsk>
    | ReturnType<typeof classifyTrack>,
) =>
  verdict.kind === 'failure'
    ? [verdict.outcome, verdict.errorClass, verdict.errorCode, verdict.retryability]
    : [verdict.kind];

const status = (n: number) => classifyUpload({ kind: 'status', status: n, details: [] }, 'factura');
const silence = {
  transport: (began: boolean, cause: 'timeout' | 'connection' | 'tls' | 'proxy'): Silence => ({
    kind: 'transport',
    began,
    cause,
    detail: '',
  }),
  http: (httpStatus: number): Silence => ({ kind: 'http', httpStatus, retryAfterMs: null }),
  unreadable: (what: Extract<Silence, { kind: 'unreadable' }>['what']): Silence => ({
    kind: 'unreadable',
    what,
  }),
};

describe('classifyUpload, every STATUS of PROTOCOL 3', () => {
  test.each([
    [0, ['uncertain', 'unknown', 'sii_internal', 'ask_first']],
    [1, ['refused', 'validation', 'not_permitted', 'person']],
    [2, ['refused', 'unknown', 'bad_size', 'retry']],
    [3, ['refused', 'connection', 'truncated', 'retry']],
    [4, ['uncertain', 'unknown', 'sii_internal', 'ask_first']],
    [5, ['refused', 'unavailable', 'not_authenticated', 'retry']],
    [6, ['refused', 'validation', 'company_not_authorised', 'person']],
    [7, ['refused', 'validation', 'bad_schema', 'person']],
    [8, ['refused', 'validation', 'bad_signature', 'person']],
    [9, ['refused', 'unavailable', 'sii_unavailable', 'retry']],
    [10, ['uncertain', 'unknown', 'sii_internal', 'ask_first']],
    [99, ['uncertain', 'unknown', 'already_received', 'ask_first']],
    [-1, ['uncertain', 'unavailable', 'sii_internal', 'ask_first']],
    [-7, ['uncertain', 'unknown', 'sii_internal', 'ask_first']],
    [12_345, ['uncertain', 'unknown', 'sii_internal', 'ask_first']],
  ])('STATUS %i / upload / %j', (n, expected) => {
    expect(row(status(n))).toEqual(expected);
  });

  test('a track id / upload / is a receipt', () => {
    expect(classifyUpload({ kind: 'received', trackId: '7' }, 'factura')).toEqual({
      kind: 'received',
      trackId: '7',
    });
  });

  test('STATUS 7 with details / upload / carries them', () => {
    const verdict = classifyUpload({ kind: 'status', status: 7, details: ['LSX-1', 'cvc-2'] }, 'factura');
    expect(verdict).toMatchObject({ params: { status: 7, details: 'LSX-1\ncvc-2' } });
  });
});

describe('classifyUpload, silences', () => {
  test.each<[string, Silence, readonly string[]]>([
    ['timeout before', silence.transport(false, 'timeout'), ['not_sent', 'timeout', 'no_answer', 'retry']],
    [
      'refused before',
      silence.transport(false, 'connection'),
      ['not_sent', 'connection', 'no_connection', 'retry'],
    ],
    ['tls before', silence.transport(false, 'tls'), ['not_sent', 'connection', 'tls_failed', 'retry']],
    [
      'tls: another name',
      { ...silence.transport(false, 'tls'), detail: 'ERR_TLS_CERT_ALTNAME_INVALID' } as Silence,
      ['not_sent', 'connection', 'tls_wrong_name', 'retry'],
    ],
    [
      'tls: expired',
      { ...silence.transport(false, 'tls'), detail: 'CERT_HAS_EXPIRED' } as Silence,
      ['not_sent', 'connection', 'tls_expired', 'retry'],
    ],
    [
      'tls: of nobody known',
      { ...silence.transport(false, 'tls'), detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' } as Silence,
      ['not_sent', 'connection', 'tls_untrusted', 'retry'],
    ],
    [
      'a proxy that refuses',
      silence.transport(false, 'proxy'),
      ['not_sent', 'connection', 'proxy_refused', 'retry'],
    ],
    ['timeout after', silence.transport(true, 'timeout'), ['uncertain', 'timeout', 'no_answer', 'ask_first']],
    [
      'reset after',
      silence.transport(true, 'connection'),
      ['uncertain', 'connection', 'connection_cut', 'ask_first'],
    ],
    ['tls after', silence.transport(true, 'tls'), ['uncertain', 'connection', 'tls_failed', 'ask_first']],
    ['http 200 odd', silence.http(204), ['uncertain', 'unknown', 'unreadable_answer', 'ask_first']],
    ['http 302', silence.http(302), ['uncertain', 'unknown', 'unreadable_answer', 'ask_first']],
    ['http 400', silence.http(400), ['uncertain', 'unknown', 'unreadable_answer', 'ask_first']],
    ['http 401', silence.http(401), ['uncertain', 'unavailable', 'not_authenticated', 'ask_first']],
    ['http 403', silence.http(403), ['uncertain', 'unavailable', 'not_authenticated', 'ask_first']],
    ['http 429', silence.http(429), ['uncertain', 'unavailable', 'sii_busy', 'ask_first']],
    ['http 500', silence.http(500), ['uncertain', 'unavailable', 'sii_unavailable', 'ask_first']],
    ['http 503', silence.http(503), ['uncertain', 'unavailable', 'sii_unavailable', 'ask_first']],
    ['empty', silence.unreadable('empty'), ['uncertain', 'unavailable', 'empty_answer', 'ask_first']],
    ['html', silence.unreadable('html'), ['uncertain', 'unavailable', 'html_answer', 'ask_first']],
    [
      'truncated',
      silence.unreadable('truncated'),
      ['uncertain', 'connection', 'connection_cut', 'ask_first'],
    ],
    [
      'no status',
      silence.unreadable('no_status'),
      ['uncertain', 'unknown', 'unreadable_answer', 'ask_first'],
    ],
    [
      'too large',
      silence.unreadable('too_large'),
      ['uncertain', 'unknown', 'unreadable_answer', 'ask_first'],
    ],
    ['other', silence.unreadable('other'), ['uncertain', 'unknown', 'unreadable_answer', 'ask_first']],
  ])('%s / upload of a factura / as the table says', (_, answer, expected) => {
    expect(row(classifyUpload(answer, 'factura'))).toEqual(expected);
  });

  test('http 401 / upload of a boleta / is its documented refusal', () => {
    expect(row(classifyUpload(silence.http(401), 'boleta'))).toEqual([
      'refused',
      'unavailable',
      'not_authenticated',
      'retry',
    ]);
    expect(row(classifyUpload(silence.http(403), 'boleta'))[0]).toBe('uncertain');
  });
});

describe('authentication, every ESTADO of PROTOCOL 2.2', () => {
  const auth = (estado: string) =>
    ({ kind: 'auth', step: 'token', failure: { kind: 'estado', estado, glosa: 'g' } }) as const;
  test.each(['07', '08', '09', '12', '-1', '-2'])(
    'ESTADO %s / upload / passes by itself, nothing was sent',
    (estado) => {
      expect(row(classifyUpload(auth(estado), 'factura'))).toEqual([
        'not_sent',
        'unavailable',
        'auth_unavailable',
        'retry',
      ]);
    },
  );
  test.each(['01', '02', '03', '04', '05', '06', '10', '11', '21', '-3', '-07', '99', ''])(
    'ESTADO "%s" / upload / waits for a person, nothing was sent',
    (estado) => {
      expect(row(classifyUpload(auth(estado), 'factura'))).toEqual([
        'not_sent',
        'validation',
        'certificate_refused',
        'person',
      ]);
    },
  );
  test.each<[string, Silence, readonly string[]]>([
    [
      'no network',
      silence.transport(false, 'connection'),
      ['not_sent', 'connection', 'no_connection', 'retry'],
    ],
    ['reset', silence.transport(true, 'connection'), ['not_sent', 'connection', 'connection_cut', 'retry']],
    ['timeout', silence.transport(true, 'timeout'), ['not_sent', 'timeout', 'no_answer', 'retry']],
    ['503', silence.http(503), ['not_sent', 'unavailable', 'auth_unavailable', 'retry']],
    ['html', silence.unreadable('html'), ['not_sent', 'unavailable', 'auth_unavailable', 'retry']],
  ])('%s / during authentication / nothing was sent', (_, failure, expected) => {
    expect(row(classifyUpload({ kind: 'auth', step: 'seed', failure }, 'factura'))).toEqual(expected);
  });
  test('a failed login / of an ask / keeps the doubt', () => {
    expect(row(classifyAsk(auth('08')))).toEqual([
      'uncertain',
      'unavailable',
      'auth_unavailable',
      'ask_first',
    ]);
    expect(row(classifyAsk(auth('10')))).toEqual([
      'uncertain',
      'validation',
      'certificate_refused',
      'person',
    ]);
  });
});

describe('classifyAsk, every ESTADO of PROTOCOL 4.2', () => {
  const ask = (estado: string, errCode: string | null = null) =>
    classifyAsk({ kind: 'state', estado, glosa: 'g', errCode });
  test.each(['DOK', 'TMD', 'TMC', 'MMD', 'MMC', 'AND', 'ANC', ' dok '])(
    '%s / ask / the SII has it',
    (estado) => {
      expect(ask(estado)).toEqual({
        kind: 'has_it',
        reason: { estado: estado.trim().toUpperCase(), glosa: 'g' },
      });
    },
  );
  test.each([
    ['DNK', 'data_differ'],
    ['FNA', 'folio_not_authorised'],
    ['FAN', 'folio_annulled'],
    ['EMP', 'company_not_authorised'],
  ])('%s / ask / waits for a person: %s', (estado, code) => {
    expect(row(ask(estado))).toEqual(['refused', 'validation', code, 'person']);
    expect(ask(estado)).toMatchObject({ reason: { estado } });
  });
  test('FAU / ask / not there', () => {
    expect(ask('FAU')).toMatchObject({ kind: 'not_there' });
    expect(ask('FAU', '3')).toMatchObject({ kind: 'not_there' });
    expect(ask('FAU', '03')).toMatchObject({ kind: 'not_there' });
  });
  test.each(['0', '1', '-1', 'x', ''])('FAU with ERR_CODE "%s" / ask / allows nothing', (errCode) => {
    expect(row(ask('FAU', errCode))).toEqual(['uncertain', 'unknown', 'unreadable_answer', 'ask_first']);
  });
  test.each([
    ['001', ['uncertain', 'unavailable', 'not_authenticated', 'ask_first']],
    ['002', ['uncertain', 'unavailable', 'not_authenticated', 'ask_first']],
    ['003', ['uncertain', 'unavailable', 'not_authenticated', 'ask_first']],
    ['-1', ['uncertain', 'unavailable', 'sii_internal', 'ask_first']],
    ['-11', ['uncertain', 'unavailable', 'sii_internal', 'ask_first']],
    ['-3', ['uncertain', 'validation', 'not_permitted', 'person']],
    ['-6', ['uncertain', 'validation', 'not_permitted', 'person']],
    ['-10', ['uncertain', 'validation', 'not_permitted', 'person']],
    ['-13', ['uncertain', 'validation', 'not_permitted', 'person']],
    ['', ['uncertain', 'unknown', 'unreadable_answer', 'ask_first']],
    ['XYZ', ['uncertain', 'unknown', 'unreadable_answer', 'ask_first']],
  ])('ESTADO "%s" / ask / no answer: %j', (estado, expected) => {
    expect(row(ask(estado))).toEqual(expected);
  });
  test('any silence / ask / keeps the doubt', () => {
    const all = [
      silence.transport(false, 'connection'),
      silence.transport(true, 'timeout'),
      silence.http(503),
      silence.http(401),
      silence.unreadable('empty'),
    ];
    for (const answer of all) {
      const [outcome, , , retryability] = row(classifyAsk(answer));
      expect([outcome, retryability]).toEqual(['uncertain', 'ask_first']);
    }
  });
});

describe('classifyTrack, every ESTADO of PROTOCOL 4.1', () => {
  const track = (estado: string, counters: readonly TypeCounters[] = []) =>
    classifyTrack({ kind: 'state', estado, glosa: 'g', counters }, 33);
  const counted = (informed: number, accepted: number, rejected: number, objected: number, type = 33) =>
    track('EPR', [{ type, informed, accepted, rejected, objected }]);

  test.each(['REC', 'SOK', 'CRT', 'FOK', 'PDR', 'PRD'])('%s / poll / in progress', (estado) => {
    expect(track(estado)).toMatchObject({ kind: 'in_progress' });
  });
  test.each(['RSC', 'RFR', 'RCT', 'RCH', 'RCO'])('%s / poll / envelope rejected', (estado) => {
    expect(track(estado)).toMatchObject({ kind: 'rejected', errorCode: 'envelope_rejected' });
  });
  test.each(['RPR', 'RLV'])('%s / poll / objected', (estado) => {
    expect(track(estado)).toMatchObject({ kind: 'objected' });
  });
  test('RPT / poll / a repetition', () => {
    expect(track('RPT')).toMatchObject({ kind: 'repeated' });
  });
  test.each<[string, ReturnType<typeof track>, object]>([
    ['1 of 1 accepted', counted(1, 1, 0, 0), { kind: 'accepted' }],
    ['objected beside accepted', counted(1, 0, 0, 1), { kind: 'objected' }],
    ['objected among accepted', counted(1, 1, 0, 1), { kind: 'objected' }],
    ['rejected', counted(1, 0, 1, 0), { kind: 'rejected', errorCode: 'document_rejected' }],
    ['nothing decided', counted(1, 0, 0, 0), { kind: 'failure', errorCode: 'unreadable_answer' }],
    ['no counters', track('EPR'), { kind: 'failure', errorCode: 'unreadable_answer' }],
    ['zeros', counted(0, 0, 0, 0), { kind: 'failure' }],
    ['counters of another type', counted(1, 1, 0, 0, 61), { kind: 'failure' }],
  ])('EPR, %s / poll / the counters decide', (_, verdict, expected) => {
    expect(verdict).toMatchObject(expected);
  });
  test.each(['001', '002', '003', '-1', '-3', '-14', '106', '107', '004', '005', '007', 'VOF', 'LOK', ''])(
    'ESTADO "%s" / poll / later, never uncertain',
    (estado) => {
      expect(track(estado)).toMatchObject({ kind: 'failure', retryability: 'retry' });
    },
  );
  test('429 with Retry-After / poll / hands the patience on', () => {
    const answer: TrackAnswer = { kind: 'http', httpStatus: 429, retryAfterMs: 9_000_000 };
    expect(classifyTrack(answer, 33)).toMatchObject({
      kind: 'failure',
      errorCode: 'sii_busy',
      retryAfterMs: 9_000_000,
    });
  });
  test('a flood of words / poll / is cut', () => {
    const verdict = classifyTrack(
      { kind: 'state', estado: 'SOK', glosa: 'x'.repeat(9_000), counters: [] },
      33,
    );
    expect(verdict.kind === 'in_progress' && verdict.reason.glosa.length).toBe(500);
  });
});
