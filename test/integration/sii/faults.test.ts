import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClosableSiiGateway, createSiiGateway } from '../../../main/sii/client.ts';
import type { PracticeFault } from '../../../shared/domain/practice.ts';
import { BUYER, openWorld, PROCESSING_MS, type World } from './support/world.ts';

/** Every fault of the practice SII, and exactly what the sender hears of it. */
describe('faults of the practice SII, as the client answers them', () => {
  let world: World;
  let gateway: ClosableSiiGateway;
  let folio = 0;

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    folio++;
    gateway = createSiiGateway({
      endpoints: world.sii.endpoints,
      clock: world.clock,
      timeouts: { connect: 1_000, headers: 300, body: 300, total: 2_000 },
    });
  });
  afterEach(async () => {
    await world.sii.faults.set({ kind: 'none' });
    await gateway.close();
  });

  const uploadBytes = (envelope: Buffer) =>
    gateway.upload({
      channel: 'factura',
      company: world.kit.company.rut,
      envelope,
      fileName: `envio-${folio}.xml`,
      certificate: world.kit.identity.certificate,
    });
  const login = () => track('1');
  const track = (trackId: string) =>
    gateway.statusByTrackId({
      channel: 'factura',
      company: world.kit.company.rut,
      trackId,
      certificate: world.kit.identity.certificate,
    });
  const ask = (of: number) =>
    gateway.statusByDocument({
      company: world.kit.company.rut,
      receptor: BUYER,
      type: 33,
      folio: of,
      issuedOn: '2026-07-05',
      total: 11_900,
      certificate: world.kit.identity.certificate,
    });
  const known = (of: number): boolean =>
    world.sii.received().some((row) => row.type === 33 && row.folio === of);

  const afterLogin = async (fault: PracticeFault) => {
    await login();
    await world.sii.faults.set(fault);
    return uploadBytes(world.envelope({ folio }));
  };

  it('down, before the login: nothing began', async () => {
    await world.sii.faults.set({ kind: 'down' });
    const { answer, exchange } = await uploadBytes(world.envelope({ folio }));
    expect(answer).toEqual({
      kind: 'auth',
      step: 'seed',
      failure: { kind: 'transport', began: false, cause: 'connection', detail: 'ECONNREFUSED' },
    });
    expect(exchange).toMatchObject({ httpStatus: null, raw: null });
  });

  it('down, with a token at hand: refused, nothing began', async () => {
    expect((await afterLogin({ kind: 'down' })).answer).toEqual({
      kind: 'transport',
      began: false,
      cause: 'connection',
      detail: 'ECONNREFUSED',
    });
    expect(known(folio)).toBe(false);
  });

  it('down and up again: same address, works', async () => {
    const before = world.sii.baseUrl;
    await afterLogin({ kind: 'down' });
    await world.sii.faults.set({ kind: 'none' });
    expect(world.sii.baseUrl).toBe(before);
    expect((await uploadBytes(world.envelope({ folio }))).answer).toMatchObject({ kind: 'received' });
  });

  it('down during a request: began, uncertain', async () => {
    await login();
    await world.sii.faults.set({ kind: 'silent', scope: 'uploads' });
    const pending = uploadBytes(world.envelope({ folio }));
    await expect.poll(() => world.sii.uploadsOf(33, folio).length).toBe(1);
    await world.sii.faults.set({ kind: 'down' });
    expect((await pending).answer).toMatchObject({ kind: 'transport', began: true, cause: 'connection' });
  });

  it('silent: timeout after the first byte', async () => {
    expect((await afterLogin({ kind: 'silent' })).answer).toEqual({
      kind: 'transport',
      began: true,
      cause: 'timeout',
      detail: 'UND_ERR_HEADERS_TIMEOUT',
    });
    expect(known(folio)).toBe(false);
    expect(world.sii.uploadsOf(33, folio)).toMatchObject([{ answer: 'silent' }]);
  });

  it('slow within the patience: received', async () => {
    expect((await afterLogin({ kind: 'slow', ms: 100 })).answer).toMatchObject({ kind: 'received' });
  });

  it('slow beyond the patience: timeout, and the document is there', async () => {
    expect((await afterLogin({ kind: 'slow', ms: 1_500 })).answer).toMatchObject({
      kind: 'transport',
      began: true,
      cause: 'timeout',
    });
    expect(known(folio)).toBe(true);
  });

  it('reset after the body: began, and nothing was kept', async () => {
    expect((await afterLogin({ kind: 'reset_after_body' })).answer).toEqual({
      kind: 'transport',
      began: true,
      cause: 'connection',
      detail: 'ECONNRESET',
    });
    expect(known(folio)).toBe(false);
  });

  it('lost answer: began, the document is there, a resend gets 99', async () => {
    const envelope = world.envelope({ folio });
    await login();
    await world.sii.faults.set({ kind: 'lost_answer', times: 1 });
    expect((await uploadBytes(envelope)).answer).toMatchObject({
      kind: 'transport',
      began: true,
      cause: 'connection',
    });
    expect(known(folio)).toBe(true);
    expect((await uploadBytes(envelope)).answer).toEqual({ kind: 'status', status: 99, details: [] });
    world.clock.advance(PROCESSING_MS);
    expect((await ask(folio)).answer).toMatchObject({ estado: 'DOK' });
    expect(world.sii.uploadsOf(33, folio).map((each) => each.answer)).toEqual(['lost_answer', 'STATUS 99']);
    expect(world.sii.received().find((row) => row.type === 33 && row.folio === folio)).toMatchObject({
      uploads: 2,
    });
  });

  it.each([
    [{ kind: 'http_503' } as const, { kind: 'http', httpStatus: 503, retryAfterMs: null }],
    [{ kind: 'http_503', value: 120 } as const, { kind: 'http', httpStatus: 503, retryAfterMs: 120_000 }],
    [{ kind: 'html_page' } as const, { kind: 'unreadable', what: 'html' }],
    [{ kind: 'empty' } as const, { kind: 'unreadable', what: 'empty' }],
    [{ kind: 'status_n', value: 6 } as const, { kind: 'status', status: 6, details: [] }],
    [{ kind: 'status_n', value: -1 } as const, { kind: 'status', status: -1, details: [] }],
    [{ kind: 'status_n' } as const, { kind: 'status', status: 9, details: [] }],
    [
      { kind: 'schema_rejection', detail: 'cvc-x' } as const,
      { kind: 'status', status: 7, details: ['cvc-x'] },
    ],
  ])('%j: told as it is, nothing kept', async (fault, expected) => {
    const { answer, exchange } = await afterLogin(fault);
    expect(answer).toEqual(expected);
    expect(exchange.raw).not.toBeNull();
    expect(known(folio)).toBe(false);
  });

  it('503 at the login: no token, nothing of the document began', async () => {
    await world.sii.faults.set({ kind: 'http_503', value: 7 });
    expect((await uploadBytes(world.envelope({ folio }))).answer).toEqual({
      kind: 'auth',
      step: 'seed',
      failure: { kind: 'http', httpStatus: 503, retryAfterMs: 7_000 },
    });
    expect(world.sii.uploadsOf(33, folio)).toEqual([]);
  });

  it('token expired once, at the upload: one new login, received', async () => {
    await login();
    const before = world.sii.stats().requests;
    await world.sii.faults.set({ kind: 'token_expired', times: 1 });
    expect((await uploadBytes(world.envelope({ folio }))).answer).toMatchObject({ kind: 'received' });
    expect(world.sii.stats().requests).toMatchObject({ token: before.token + 1, upload: before.upload + 2 });
    expect(world.sii.faults.get()).toEqual({ kind: 'none' });
    const [first, second] = world.sii.uploadsOf(33, folio);
    expect([first?.answer, second?.answer]).toEqual(['STATUS 5', 'STATUS 0']);
    expect(first?.envelopeSha256).toBe(second?.envelopeSha256);
  });

  it('token expired for good: STATUS 5 after one renewal, no more', async () => {
    await login();
    const before = world.sii.stats().requests;
    await world.sii.faults.set({ kind: 'token_expired' });
    expect((await uploadBytes(world.envelope({ folio }))).answer).toEqual({
      kind: 'status',
      status: 5,
      details: [],
    });
    expect(world.sii.stats().requests).toMatchObject({ token: before.token + 1, upload: before.upload + 2 });
  });

  it('token expired, at both queries: renewed, answered', async () => {
    await login();
    await world.sii.faults.set({ kind: 'token_expired', times: 1 });
    expect((await ask(90)).answer).toMatchObject({ estado: 'FAU' });
    await world.sii.faults.set({ kind: 'token_expired', times: 1 });
    expect((await track('1')).answer).toMatchObject({ estado: '-11' });
    await world.sii.faults.set({ kind: 'token_expired' });
    expect((await track('1')).answer).toMatchObject({ estado: '001' });
  });

  it('rejection after EPR: received, then rejected with its reason', async () => {
    const { answer } = await afterLogin({ kind: 'rejection_after_epr', code: 'HED-3-305' });
    if (answer.kind !== 'received') throw new Error(answer.kind);
    world.clock.advance(PROCESSING_MS);
    expect((await track(answer.trackId)).answer).toMatchObject({
      estado: 'EPR',
      counters: [{ informed: 1, accepted: 0, rejected: 1, objected: 0 }],
    });
    expect((await ask(folio)).answer).toMatchObject({ estado: 'FAU' });
    expect(world.sii.received().at(-1)).toMatchObject({
      state: 'rejected',
      reason: expect.stringContaining('HED-3-305'),
    });
    expect(world.sii.mail(answer.trackId)).toContain(`Folio ${folio}: DTE Rechazado (HED-3-305)`);
  });

  it('objections after EPR: received, then accepted with observations', async () => {
    const { answer } = await afterLogin({ kind: 'objections_after_epr' });
    if (answer.kind !== 'received') throw new Error(answer.kind);
    expect(world.sii.mail(answer.trackId)).toBeNull();
    world.clock.advance(PROCESSING_MS);
    expect((await track(answer.trackId)).answer).toMatchObject({
      counters: [{ informed: 1, accepted: 0, rejected: 0, objected: 1 }],
    });
    expect((await ask(folio)).answer).toMatchObject({ estado: 'DOK' });
  });

  it('for the next two requests: two, then none', async () => {
    await login();
    await world.sii.faults.set({ kind: 'html_page', times: 2 });
    await ask(1);
    expect(world.sii.faults.get()).toEqual({ kind: 'html_page', times: 1 });
    await ask(1);
    expect(world.sii.faults.get()).toEqual({ kind: 'none' });
    expect((await ask(90)).answer).toMatchObject({ kind: 'state' });
  });

  it('uploads only: queries go on', async () => {
    await login();
    await world.sii.faults.set({ kind: 'html_page', scope: 'uploads' });
    expect((await ask(90)).answer).toMatchObject({ kind: 'state' });
    expect((await uploadBytes(world.envelope({ folio }))).answer).toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    { kind: 'status_n', value: 0 },
    { kind: 'slow', ms: -1 },
    { kind: 'empty', times: 0 },
    { kind: 'http_503', value: -1 },
  ] as const)('%j: refused, the old one stays', async (fault) => {
    await expect(world.sii.faults.set(fault)).rejects.toMatchObject({ value: { code: 'bad_request' } });
    expect(world.sii.faults.get()).toEqual({ kind: 'none' });
  });
});
