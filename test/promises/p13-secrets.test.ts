import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createPracticeCompany } from '../../main/sii/practice/company.ts';
import { CHANNELS } from '../../shared/ipc/channels.ts';
import { draft } from '../support/issuing.ts';
import { openCore, removeRoot, tempRoot, until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { openLab } from './support/lab.ts';

/** Long and odd enough to be nowhere by chance. */
const PASSWORD = 'Marca-Clave-PFX-Ñ7x9q2';
const PASSPHRASE = 'Marca-Frase-Segura-8k3v1';
const RECOVERY = 'Marca-Recuperacion-5m2p4';
const ARCHIVE = 'Marca-Archivo-6t8w0';
const CHANGED = 'Marca-Cambiada-4r7n3';
const OPERATOR = 'Marca-Operador-4j7d2';
const OWN = 'Marca-Propia-9b6c3';

/** Every form in which a secret could lie somewhere. */
const formsOf = (name: string, bytes: Buffer): readonly (readonly [string, Buffer])[] => [
  [`${name}`, bytes],
  [`${name} in base64`, Buffer.from(bytes.toString('base64').slice(0, 60))],
  [`${name} in hex`, Buffer.from(bytes.toString('hex').slice(0, 80))],
];

const filesBelow = (folder: string): readonly string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

/** A file, and what is packed into it. */
const layersOf = (path: string): readonly Buffer[] => {
  const bytes = readFileSync(path);
  const layers = [bytes];
  for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try {
      layers.push(inflateRawSync(bytes.subarray(start), { finishFlush: 2 }));
    } catch {
      // Stored as it is: then it was looked at already.
    }
  }
  return layers;
};

