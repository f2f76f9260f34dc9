import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClosableSiiGateway, createSiiGateway, type SiiLogEntry } from '../../../main/sii/client.ts';
import { BUYER, openWorld, PROCESSING_MS, type World } from './support/world.ts';

describe('client against the practice SII', () => {
  let world: World;
  let gateway: ClosableSiiGateway;
  const log: SiiLogEntry[] = [];

  beforeAll(async () => {
    world = await openWorld();
    gateway = createSiiGateway({
      endpoints: () => world.sii.endpoints,
      clock: world.clock,
      log: (entry) => log.push(entry),
    });
  });
  afterAll(async () => {
    await gateway.close();
    await world.close();
  });

  const upload = (envelope: Buffer) =>
    gateway.upload({
      channel: 'factura',
      company: world.kit.company.rut,
      envelope,
      fileName: 'envio.xml',
      certificate: world.kit.identity.certificate,
    });
  const track = (trackId: string) =>
    gateway.statusByTrackId({
      channel: 'factura',
      company: world.kit.company.rut,
      trackId,
      certificate: world.kit.identity.certificate,
    });
  const ask = (
    folio: number,
    change: { readonly total?: number; readonly type?: 33 | 61; readonly company?: string } = {},
  ) =>
    gateway.statusByDocument({
      company: change.company ?? world.kit.company.rut,
      receptor: BUYER,
      type: change.type ?? 33,
      folio,
      issuedOn: '2026-07-05',
      total: change.total ?? 11_900,
      certificate: world.kit.identity.certificate,
    });
  const trackIdOf = async (envelope: Buffer): Promise<string> => {
    const { answer } = await upload(envelope);
    if (answer.kind !== 'received') throw new Error(JSON.stringify(answer));
    return answer.trackId;
  };

  it('invoice: received, through every state, accepted by the counters', async () => {
    const { answer, exchange } = await upload(world.envelope({ folio: 1 }));
    expect(answer).toEqual({ kind: 'received', trackId: expect.stringMatching(/^\d{10}$/) });
    expect(exchange).toMatchObject({ httpStatus: 200, durationMs: expect.any(Number) });
    expect(exchange.raw?.toString('latin1')).toContain('<STATUS>0</STATUS>');
    if (answer.kind !== 'received') return;

    expect((await ask(1)).answer).toMatchObject({ kind: 'state', estado: 'FAU', errCode: '3' });
    const seen: string[] = [];
    for (let quarter = 0; quarter < 5; quarter++) {
      const { answer: status } = await track(answer.trackId);
      seen.push(status.kind === 'state' ? status.estado : status.kind);
      world.clock.advance(PROCESSING_MS / 4);
    }
    expect(seen).toEqual(['SOK', 'CRT', 'FOK', 'PDR', 'EPR']);
    expect((await track(answer.trackId)).answer).toMatchObject({
      estado: 'EPR',
      counters: [{ type: 33, informed: 1, accepted: 1, rejected: 0, objected: 0 }],
    });
    expect((await ask(1)).answer).toMatchObject({ kind: 'state', estado: 'DOK', errCode: '0' });
    expect((await ask(1, { total: 1 })).answer).toMatchObject({ estado: 'DNK' });
    expect((await ask(99)).answer).toMatchObject({ estado: 'FAU' });
    expect((await ask(1, { company: '45000054-K' })).answer).toMatchObject({ estado: 'EMP' });
    expect(world.sii.received()).toEqual([
      expect.objectContaining({ type: 33, folio: 1, uploads: 1, state: 'accepted', reason: null }),
    ]);
  });

  it('two types in one envelope: counted apart', async () => {
    const reference = {
      NroLinRef: 1,
      TpoDocRef: '33',
      FolioRef: '1',
      FchRef: '2026-07-05',
      CodRef: 1,
      RazonRef: 'Anula',
    };
    const notes = await trackIdOf(
      world.wrap([world.issue({ type: 61, folio: 1, references: [reference] }), world.issue({ folio: 2 })]),
    );
    world.clock.advance(PROCESSING_MS);
    expect((await track(notes)).answer).toMatchObject({
      counters: [
        { type: 61, accepted: 1 },
        { type: 33, accepted: 1 },
      ],
    });
    expect((await ask(1)).answer).toMatchObject({ estado: 'ANC', errCode: '15' });
    expect(world.sii.mail(notes)).toContain('Tipo 61 Folio 1: DTE Aceptado');
  });

  it('whole run: one login for all of it, nothing secret in the log', () => {
    expect(world.sii.stats().requests).toMatchObject({ seed: 1, token: 1 });
    expect(log.length).toBeGreaterThan(10);
    expect(Object.keys(log[0] ?? {}).sort()).toEqual([
      'channel',
      'durationMs',
      'httpStatus',
      'operation',
      'outcome',
    ]);
  });

  it('annulled folio: FAN', async () => {
    world.sii.annulFolio(world.kit.company.rut, 33, 50);
    expect((await ask(50)).answer).toMatchObject({ estado: 'FAN', errCode: '5' });
  });

  it('track id of another company or of nobody: -11', async () => {
    expect((await track('4242424242')).answer).toMatchObject({ kind: 'state', estado: '-11', counters: [] });
  });
});
