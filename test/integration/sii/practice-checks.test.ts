import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PRACTICE_IDK } from '../../../main/dte/caf-issuers.ts';
import { encodeLatin1 } from '../../../main/dte/latin1.ts';
import {
  type CafSpec,
  makeCaf,
  makeCafIssuer,
  makeThrowawayCertificate,
} from '../../../main/dte/practice-identity.ts';
import { signSeed } from '../../../main/dte/seed.ts';
import type { SignedDte } from '../../../main/dte/types.ts';
import { type ClosableSiiGateway, createSiiGateway } from '../../../main/sii/client.ts';
import { FACTURA_USER_AGENT } from '../../../main/sii/factura/channel.ts';
import { parseSeed, parseToken } from '../../../main/sii/factura/parse-auth.ts';
import { soapBody } from '../../../main/sii/factura/soap.ts';
import { uploadForm } from '../../../main/sii/multipart.ts';
import { isRut, rutVerifier } from '../../../shared/domain/rut.ts';
import { BUYER, openWorld, PROCESSING_MS, type World } from './support/world.ts';

const DAY = 86_400_000;
const STRANGER = `45999999-${rutVerifier('45999999')}`;

describe('practice SII', () => {
  let world: World;
  let gateway: ClosableSiiGateway;
  let folio = 0;

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    folio++;
    gateway = createSiiGateway({ endpoints: () => world.sii.endpoints, clock: world.clock });
  });
  afterEach(() => gateway.close());

  const upload = async (envelope: Buffer, company = world.kit.company.rut) => {
    const { answer } = await gateway.upload({
      channel: 'factura',
      company,
      envelope,
      fileName: 'envio.xml',
      certificate: world.kit.identity.certificate,
    });
    return answer;
  };
  /** Uploads, waits for EPR, and tells what became of it. */
  const outcome = async (envelope: Buffer) => {
    const answer = await upload(envelope);
    if (answer.kind !== 'received') return answer;
    world.clock.advance(PROCESSING_MS);
    const { answer: status } = await gateway.statusByTrackId({
      channel: 'factura',
      company: world.kit.company.rut,
      trackId: answer.trackId,
      certificate: world.kit.identity.certificate,
    });
    const [document] = world.sii.received().slice(-1);
    return {
      estado: status.kind === 'state' ? status.estado : status.kind,
      state: document?.state,
      code: /\(([^)]+)\)/.exec(document?.reason ?? '')?.[1] ?? null,
    };
  };
  const edit = (file: Buffer, from: string | RegExp, to: string): Buffer => {
    const text = file.toString('latin1');
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    return encodeLatin1(edited);
  };

  describe('at once, by STATUS', () => {
    it('company not on record: 6', async () => {
      expect(await upload(world.envelope({ folio }), '45000054-K')).toEqual({
        kind: 'status',
        status: 6,
        details: [],
      });
    });

    it('sender without permission: 1', async () => {
      const stranger = makeThrowawayCertificate({
        rut: STRANGER,
        name: 'Extraña',
        now: world.clock.now(),
      });
      const { answer } = await gateway.upload({
        channel: 'factura',
        company: world.kit.company.rut,
        envelope: world.envelope({ folio }),
        fileName: 'a.xml',
        certificate: stranger.certificate,
      });
      expect(answer).toEqual({ kind: 'status', status: 1, details: [] });
    });

    it('empty file: 2', async () => {
      expect(await upload(Buffer.alloc(0))).toMatchObject({ status: 2 });
    });

    it.each([
      ['no encoding in the declaration', / encoding="ISO-8859-1"/, ''],
      ['standalone', /encoding="ISO-8859-1"/, 'encoding="ISO-8859-1" standalone="no"'],
      ['no schemaLocation', / xsi:schemaLocation="[^"]*"/, ''],
      ['another schema', 'EnvioDTE_v10.xsd', 'EnvioDTE.xsd'],
      ['an ID on the root', ' version="1.0">\n<SetDTE', ' version="1.0" ID="x">\n<SetDTE'],
      ['version before schemaLocation', /( xsi:schemaLocation="[^"]*")( version="1.0")/, '$2$1'],
    ])('head with %s: 7, SCH-00001', async (_name, from, to) => {
      expect(await upload(edit(world.envelope({ folio }), from, to))).toEqual({
        kind: 'status',
        status: 7,
        details: ['SCH-00001: Invalid Schema Name'],
      });
    });

    it('line over 4090 bytes: 7, CHR-00002', async () => {
      const long = edit(world.envelope({ folio }), '<SetDTE', `${' '.repeat(4090)}<SetDTE`);
      expect(await upload(long)).toMatchObject({ status: 7, details: ['CHR-00002: Line too long (4090)'] });
    });

    it('character of no charset: 7, CHR-00001', async () => {
      expect(await upload(edit(world.envelope({ folio }), 'Café', 'Caf\u0080'))).toMatchObject({
        status: 7,
        details: ['CHR-00001: Invalid character'],
      });
    });

    it.each([
      ['cut in the middle', (text: string) => text.slice(0, text.length / 2)],
      ['without a carátula', (text: string) => text.replace(/<Caratula[\s\S]*<\/Caratula>/, '')],
      ['without documents', (text: string) => text.replace(/<DTE [\s\S]*<\/DTE>/, '')],
      ['without a folio', (text: string) => text.replace(/<Folio>\d+<\/Folio>/, '')],
      ['with a DTD', (text: string) => text.replace('<SetDTE', '<!DOCTYPE x><SetDTE')],
    ])('file %s: 7', async (_name, change) => {
      const text = change(world.envelope({ folio }).toString('latin1'));
      expect(await upload(encodeLatin1(text))).toMatchObject({
        kind: 'status',
        status: 7,
        details: [expect.stringMatching(/^LSX-/)],
      });
    });

    it('envelope without a signature: 8', async () => {
      const unsigned = edit(
        world.envelope({ folio }),
        /<\/SetDTE>[\s\S]*<\/EnvioDTE>/,
        '</SetDTE></EnvioDTE>',
      );
      expect(await upload(unsigned)).toMatchObject({ status: 8 });
    });

    it('same bytes again: 99, with nothing counted twice', async () => {
      const envelope = world.envelope({ folio });
      expect(await upload(envelope)).toMatchObject({ kind: 'received' });
      expect(await upload(envelope)).toEqual({ kind: 'status', status: 99, details: [] });
      const rows = world.sii.received().filter((row) => row.type === 33 && row.folio === folio);
      expect(rows).toMatchObject([{ uploads: 2 }]);
    });
  });

  describe('later, by the counters or by the state of the envelope', () => {
    it('same document in another envelope: DTE-3-100', async () => {
      const dte = world.issue({ folio });
      expect(await outcome(world.wrap([dte]))).toMatchObject({ state: 'accepted' });
      expect(await outcome(world.wrap([dte]))).toEqual({
        estado: 'EPR',
        state: 'rejected',
        code: 'DTE-3-100',
      });
    });

    it('same folio, other data: DTE-3-101, and the first one stays', async () => {
      expect(await outcome(world.envelope({ folio }))).toMatchObject({ state: 'accepted' });
      expect(await outcome(world.envelope({ folio, net: 20_000 }))).toEqual({
        estado: 'EPR',
        state: 'rejected',
        code: 'DTE-3-101',
      });
      expect(
        world.sii
          .received()
          .filter((row) => row.type === 33 && row.folio === folio)
          .map((row) => row.state),
      ).toEqual(['accepted', 'rejected']);
    });

    it('same folio twice in one envelope: the second is rejected', async () => {
      const one = world.issue({ folio });
      const two = { ...world.issue({ folio, net: 40_000 }), id: 'another' };
      expect(await upload(world.wrap([one, two]))).toMatchObject({ kind: 'received' });
      world.clock.advance(PROCESSING_MS);
      expect(
        world.sii
          .received()
          .slice(-2)
          .map((row) => [row.state, row.reason?.slice(0, 11) ?? null]),
      ).toEqual([
        ['accepted', null],
        ['rejected', '(DTE-3-101)'],
      ]);
    });

    it('folio of a rejected document: free again', async () => {
      await world.sii.faults.set({ kind: 'rejection_after_epr', times: 1 });
      expect(await outcome(world.envelope({ folio }))).toMatchObject({ state: 'rejected' });
      expect(await outcome(world.envelope({ folio, net: 30_000 }))).toMatchObject({ state: 'accepted' });
    });

    it('annulled folio: DTE-3-601', async () => {
      world.sii.annulFolio(world.kit.company.rut, 33, folio);
      expect(await outcome(world.envelope({ folio }))).toMatchObject({
        state: 'rejected',
        code: 'DTE-3-601',
      });
    });

    it('document changed after signing, envelope signed over it: DTE-3-505', async () => {
      const dte = world.issue({ folio });
      const bytes = encodeLatin1(dte.bytes.toString('latin1').replace('Café', 'Cafe'));
      expect(await outcome(world.wrap([{ ...dte, bytes }]))).toEqual({
        estado: 'EPR',
        state: 'rejected',
        code: 'DTE-3-505',
      });
    });

    it('stamp that does not verify: accepted with observations, TED-2-510', async () => {
      const stampKey = makeThrowawayCertificate({
        rut: BUYER,
        name: 'Otra',
        now: world.clock.now(),
        bits: 512,
      }).certificate.key;
      expect(await outcome(world.envelope({ folio, stampKey }))).toEqual({
        estado: 'EPR',
        state: 'objected',
        code: 'TED-2-510',
      });
    });

    it('envelope changed after signing: RFR, nothing in it accepted', async () => {
      const changed = edit(
        world.envelope({ folio }),
        /<TmstFirmaEnv>[^<]*/,
        '<TmstFirmaEnv>2026-07-05T01:02:03',
      );
      expect(await outcome(changed)).toEqual({ estado: 'RFR', state: 'rejected', code: 'ENV-3-505' });
    });

    it.each([
      ['resolution date', { fchResol: '2001-01-01' }, 'CRT-3-19'],
      ['resolution number', { nroResol: 80 }, 'CRT-3-19'],
      ['RutEnvia of somebody else', { rutEnvia: STRANGER }, 'CRT-3-11'],
      ['RutEmisor of another company', { rutEmisor: '45000054-K' }, 'CRT-3-901'],
      ['RutReceptor of a customer', { rutReceptor: '76192083-9' }, 'CRT-3-902'],
    ])('carátula with another %s: RCT', async (_name, change, code) => {
      expect(await outcome(world.wrap([world.issue({ folio })], change))).toEqual({
        estado: 'RCT',
        state: 'rejected',
        code,
      });
    });

    it('total that is not the sum: HED-3-901', async () => {
      expect(await outcome(world.envelope({ folio, totals: { MntTotal: 11_901 } }))).toMatchObject({
        code: 'HED-3-901',
      });
    });

    it('issuer that is another company: HED-3-902', async () => {
      const dte = world.issue({ folio });
      const bytes = edit(dte.bytes, /<RUTEmisor>[^<]*/, '<RUTEmisor>45000054-K');
      expect(await outcome(world.wrap([{ ...dte, bytes }]))).toMatchObject({ code: 'HED-3-902' });
    });

    it('receptor with a wrong check digit: HED-3-903', async () => {
      const dte = world.issue({ folio, receptor: '76192083-1' });
      expect(await outcome(world.wrap([dte]))).toMatchObject({ code: 'HED-3-903' });
    });

    it('signed 8 months after the CAF: CAF-3-517, and FNA when asked for', async () => {
      const signedAt = '2027-03-05T10:00:00';
      expect(await outcome(world.envelope({ folio, signedAt }))).toMatchObject({ code: 'CAF-3-517' });
      const { answer } = await gateway.statusByDocument({
        company: world.kit.company.rut,
        receptor: '76192083-9',
        type: 33,
        folio,
        issuedOn: '2027-03-05',
        total: 11_900,
        certificate: world.kit.identity.certificate,
      });
      expect(answer).toMatchObject({ estado: 'FNA', errCode: '4' });
    });

    it('note without a reference: REF-3-415', async () => {
      expect(await outcome(world.envelope({ type: 61, folio }))).toMatchObject({ code: 'REF-3-415' });
    });

    it('note without a code of reference: REF-3-758', async () => {
      const references = [{ NroLinRef: 1, TpoDocRef: '33', FolioRef: '1', FchRef: '2026-07-05' }];
      expect(await outcome(world.envelope({ type: 61, folio, references }))).toMatchObject({
        code: 'REF-3-758',
      });
    });
  });

  describe('CAF in the stamp', () => {
    /** The document with another CAF in its stamp: what is wrong with a CAF comes before what is wrong with signatures. */
    const withCaf = (spec: Partial<CafSpec>, issuer = world.sii.issuer.privateKeyPem): SignedDte => {
      const { rut, name } = world.kit.company;
      const file = makeCaf(
        { rut, name, type: 33, from: 1, to: 100, authorizedOn: '2026-07-05', idk: PRACTICE_IDK, ...spec },
        issuer,
      );
      const caf = /<CAF[\s\S]*<\/CAF>/.exec(file.toString('latin1'))?.[0].replace(/>\s+</g, '><') ?? '';
      const dte = world.issue({ folio });
      return { ...dte, bytes: encodeLatin1(dte.bytes.toString('latin1').replace(/<CAF[\s\S]*<\/CAF>/, caf)) };
    };

    it.each([
      ['of another range', { from: 900, to: 999 }, 'CAF-3-901'],
      ['of another company', { rut: '45000054-K' }, 'CAF-3-902'],
      ['of another type', { type: 34 }, 'CAF-3-902'],
      ['that says it is of certification', { idk: 100 }, 'CAF-3-516'],
    ] as const)('%s: rejected', async (_name, spec, code) => {
      expect(await outcome(world.wrap([withCaf(spec)]))).toEqual({ estado: 'EPR', state: 'rejected', code });
    });

    it('signed by another SII: CAF-3-516', async () => {
      expect(await outcome(world.wrap([withCaf({}, makeCafIssuer().privateKeyPem)]))).toMatchObject({
        code: 'CAF-3-516',
      });
    });
  });

  describe('on the wire', () => {
    const post = (
      path: string,
      headers: Readonly<Record<string, string>>,
      body: Buffer,
    ): Promise<{ readonly status: number; readonly body: Buffer }> =>
      new Promise((resolve, reject) => {
        const asking = request(`${world.sii.baseUrl}${path}`, { method: 'POST', headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }),
          );
        });
        asking.on('error', reject);
        asking.end(body);
      });
    const soap = (name: string, operation: string, parameters: readonly (readonly [string, string])[]) => {
      const path = `/DTEWS/${name}.jws`;
      return post(
        path,
        { 'Content-Type': 'text/xml' },
        soapBody(world.sii.baseUrl, { path, operation, parameters }),
      );
    };
    const seed = async (): Promise<string> => {
      const answer = parseSeed((await soap('CrSeed', 'getSeed', [])).body, null);
      if (answer.kind !== 'value') throw new Error(answer.kind);
      return answer.value;
    };
    const exchange = async (signed: string) =>
      parseToken((await soap('GetTokenFromSeed', 'getToken', [['pszXml', signed]])).body, null);
    const token = async (): Promise<string> => {
      const answer = await exchange(signSeed(await seed(), world.kit.identity.certificate));
      if (answer.kind !== 'value') throw new Error(JSON.stringify(answer));
      return answer.value;
    };
    const form = () =>
      uploadForm(
        world.kit.identity.certificate.rut,
        world.kit.company.rut,
        'a.xml',
        world.envelope({ folio }),
        'BB',
      );
    const send = async (
      body: Buffer,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<{ readonly status: number; readonly text: string }> => {
      const answer = await post(
        '/cgi_dte/UPL/DTEUpload',
        {
          'User-Agent': FACTURA_USER_AGENT,
          'Content-Type': 'multipart/form-data; boundary=BB',
          'Content-Length': String(body.length),
          Cookie: `TOKEN=${await token()}`,
          ...headers,
        },
        body,
      );
      return { status: answer.status, text: answer.body.toString('latin1') };
    };

    it('User-Agent without PROG 1.0: the HTML page', async () => {
      expect((await send(form().body, { 'User-Agent': 'Mozilla/5.0' })).text).toContain(
        'HA OCURRIDO UN ERROR',
      );
    });

    it('fields in another order: the HTML page', async () => {
      const swapped = Buffer.from(
        form()
          .body.toString('latin1')
          .replace('"rutSender"', '"x"')
          .replace('"rutCompany"', '"rutSender"')
          .replace('"x"', '"rutCompany"'),
        'latin1',
      );
      expect((await send(swapped)).text).toContain('HA OCURRIDO UN ERROR');
    });

    it('chunked body: 400', async () => {
      const { body } = form();
      const answer = await post(
        '/cgi_dte/UPL/DTEUpload',
        {
          'User-Agent': FACTURA_USER_AGENT,
          'Content-Type': 'multipart/form-data; boundary=BB',
          'Transfer-Encoding': 'chunked',
          Cookie: `TOKEN=${await token()}`,
        },
        body,
      );
      expect(answer.status).toBe(400);
    });

    it('form without its end: STATUS 3', async () => {
      expect((await send(form().body.subarray(0, -20))).text).toContain('<STATUS>3</STATUS>');
    });

    it('no token, or one of nobody: STATUS 5', async () => {
      expect((await send(form().body, { Cookie: '' })).text).toContain('<STATUS>5</STATUS>');
      expect((await send(form().body, { Cookie: 'TOKEN=abc' })).text).toContain('<STATUS>5</STATUS>');
    });

    it('rutSender of somebody else than the token: STATUS 1', async () => {
      const { body } = uploadForm(STRANGER, world.kit.company.rut, 'a.xml', world.envelope({ folio }), 'BB');
      expect((await send(body)).text).toContain('<STATUS>1</STATUS>');
    });

    it.each([
      [
        'tampered seed',
        (xml: string) => xml.replace(/<Semilla>(\d)/, (_a, d) => `<Semilla>${(Number(d) + 1) % 10}`),
        '05',
      ],
      ['no signature', (xml: string) => xml.replace(/<Signature[\s\S]*<\/Signature>/, ''), '04'],
      ['no seed', (xml: string) => xml.replace(/<Semilla>.*<\/Semilla>/, ''), '06'],
      [
        'no certificate',
        (xml: string) => xml.replace(/<X509Certificate>[\s\S]*<\/X509Certificate>/, ''),
        '11',
      ],
      ['key of another', (xml: string) => xml.replace(/<Modulus>\s*./, '<Modulus>\nA'), '21'],
      ['no XML', () => 'hola', '02'],
      ['a DTD', (xml: string) => xml.replace('<getToken>', '<!DOCTYPE a><getToken>'), '02'],
    ])('login with %s: ESTADO %s', async (_name, change, estado) => {
      const signed = signSeed(await seed(), world.kit.identity.certificate);
      expect(await exchange(change(signed))).toMatchObject({ kind: 'estado', estado });
    });

    it('seed used twice, too old or of nobody: ESTADO 08', async () => {
      const { certificate } = world.kit.identity;
      const used = signSeed(await seed(), certificate);
      expect(await exchange(used)).toMatchObject({ kind: 'value' });
      expect(await exchange(used)).toMatchObject({ estado: '08' });
      const old = signSeed(await seed(), certificate);
      world.clock.advance(121_000);
      expect(await exchange(old)).toMatchObject({ estado: '08' });
      expect(await exchange(signSeed('123', certificate))).toMatchObject({ estado: '08' });
    });

    it('certificate that has expired: ESTADO -3', async () => {
      const old = makeThrowawayCertificate({
        rut: STRANGER,
        name: 'Ayer',
        now: world.clock.now() - 4 * 365 * DAY,
      });
      expect(await exchange(signSeed(await seed(), old.certificate))).toMatchObject({ estado: '-3' });
    });

    it('SOAP with an undeclared prefix: 500 and a fault', async () => {
      const body = Buffer.from(
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><m:getSeed/></e:Body></e:Envelope>',
      );
      const answer = await post('/DTEWS/CrSeed.jws', { 'Content-Type': 'text/xml' }, body);
      expect(answer.status).toBe(500);
      expect(answer.body.toString()).toContain('SAXParseException');
    });

    it('anything else: 404', async () => {
      expect((await post('/', {}, Buffer.alloc(0))).status).toBe(404);
    });
  });

  describe('over a restart', () => {
    it('documents, company, folios and duplicates: remembered; tokens: not', async () => {
      const envelope = world.envelope({ folio });
      const first = await upload(envelope);
      const before = world.sii.received();
      await world.restart();
      expect(world.sii.received()).toEqual(before);
      expect(await upload(envelope)).toEqual({ kind: 'status', status: 99, details: [] });
      expect(world.sii.stats().requests).toMatchObject({ token: 1 });
      world.clock.advance(PROCESSING_MS);
      if (first.kind !== 'received') throw new Error(first.kind);
      const { answer } = await gateway.statusByTrackId({
        channel: 'factura',
        company: world.kit.company.rut,
        trackId: first.trackId,
        certificate: world.kit.identity.certificate,
      });
      expect(answer).toMatchObject({ estado: 'EPR', counters: [{ accepted: 1 }] });
    });
  });

  it('processing time of 0: EPR at once', async () => {
    world.sii.processing.set(0);
    const answer = await upload(world.envelope({ folio }));
    expect(answer.kind).toBe('received');
    expect(world.sii.received().at(-1)).toMatchObject({ state: 'accepted' });
    world.sii.processing.set(PROCESSING_MS);
    expect(() => world.sii.processing.set(-1)).toThrow(RangeError);
  });

  it('invented company: valid RUTs that nobody has, five CAFs', () => {
    const { company, identity, cafs, enrolment } = world.kit;
    for (const rut of [company.rut, identity.certificate.rut]) {
      expect(isRut(rut)).toBe(true);
      expect(rut).toMatch(/^45\d{6}-[\dK]$/);
    }
    expect(cafs.map(({ type }) => type)).toEqual([33, 39, 52, 56, 61]);
    expect(enrolment).toMatchObject({ rut: company.rut, senderRuts: [identity.certificate.rut] });
  });
});

describe('practice SII with strict references', () => {
  it('note about a document never received: REF-3-750; once received: accepted', async () => {
    const world = await openWorld({ strictReferences: true });
    const gateway = createSiiGateway({ endpoints: world.sii.endpoints, clock: world.clock });
    const send = (envelope: Buffer) =>
      gateway.upload({
        channel: 'factura',
        company: world.kit.company.rut,
        envelope,
        fileName: 'a.xml',
        certificate: world.kit.identity.certificate,
      });
    const references = [{ NroLinRef: 1, TpoDocRef: '33', FolioRef: '7', FchRef: '2026-07-05', CodRef: 3 }];
    try {
      await send(world.envelope({ type: 61, folio: 1, references }));
      await send(world.envelope({ folio: 7 }));
      await send(world.envelope({ type: 61, folio: 2, references }));
      world.clock.advance(PROCESSING_MS);
      expect(world.sii.received().map((row) => [row.type, row.state, row.reason])).toEqual([
        [61, 'rejected', '(REF-3-750) DTE Referenciado no recibido en el SII'],
        [33, 'accepted', null],
        [61, 'accepted', null],
      ]);
    } finally {
      await gateway.close();
      await world.close();
    }
  });
});
