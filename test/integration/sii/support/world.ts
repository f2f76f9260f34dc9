import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCaf } from '../../../../main/dte/caf.ts';
import { PRACTICE_IDK, withIssuers } from '../../../../main/dte/caf-issuers.ts';
import { createDteEngine } from '../../../../main/dte/engine.ts';
import type { Caratula, SignedDte } from '../../../../main/dte/types.ts';
import { createPracticeCompany, type PracticeCompanyKit } from '../../../../main/sii/practice/company.ts';
import { startPracticeSii } from '../../../../main/sii/practice/practice-sii.ts';
import type { PracticeSii } from '../../../../main/sii/practice/types.ts';
import type { DocumentType } from '../../../../shared/domain/document-type.ts';
import type { DraftObject } from '../../../../shared/domain/draft.ts';
import { localTimestamp } from '../../../../shared/format/time.ts';

export interface FakeClock {
  now(): number;
  advance(ms: number): void;
}

export const fakeClock = (startMs = Date.UTC(2026, 6, 5, 15, 0, 0)): FakeClock => {
  let now = startMs;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
};

export const BUYER = '76192083-9';
export const PROCESSING_MS = 8_000;

export interface IssueSpec {
  readonly type?: DocumentType;
  readonly folio: number;
  readonly net?: number;
  /** Written over what is right. */
  readonly totals?: DraftObject;
  readonly idDoc?: DraftObject;
  readonly receptor?: string;
  readonly references?: readonly DraftObject[];
  /** Chile's local time; the clock's when left out. */
  readonly signedAt?: string;
  readonly issuedOn?: string;
  /** Stamps in place of the CAF's own key. */
  readonly stampKey?: KeyObject;
}

/** A practice SII with an invented company on record, and what signs for it. */
export interface World {
  readonly clock: FakeClock;
  readonly kit: PracticeCompanyKit;
  readonly dbFile: string;
  sii: PracticeSii;
  issue(spec: IssueSpec): SignedDte;
  wrap(dtes: readonly SignedDte[], change?: Partial<Caratula>): Buffer;
  /** An envelope with one document. */
  envelope(spec: IssueSpec): Buffer;
  /** Stops the practice SII and starts it again on the same file. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const openWorld = async (options: { readonly strictReferences?: boolean } = {}): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-sii-'));
  const clock = fakeClock();
  const dbFile = join(folder, 'practice.sqlite');
  const start = (): Promise<PracticeSii> =>
    startPracticeSii({ dbFile, clock, processingMs: PROCESSING_MS, ...options });
  const sii = await start();
  const kit = createPracticeCompany({
    now: clock.now(),
    issuerPrivateKeyPem: sii.issuer.privateKeyPem,
    foliosPerType: 100,
  });
  sii.enrol(kit.enrolment);
  const issuers = withIssuers({ [PRACTICE_IDK]: sii.issuer.publicKeyPem });
  const cafs = new Map(kit.cafs.map(({ type, file }) => [type as DocumentType, parseCaf(file, issuers)]));
  const engine = createDteEngine();
  const { company, identity } = kit;

  const issue = (spec: IssueSpec): SignedDte => {
    const type = spec.type ?? 33;
    const opened = cafs.get(type);
    if (!opened) throw new Error(`no CAF for ${type}`);
    const signedAt = spec.signedAt ?? localTimestamp(clock.now());
    const net = spec.net ?? 10_000;
    const vat = Math.round(net * 0.19);
    const isBoleta = type === 39;
    // Prices of a boleta include IVA.
    const price = isBoleta ? net + vat : net;
    const content: DraftObject = {
      Encabezado: {
        IdDoc: {
          TipoDTE: type,
          Folio: spec.folio,
          FchEmis: spec.issuedOn ?? signedAt.slice(0, 10),
          ...(isBoleta ? { IndServicio: 3 } : {}),
          ...spec.idDoc,
        },
        Emisor: {
          RUTEmisor: company.rut,
          ...(isBoleta
            ? { RznSocEmisor: company.name, GiroEmisor: company.giro }
            : { RznSoc: company.name, GiroEmis: company.giro, Acteco: [company.acteco] }),
          DirOrigen: company.address,
          CmnaOrigen: company.comuna,
        },
        Receptor: {
          RUTRecep: spec.receptor ?? BUYER,
          RznSocRecep: 'Comercial Ñuble Ltda.',
          ...(isBoleta ? {} : { GiroRecep: 'Comercio' }),
          DirRecep: 'Calle 1',
          CmnaRecep: 'Chillán',
        },
        Totales: {
          MntNeto: net,
          ...(isBoleta ? {} : { TasaIVA: 19 }),
          IVA: vat,
          MntTotal: net + vat,
          ...spec.totals,
        },
      },
      Detalle: [{ NroLinDet: 1, NmbItem: 'Café en grano', QtyItem: 1, PrcItem: price, MontoItem: price }],
      ...(spec.references ? { Referencia: spec.references } : {}),
    };
    return engine.sign(
      { type, folio: spec.folio, content },
      opened.caf,
      spec.stampKey ?? opened.key,
      identity.certificate,
      signedAt,
    );
  };
  const wrap = (dtes: readonly SignedDte[], change: Partial<Caratula> = {}): Buffer =>
    engine.wrap(
      dtes,
      {
        rutEmisor: company.rut,
        rutEnvia: identity.certificate.rut,
        rutReceptor: '60803000-K',
        fchResol: company.fchResol,
        nroResol: company.nroResol,
        signedAt: localTimestamp(clock.now()),
        ...change,
      },
      identity.certificate,
    );

  const world: World = {
    clock,
    kit,
    dbFile,
    sii,
    issue,
    wrap,
    envelope: (spec) => wrap([issue(spec)]),
    restart: async () => {
      await world.sii.stop();
      world.sii = await start();
    },
    close: async () => {
      await world.sii.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
};