test('P13 marked passwords, passphrases and keys through every flow / all files, the log and every answer / not one of them', async () => {
  const root = tempRoot();
  const lab = await openLab();
  const formerTemp = process.env['TMPDIR'];
  try {
    mkdirSync(join(root, 'salida'));
    // What is written for a moment only is looked at too, if it stays.
    mkdirSync(join(root, 'temporales'));
    process.env['TMPDIR'] = join(root, 'temporales');
    const { issuer } = lab.sii;
    const kit = createPracticeCompany({ now: Date.now(), issuerPrivateKeyPem: issuer.privateKeyPem });
    const pfx = kit.identity.pfx(PASSWORD);
    const answers: string[] = [];
    const core = await openCore({ root });
    const tell = async (channel: string, input: unknown): Promise<void> => {
      answers.push(`${channel} ${JSON.stringify(await core.app.dispatch(channel, input))}`);
    };
    const { company } = kit;
    const cafs = kit.cafs.map(({ type, file }) => ({
      name: `${type}.xml`,
      content: file.toString('base64'),
    }));
    // A real company: its CAFs are not the SII's, so that it is refused at the last step, keys and all in hand.
    await tell('setup.real', {
      environment: 'certification',
      company: { ...company, acteco: [company.acteco] },
      pfx: pfx.toString('base64'),
      pfxPassword: PASSWORD,
      cafs,
      passphrase: PASSPHRASE,
    });
    await tell('setup.practice', {});
    await tell('certificates.import', { pfx: pfx.toString('base64'), password: PASSWORD });
    await tell('certificates.import', { pfx: pfx.toString('base64'), password: `${PASSWORD}-errada` });
    for (const caf of cafs) await tell('cafs.import', caf);
    await tell('keys.setRecovery', { passphrase: RECOVERY });
    await tell('keys.protect', { passphrase: PASSPHRASE });
    await tell('keys.change', { before: PASSPHRASE, after: CHANGED });
    await tell('keys.change', { before: `${PASSPHRASE}-errada`, after: CHANGED });
    await tell('keys.renew', { passphrase: CHANGED });
    await tell('app.unlock', { passphrase: PASSPHRASE });
    for (let n = 0; n < 4; n++) await tell('documents.issue', { draft: draft() });
    await until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');
    await tell('archive.make', { folder: join(root, 'salida'), passphrase: ARCHIVE });
    await tell('archive.open', {
      file: join(root, 'salida', 'nada.resguardo'),
      passphrase: ARCHIVE,
      folder: join(root, 'salida'),
    });
    for (const as of ['xml', 'files', 'zip'])
      await tell('exports.run', {
        selection: { by: 'filter', filter: {} },
        folder: join(root, 'salida'),
        as,
      });
    await tell('operators.add', {
      name: 'Beto',
      role: 'usuario',
      kind: 'passphrase',
      secret: OPERATOR,
      own: { name: 'Ana', kind: 'passphrase', secret: OWN },
    });
    await tell('session.changeSecret', { current: `${OWN}-errada`, kind: 'passphrase', secret: OPERATOR });
    await tell('operators.resetSecret', { id: 2, kind: 'passphrase', secret: OPERATOR });
    await tell('session.lock', {});
    await tell('session.signIn', { id: 1, secret: OPERATOR });
    await tell('session.recover', { passphrase: RECOVERY, kind: 'passphrase', secret: OWN });
    await tell('session.signIn', { id: 1, secret: OWN });
    await tell('session.state', {});
    await tell('operators.list', {});
    await tell('snapshots.take', {});
    await tell('restore.run', { folder: null, point: 'latest' });
    await tell('drill.run', {});
    for (const channel of CHANNELS)
      if (!/^(session|operators|restore\.apply|setup|keys|archive)/.test(channel)) await tell(channel, {});
    await core.stop();

    const stored = core.log.join('\n');
    const keyOf = (pem: string): Buffer => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const keys: (readonly [string, Buffer])[] = kit.cafs.flatMap(({ type, file }) => {
      const pem = /-----BEGIN RSA PRIVATE KEY-----[\s\S]+?-----END RSA PRIVATE KEY-----/.exec(
        file.toString('latin1'),
      )?.[0];
      return pem ? [[`key of CAF ${type}`, keyOf(pem)] as const] : [];
    });
    const own = kit.identity.certificate.key.export({ type: 'pkcs8', format: 'der' });
    const inner = own.subarray(26);
    const secrets = [
      ...[PASSWORD, PASSPHRASE, RECOVERY, ARCHIVE, CHANGED, OPERATOR, OWN].flatMap((text) => [
        ...formsOf(text, Buffer.from(text, 'utf8')),
        ...formsOf(`${text} in Latin-1`, Buffer.from(text, 'latin1')),
        ...formsOf(`${text} in UTF-16`, Buffer.from(text, 'utf16le')),
      ]),
      ...formsOf('key of the certificate', inner),
      ...keys.flatMap(([name, bytes]) => formsOf(name, bytes)),
    ];
    const hits: string[] = [];
    let looked = 0;
    const look = (where: string, bytes: Buffer): void => {
      looked += 1;
      for (const [name, secret] of secrets) if (bytes.includes(secret)) hits.push(`${name}: ${where}`);
      if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(bytes.toString('latin1')))
        hits.push(`a PEM key: ${where}`);
    };
    // What would be found is found.
    look('control', Buffer.from(`x${PASSWORD}x`));
    expect(hits.splice(0)).toHaveLength(1);
    look('log', Buffer.from(stored));
    for (const answer of answers) look(answer.slice(0, 40), Buffer.from(answer));
    for (const path of filesBelow(root))
      for (const layer of layersOf(path)) look(path.slice(root.length), layer);
    tellFigures('P13', 'test/promises/p13-secrets.test.ts', {
      secrets: secrets.length,
      flows: answers.length,
      'files and answers': looked,
      hits: hits.length,
    });
    expect(answers.filter((answer) => answer.includes('"ok":true')).length).toBeGreaterThan(20);
    expect(hits).toEqual([]);
  } finally {
    if (formerTemp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = formerTemp;
    await lab.close();
    removeRoot(root);
  }
}, 120_000);
