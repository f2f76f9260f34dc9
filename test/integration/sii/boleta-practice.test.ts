import { createServer, request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PRACTICE_IDK } from '../../../main/dte/caf-issuers.ts';
import { encodeLatin1 } from '../../../main/dte/latin1.ts';
import { makeCaf, makeThrowawayCertificate } from '../../../main/dte/practice-identity.ts';
import { signSeed } from '../../../main/dte/seed.ts';
import { BOLETA_USER_AGENT } from '../../../main/sii/boleta/channel.ts';
import { parseSeed, parseToken } from '../../../main/sii/boleta/parse-auth.ts';
import { type ClosableSiiGateway, createSiiGateway } from '../../../main/sii/client.ts';
import { FACTURA_USER_AGENT } from '../../../main/sii/factura/channel.ts';
import { uploadForm } from '../../../main/sii/multipart.ts';
import type { PracticeFault } from '../../../shared/domain/practice.ts';
import { rutVerifier } from '../../../shared/domain/rut.ts';
import { BUYER, openWorld, PROCESSING_MS, type World } from './support/world.ts';

const STRANGER = `45999999-${rutVerifier('45999999')}`;
const RESOURCES = '/recursos/v1/boleta.electronica';

describe('practice SII, boleta channel', () => {
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
      endpoints: () => world.sii.endpoints,
      clock: world.clock,
      timeouts: { connect: 1_000, headers: 300, body: 300, total: 2_000 },
    });
  });
  afterEach(async () => {
    await world.sii.faults.set({ kind: 'none' });
    await gateway.close();
  });

  const boleta = (spec: Partial<Parameters<World['issue']>[0]> = {}) =>
    world.issue({ type: 39, folio, ...spec });
  const envelope = (spec: Partial<Parameters<World['issue']>[0]> = {}): Buffer => world.wrap([boleta(spec)]);
  const send = async (
    file: Buffer,
    channel: 'factura' | 'boleta' = 'boleta',
    company = world.kit.company.rut,
  ) => {
    const { certificate } = world.kit.identity;
    return (await gateway.upload({ channel, company, envelope: file, fileName: 'envio.xml', certificate }))
      .answer;
  };
  const track = async (trackId: string) => {
    const { certificate } = world.kit.identity;
    const query = { channel: 'boleta', company: world.kit.company.rut, trackId, certificate } as const;
    return (await gateway.statusByTrackId(query)).answer;
  };
  const ask = async (change: { readonly total?: number; readonly folio?: number } = {}) => {
    const { certificate } = world.kit.identity;
    const company = world.kit.company.rut;
    const of = {
      receptor: BUYER,
      type: 39,
      folio,
      issuedOn: '2026-07-05',
      total: 11_900,
      ...change,
    } as const;
    return (await gateway.statusByDocument({ company, certificate, ...of })).answer;
  };
  /** Uploads, waits until the envelope is through, and tells what became of it. */
  const outcome = async (file: Buffer) => {
    const answer = await send(file);
    if (answer.kind !== 'received') return answer;
    world.clock.advance(PROCESSING_MS);
    const status = await track(answer.trackId);
    if (status.kind !== 'state') return status;
    const { estado, counters } = status;
    const [detail] = status.details ?? [];
    return { estado, counters, detail: detail && [detail.estado, ...detail.errors.map(({ code }) => code)] };
  };
  const edit = (file: Buffer, from: string | RegExp, to: string): Buffer => {
    const text = file.toString('latin1');
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    return encodeLatin1(edited);
  };
  const known = (): boolean => world.sii.received().some((row) => row.type === 39 && row.folio === folio);

  describe('a boleta that is well', () => {
    it('received with 15 digits, through every state, accepted by the counters', async () => {
      const answer = await send(envelope());
      expect(answer).toEqual({ kind: 'received', trackId: expect.stringMatching(/^\d{15}$/) });
      if (answer.kind !== 'received') return;
      expect(await ask()).toMatchObject({ estado: 'FAU' });
      const seen: string[] = [];
      for (let fifth = 0; fifth < 6; fifth++) {
        const status = await track(answer.trackId);
        seen.push(status.kind === 'state' ? status.estado : status.kind);
        world.clock.advance(PROCESSING_MS / 5);
      }
      expect(seen).toEqual(['REC', 'SOK', 'CRT', 'FOK', 'PRD', 'EPR']);
      expect(await track(answer.trackId)).toEqual({
        kind: 'state',
        estado: 'EPR',
        glosa: '',
        counters: [{ type: 39, informed: 1, accepted: 1, rejected: 0, objected: 0 }],
        details: [],
      });
      expect(await ask()).toMatchObject({ kind: 'state', estado: 'DOK' });
      expect(await ask({ total: 1 })).toMatchObject({ estado: 'DNK' });
      expect(await ask({ folio: 99 })).toMatchObject({ estado: 'FAU' });
      expect(world.sii.mail(answer.trackId)).toBeNull();
    });

    it('three in one envelope, one of them bad: counted, and the bad one named', async () => {
      const [one, two, three] = [folio, ++folio, ++folio].map((each) =>
        world.issue({ type: 39, folio: each }),
      );
      if (!one || !two || !three) throw new Error('three');
      const bytes = encodeLatin1(two.bytes.toString('latin1').replace('Café', 'Cafe'));
      expect(await outcome(world.wrap([one, { ...two, bytes }, three]))).toEqual({
        estado: 'EPR',
        counters: [{ type: 39, informed: 3, accepted: 2, rejected: 1, objected: 0 }],
        detail: ['RCH', 'DTE-3-505'],
      });
    });

    it('annulled folio: FAN', async () => {
      world.sii.annulFolio(world.kit.company.rut, 39, folio);
      expect(await ask()).toMatchObject({ estado: 'FAN' });
      expect(await outcome(envelope())).toMatchObject({ detail: ['RCH', 'DTE-3-601'] });
    });

    it('over a restart: boletas remembered, tokens not', async () => {
      const answer = await send(envelope());
      await world.restart();
      world.clock.advance(PROCESSING_MS);
      if (answer.kind !== 'received') throw new Error(answer.kind);
      expect(await track(answer.trackId)).toMatchObject({ estado: 'EPR', counters: [{ accepted: 1 }] });
      expect(world.sii.stats().requests).toMatchObject({ token: 1, track: 1 });
    });
  });

  describe('each by its own way', () => {
    it('boleta at DTEUpload: STATUS 7, wrong schema, not kept', async () => {
      expect(await send(envelope(), 'factura')).toEqual({
        kind: 'status',
        status: 7,
        details: ['SCH-00001: Invalid Schema Name'],
      });
      expect(known()).toBe(false);
    });

    it('factura at the boleta API: RSC', async () => {
      expect(await outcome(world.envelope({ folio }))).toMatchObject({
        estado: 'RSC',
        detail: ['RSC', 'ENV-3-0'],
      });
    });

    it('EnvioBOLETA with a factura in it, and EnvioDTE with a boleta: schema', async () => {
      expect(await outcome(edit(envelope(), '<TipoDTE>39<', '<TipoDTE>33<'))).toMatchObject({
        estado: 'RSC',
      });
      expect(
        await send(edit(world.envelope({ folio }), '<TipoDTE>33<', '<TipoDTE>39<'), 'factura'),
      ).toMatchObject({
        status: 7,
        details: [expect.stringContaining('TipoDTE')],
      });
    });

    it('track id of the other channel: unknown to each', async () => {
      const factura = await send(world.envelope({ folio: 90 }), 'factura');
      const here = await send(envelope());
      if (factura.kind !== 'received' || here.kind !== 'received') throw new Error('not received');
      expect(await track(factura.trackId)).toEqual({ kind: 'http', httpStatus: 404, retryAfterMs: null });
      const { certificate } = world.kit.identity;
      const query = { channel: 'factura', company: world.kit.company.rut, certificate } as const;
      const { answer } = await gateway.statusByTrackId({ ...query, trackId: here.trackId });
      expect(answer).toMatchObject({ estado: '-11' });
    });
  });

  describe('refused at once', () => {
    it('company not on record, sender without permission, empty file: 400, nothing kept', async () => {
      expect(await send(envelope(), 'boleta', '45000054-K')).toMatchObject({ kind: 'http', httpStatus: 400 });
      const stranger = makeThrowawayCertificate({ rut: STRANGER, name: 'Extraña', now: world.clock.now() });
      const { answer } = await gateway.upload({
        channel: 'boleta',
        company: world.kit.company.rut,
        envelope: envelope(),
        fileName: 'a.xml',
        certificate: stranger.certificate,
      });
      expect(answer).toMatchObject({ kind: 'http', httpStatus: 400 });
      expect(await send(Buffer.alloc(0))).toMatchObject({ kind: 'http', httpStatus: 400 });
      expect(known()).toBe(false);
    });
  });

  describe('rejected later, as a whole', () => {
    it.each([
      ['another schema', 'EnvioBOLETA_v11.xsd', 'EnvioBOLETA.xsd', 'SCH-00001'],
      ['no encoding', / encoding="ISO-8859-1"/, '', 'SCH-00001'],
      ['a long line', '<SetDTE', `${' '.repeat(4090)}<SetDTE`, 'CHR-00002'],
      ['a character of no charset', 'Café', 'Caf\u0080', 'CHR-00001'],
      ['no folio', /<Folio>\d+<\/Folio>/, '', 'LSX-'],
      ['no IndServicio', /<IndServicio>\d<\/IndServicio>/, '', 'LSX-'],
      ['no MntNeto', /<MntNeto>\d+<\/MntNeto>/, '', 'LSX-'],
      ['no IVA', /<IVA>\d+<\/IVA>/, '', 'LSX-'],
      ['no signature', /<\/SetDTE>[\s\S]*<\/EnvioBOLETA>/, '</SetDTE></EnvioBOLETA>', 'LSX-'],
      ['a DTD', '<SetDTE', '<!DOCTYPE x><SetDTE', 'LSX-'],
    ])('file with %s: RSC, the line told', async (_name, from, to, line) => {
      const answer = await send(edit(envelope(), from, to));
      if (answer.kind !== 'received') throw new Error(answer.kind);
      world.clock.advance(PROCESSING_MS);
      expect(await track(answer.trackId)).toMatchObject({
        estado: 'RSC',
        counters: [],
        details: [{ errors: [{ code: 'ENV-3-0', detail: expect.stringContaining(line) }] }],
      });
      expect(await ask()).toMatchObject({ estado: 'FAU' });
    });

    it('same bytes again: RPT, one document in all', async () => {
      const file = envelope();
      expect(await outcome(file)).toMatchObject({ estado: 'EPR' });
      expect(await outcome(file)).toEqual({ estado: 'RPT', counters: [], detail: undefined });
      const rows = world.sii.received().filter((row) => row.type === 39 && row.folio === folio);
      expect(rows).toMatchObject([{ uploads: 2, state: 'accepted' }]);
    });

    it('same bytes after RSC: taken anew', async () => {
      await world.sii.faults.set({ kind: 'schema_rejection', times: 1 });
      const file = envelope();
      expect(await outcome(file)).toMatchObject({ estado: 'RSC' });
      expect(await outcome(file)).toMatchObject({ estado: 'EPR', counters: [{ accepted: 1 }] });
    });

    it.each([
      ['another resolution', { nroResol: 80 }, 'CRT-3-19'],
      ['RutEnvia of somebody else', { rutEnvia: STRANGER }, 'CRT-3-11'],
      ['RutReceptor of a customer', { rutReceptor: BUYER }, 'CRT-3-902'],
    ])('carátula with %s: RCT', async (_name, change, code) => {
      expect(await outcome(world.wrap([boleta()], change))).toEqual({
        estado: 'RCT',
        counters: [],
        detail: ['RCH', code],
      });
    });

    it('carátula that counts other documents: RCO', async () => {
      expect(await outcome(edit(envelope(), '<NroDTE>1<', '<NroDTE>2<'))).toMatchObject({
        estado: 'RCO',
        detail: ['RCH', 'CRT-3-903'],
      });
    });

    it('envelope changed after signing: RFR', async () => {
      const changed = edit(envelope(), /<TmstFirmaEnv>[^<]*/, '<TmstFirmaEnv>2026-07-05T01:02:03');
      expect(await outcome(changed)).toMatchObject({ estado: 'RFR', detail: ['RCH', 'ENV-3-505'] });
    });
  });

  describe('rejected or observed later, by itself', () => {
    it('same document in another envelope, same folio with other data: DTE-3-100, DTE-3-101', async () => {
      const one = boleta();
      expect(await outcome(world.wrap([one]))).toMatchObject({ counters: [{ accepted: 1 }] });
      expect(await outcome(world.wrap([one]))).toMatchObject({ detail: ['RCH', 'DTE-3-100'] });
      expect(await outcome(envelope({ net: 20_000 }))).toMatchObject({ detail: ['RCH', 'DTE-3-101'] });
    });

    it.each([
      ['MntTotal that is not the sum', { totals: { MntTotal: 11_901 } }, 'HED-3-901'],
      ['IVA that is not gross less net', { totals: { MntNeto: 9_999, IVA: 1_901 } }, 'HED-3-904'],
      ['lines without IVA', { totals: { MntNeto: 11_900, IVA: 2_261, MntTotal: 14_161 } }, 'HED-3-905'],
      ['net lines that are gross', { idDoc: { IndMntNeto: 2 } }, 'HED-3-905'],
      ['receptor with a wrong check digit', { receptor: '76192083-1' }, 'HED-3-903'],
    ])('%s: %j, %s', async (_name, spec, code) => {
      expect(await outcome(envelope(spec))).toEqual({
        estado: 'EPR',
        counters: [{ type: 39, informed: 1, accepted: 0, rejected: 1, objected: 0 }],
        detail: ['RCH', code],
      });
    });

    it('stamp that does not verify: accepted with observations, RPR', async () => {
      const stampKey = makeThrowawayCertificate({
        rut: BUYER,
        name: 'Otra',
        now: world.clock.now(),
        bits: 512,
      }).certificate.key;
      expect(await outcome(envelope({ stampKey }))).toEqual({
        estado: 'EPR',
        counters: [{ type: 39, informed: 1, accepted: 0, rejected: 0, objected: 1 }],
        detail: ['RPR', 'TED-2-510'],
      });
    });

    it('CAF of the real SII: CAF-3-516, and FNA when asked for', async () => {
      const { rut, name } = world.kit.company;
      const spec = { rut, name, type: 39, from: 1, to: 100, authorizedOn: '2026-07-05', idk: 100 } as const;
      expect(spec.idk).not.toBe(PRACTICE_IDK);
      const file = makeCaf(spec, world.sii.issuer.privateKeyPem).toString('latin1');
      const caf = /<CAF[\s\S]*<\/CAF>/.exec(file)?.[0].replace(/>\s+</g, '><') ?? '';
      const dte = boleta();
      const bytes = encodeLatin1(dte.bytes.toString('latin1').replace(/<CAF[\s\S]*<\/CAF>/, caf));
      expect(await outcome(world.wrap([{ ...dte, bytes }]))).toMatchObject({ detail: ['RCH', 'CAF-3-516'] });
      expect(await ask()).toMatchObject({ estado: 'FNA' });
    });
  });

  describe('faults', () => {
    const afterLogin = async (fault: PracticeFault) => {
      await track('1');
      await world.sii.faults.set(fault);
      return send(envelope());
    };

    it.each([
      [{ kind: 'down' }, { kind: 'transport', began: false, cause: 'connection' }],
      [{ kind: 'silent' }, { kind: 'transport', began: true, cause: 'timeout' }],
      [{ kind: 'reset_after_body' }, { kind: 'transport', began: true, cause: 'connection' }],
      [
        { kind: 'http_503', value: 120 },
        { kind: 'http', httpStatus: 503, retryAfterMs: 120_000 },
      ],
      [{ kind: 'html_page' }, { kind: 'unreadable', what: 'html' }],
      [{ kind: 'empty' }, { kind: 'unreadable', what: 'empty' }],
      [
        { kind: 'status_n', value: 5 },
        { kind: 'http', httpStatus: 401 },
      ],
      [{ kind: 'status_n' }, { kind: 'http', httpStatus: 503 }],
      [
        { kind: 'status_n', value: -1 },
        { kind: 'http', httpStatus: 500 },
      ],
      [{ kind: 'token_expired' }, { kind: 'http', httpStatus: 401 }],
    ] as const)('%j: told as it is, nothing kept', async (fault, expected) => {
      expect(await afterLogin(fault)).toMatchObject(expected);
      expect(known()).toBe(false);
    });

    it('slow within the patience: received; beyond it: timeout, and kept', async () => {
      expect(await afterLogin({ kind: 'slow', ms: 100 })).toMatchObject({ kind: 'received' });
      folio++;
      expect(await afterLogin({ kind: 'slow', ms: 1_500 })).toMatchObject({ began: true, cause: 'timeout' });
      expect(known()).toBe(true);
    });

    it('lost answer: kept, found when asked for; sent again all the same, RPT', async () => {
      await world.sii.faults.set({ kind: 'lost_answer', times: 1 });
      const file = envelope();
      expect(await send(file)).toMatchObject({ kind: 'transport', began: true });
      world.clock.advance(PROCESSING_MS);
      expect(await ask()).toMatchObject({ estado: 'DOK' });
      expect(await outcome(file)).toMatchObject({ estado: 'RPT' });
      expect(world.sii.uploadsOf(39, folio).map(({ answer }) => answer)).toEqual(['lost_answer', 'REC']);
    });

    it('token expired once: one new login, received; the factura token stays good', async () => {
      await send(world.envelope({ folio: 91 }), 'factura');
      await track('1');
      const before = world.sii.stats().requests;
      await world.sii.faults.set({ kind: 'token_expired', times: 1 });
      expect(await send(envelope())).toMatchObject({ kind: 'received' });
      expect(await send(world.envelope({ folio: 92 }), 'factura')).toMatchObject({ kind: 'received' });
      expect(world.sii.stats().requests).toMatchObject({
        token: before.token + 1,
        upload: before.upload + 3,
      });
    });

    it.each([
      [{ kind: 'rejection_after_epr', code: 'HED-3-305' }, 'RCH', { rejected: 1 }],
      [{ kind: 'objections_after_epr', code: 'DTE-1-650' }, 'RPR', { objected: 1 }],
    ] as const)('%j: received, then %s with its code', async (fault, estado, counters) => {
      await world.sii.faults.set(fault);
      expect(await outcome(envelope())).toMatchObject({
        estado: 'EPR',
        counters: [counters],
        detail: [estado, fault.code],
      });
      expect(world.sii.received().at(-1)?.reason).toContain(fault.code);
    });

    it('schema rejection: taken, then RSC with its line', async () => {
      const answer = await afterLogin({ kind: 'schema_rejection', detail: 'cvc-x' });
      if (answer.kind !== 'received') throw new Error(answer.kind);
      world.clock.advance(PROCESSING_MS);
      expect(await track(answer.trackId)).toMatchObject({
        estado: 'RSC',
        details: [{ type: 39, folio, estado: 'RCH', errors: [{ code: 'ENV-3-0', detail: 'cvc-x' }] }],
      });
    });
  });

  describe('on the wire', () => {
    interface Answer {
      readonly status: number;
      readonly text: string;
      readonly type: string;
    }
    const exchange = (
      method: 'GET' | 'POST',
      url: string,
      headers: Readonly<Record<string, string>> = {},
      body?: Buffer,
    ): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const asking = request(url, { method, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString('utf8'),
              type: response.headers['content-type'] ?? '',
            }),
          );
        });
        asking.on('error', reject);
        asking.end(body);
      });
    const api = (path: string): string => `${world.sii.endpoints.boletaApi}${RESOURCES}${path}`;
    const uploads = (): string => `${world.sii.endpoints.boletaUpload}${RESOURCES}.envio`;
    const seed = async (): Promise<string> => {
      const answer = parseSeed(Buffer.from((await exchange('GET', api('.semilla'))).text), null);
      if (answer.kind !== 'value') throw new Error(answer.kind);
      return answer.value;
    };
    const grant = async (xml: string) => {
      const headers = { 'Content-Type': 'application/xml' };
      const { text } = await exchange('POST', api('.token'), headers, Buffer.from(xml));
      return parseToken(Buffer.from(text), null);
    };
    const token = async (): Promise<string> => {
      const answer = await grant(signSeed(await seed(), world.kit.identity.certificate));
      if (answer.kind !== 'value') throw new Error(JSON.stringify(answer));
      return answer.value;
    };
    const form = (file = envelope()): Buffer =>
      uploadForm(world.kit.identity.certificate.rut, world.kit.company.rut, 'a.xml', file, 'BB').body;
    const headersOf = async (body: Buffer) => ({
      'User-Agent': BOLETA_USER_AGENT,
      'Content-Type': 'multipart/form-data; boundary=BB',
      'Content-Length': String(body.length),
      Cookie: `TOKEN=${await token()}`,
    });
    const post = async (body: Buffer, change: Readonly<Record<string, string>> = {}): Promise<Answer> =>
      exchange('POST', uploads(), { ...(await headersOf(body)), ...change }, body);
    const DENIED = { status: 401, text: 'NO ESTA AUTENTICADO' };

    it('upload that is right: JSON with the six fields of the API', async () => {
      const { status, text, type } = await post(form());
      expect([status, type]).toEqual([200, 'application/json']);
      expect(JSON.parse(text)).toEqual({
        rut_emisor: world.kit.company.rut,
        rut_envia: world.kit.identity.certificate.rut,
        trackid: expect.any(Number),
        fecha_recepcion: expect.stringMatching(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/),
        estado: 'REC',
        file: 'a.xml',
      });
    });

    it.each(['Mozilla/5.0', FACTURA_USER_AGENT, ''])(
      'User-Agent %j: 401 for a token that is good',
      async (agent) => {
        expect(await post(form(), { 'User-Agent': agent })).toMatchObject(DENIED);
        expect(known()).toBe(false);
      },
    );

    it('no token, one of nobody, one of the factura channel: 401', async () => {
      const body = form();
      const without = { ...(await headersOf(body)), Cookie: '' };
      expect(await exchange('POST', uploads(), without, body)).toMatchObject(DENIED);
      expect(await post(body, { Cookie: 'TOKEN=abc' })).toMatchObject(DENIED);
      const seen: string[] = [];
      // The token of the factura channel, caught on its way.
      const between = createServer((asked, reply) => {
        const chunks: Buffer[] = [];
        asked.on('data', (chunk: Buffer) => chunks.push(chunk));
        asked.on('end', async () => {
          seen.push(asked.headers.cookie ?? '');
          const headers = Object.fromEntries(
            Object.entries(asked.headers).filter(([name]) => !['host', 'connection'].includes(name)),
          ) as Record<string, string>;
          const answer = await exchange(
            'POST',
            `${world.sii.baseUrl}${asked.url}`,
            headers,
            Buffer.concat(chunks),
          );
          reply.writeHead(answer.status, { 'Content-Type': answer.type }).end(answer.text);
        });
      });
      await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
      const port = (between.address() as { readonly port: number }).port;
      const through = createSiiGateway({
        endpoints: { ...world.sii.endpoints, factura: `http://127.0.0.1:${port}` },
        clock: world.clock,
      });
      const { certificate } = world.kit.identity;
      await through.upload({
        channel: 'factura',
        company: world.kit.company.rut,
        envelope: world.envelope({ folio: 93 }),
        fileName: 'a.xml',
        certificate,
      });
      await through.close();
      between.close();
      expect(seen.at(-1)).toMatch(/^TOKEN=.+/);
      expect(await post(body, { Cookie: seen.at(-1) ?? '' })).toMatchObject(DENIED);
    });

    it('fields in another order, form without its end, chunked body: 400', async () => {
      const swapped = form()
        .toString('latin1')
        .replace('"rutSender"', '"x"')
        .replace('"rutCompany"', '"rutSender"')
        .replace('"x"', '"rutCompany"');
      expect((await post(Buffer.from(swapped, 'latin1'))).status).toBe(400);
      expect((await post(form().subarray(0, -20))).status).toBe(400);
      const body = form();
      const { 'Content-Length': _length, ...headers } = await headersOf(body);
      const chunked = { ...headers, 'Transfer-Encoding': 'chunked' };
      expect((await exchange('POST', uploads(), chunked, body)).status).toBe(400);
      expect(known()).toBe(false);
    });

    it('upload to the host of the API, query to the host of uploads: not there', async () => {
      const body = form();
      expect((await exchange('POST', api('.envio'), await headersOf(body), body)).status).toBe(404);
      expect((await exchange('GET', `${uploads()}/${world.kit.company.rut}-1`)).status).toBe(404);
      expect((await exchange('POST', api('.semilla'))).status).toBe(404);
      expect(known()).toBe(false);
    });

    it('token asked for with escaped XML, in SOAP or as JSON: none', async () => {
      const signed = signSeed(await seed(), world.kit.identity.certificate);
      expect(await grant(signed.replaceAll('<', '&lt;'))).toMatchObject({ kind: 'estado', estado: '02' });
      expect(await grant(`<soap>${signed.slice(signed.indexOf('<getToken'))}</soap>`)).toMatchObject({
        estado: '02',
      });
      const json = { 'Content-Type': 'application/json' };
      expect((await exchange('POST', api('.token'), json, Buffer.from(signed))).status).toBe(415);
      expect(await grant(signed)).toMatchObject({ kind: 'value' });
      expect(await grant(signed)).toMatchObject({ estado: '08' });
    });

    it('query of a document without one of its parameters: 200 and the name of it', async () => {
      const headers = { Cookie: `TOKEN=${await token()}` };
      const all = { rut_receptor: '76192083', dv_receptor: '9', monto: '11900', fechaEmision: '05-07-2026' };
      const query = (parameters: Readonly<Record<string, string>>) =>
        exchange(
          'GET',
          `${api('')}/${world.kit.company.rut}-39-${folio}/estado?${new URLSearchParams(parameters)}`,
          headers,
        );
      for (const name of Object.keys(all)) {
        const { [name as keyof typeof all]: _left, ...others } = all;
        expect(await query(others)).toMatchObject({ status: 200, text: `falta ${name}` });
      }
      expect(JSON.parse((await query(all)).text)).toEqual({
        codigo: 'FAU',
        descripcion: 'Documento No Recibido por el SII',
      });
      expect((await query({ ...all, fechaEmision: '2026-07-05' })).text).toBe('fechaEmision no valida');
    });

    it('queries without a token: 401', async () => {
      expect(await exchange('GET', api(`.envio/${world.kit.company.rut}-1`))).toMatchObject(DENIED);
      expect(await exchange('GET', `${api('')}/${world.kit.company.rut}-39-1/estado`)).toMatchObject(DENIED);
    });
  });
});
