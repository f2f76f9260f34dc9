import type { DocumentType } from '../../shared/domain/document-type.ts';
import { AppError, appError, type ErrorValue } from '../../shared/domain/errors.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import type { Environment } from '../../shared/domain/states.ts';
import type { CompanyInput } from '../../shared/ipc/parts.ts';
import type { Clock } from '../domain/clock.ts';
import { type CafIssuers, PRACTICE_IDK, SII_CAF_ISSUERS, withIssuers } from '../dte/caf-issuers.ts';
import type { SigningCertificate } from '../dte/types.ts';
import type { MailSettings } from '../exchange/mail/settings.ts';
import type { OpenCertificate } from '../security/certificate-opener.ts';
import type { CustodyService, Reseal } from '../security/custody.ts';
import { createPracticeCompany } from '../sii/practice/company.ts';
import type { Store } from '../store/open.ts';
import type { CafRecord, CompanyRecord } from '../store/records.ts';
import { checkCafFor, readCafFor } from './caf-import.ts';
import { assertValidOn, sealCertificateFor } from './certificate-import.ts';
import type { PracticeHost } from './practice-host.ts';
import type { RunTrial, TrialReport } from './trial.ts';

/** What a real company brings along at the first start. */
export interface RealCompany {
  readonly environment: 'certification' | 'production';
  readonly company: CompanyInput;
  readonly pfx: Buffer;
  readonly pfxPassword: string;
  readonly cafs: readonly Buffer[];
  readonly passphrase: string | null;
}

/** Files of a first start that is not over: either may be missing yet. */
export interface LookedAt {
  readonly environment: 'certification' | 'production';
  readonly rut: Rut;
  readonly pfx: Buffer | null;
  readonly pfxPassword: string;
  readonly cafs: readonly { readonly name: string; readonly content: Buffer }[];
}
export interface Looked {
  readonly certificate: Pick<SigningCertificate, 'name' | 'rut' | 'validFrom' | 'validTo'> | null;
  /** One for each file: the range that it authorizes, or why it cannot be used. */
  readonly cafs: readonly {
    readonly name: string;
    readonly range: { readonly type: DocumentType; readonly from: number; readonly to: number } | null;
    readonly error: ErrorValue | null;
  }[];
}

/** First start, and what changes later: the company, its certificate, its CAFs. */
export interface Setup {
  /** The company that the program works for, or null before the first start. */
  active(): CompanyRecord | null;
  /** @throws AppError not_set_up */
  company(): CompanyRecord;
  /** An invented company on the practice SII. @throws AppError already_set_up */
  practice(actor: string): Promise<CompanyRecord>;
  /**
   * A real company. Everything is checked before anything is kept.
   * @throws AppError already_set_up, passphrase_required, and those of certificate and CAF files
   */
  real(input: RealCompany, actor: string): Promise<CompanyRecord>;
  /**
   * What a real company is about to bring along, judged before anything is asked for after it. Keeps nothing.
   * @throws AppError those of a certificate's file
   */
  look(input: LookedAt): Promise<Looked>;
  /** @throws AppError those of a certificate's file, and of {@link RunTrial} */
  trial(input: Pick<RealCompany, 'company' | 'pfx' | 'pfxPassword'>): Promise<TrialReport>;
  update(input: Omit<CompanyInput, 'rut'>, actor: string): CompanyRecord;
  importCertificate(pfx: Buffer, password: string, actor: string): Promise<CompanyRecord>;
  importCaf(file: Buffer, actor: string): CafRecord;
  /** Ends a move from practice keys to real ones that a crash broke off; to be called once the keys are open. */
  finishReseal(): Promise<void>;
}

export interface SetupParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly custody: CustodyService;
  readonly practice: PracticeHost;
  readonly mailSettings: Pick<MailSettings, 'reseal'>;
  readonly openCertificate: OpenCertificate;
  readonly runTrial: RunTrial;
}

export const createSetup = ({
  store,
  clock,
  custody,
  practice,
  mailSettings,
  openCertificate,
  runTrial,
}: SetupParts): Setup => {
  const active = (): CompanyRecord | null => store.companies.working();
  const company = (): CompanyRecord => {
    const found = active();
    if (!found) throw appError('not_set_up');
    return found;
  };
  const assertEmpty = (): void => {
    if (active()) throw appError('already_set_up');
  };

  const issuersFor = (environment: Environment): CafIssuers =>
    environment === 'practice'
      ? withIssuers({ [PRACTICE_IDK]: practice.running().issuer.publicKeyPem })
      : SII_CAF_ISSUERS;

  /** After a practice key gave way to a real one, what it had sealed is sealed again. */
  const reseal: Reseal = (change) =>
    store.transaction(() => {
      store.certificates.reseal((sealed) => change(sealed, 'certificate'));
      store.cafs.reseal((sealed) => change(sealed, 'caf-key'));
      mailSettings.reseal(change);
    });

  const opens = ({ sealedKey }: CafRecord): boolean => {
    try {
      custody.open(sealedKey, 'caf-key').fill(0);
      return true;
    } catch {
      return false;
    }
  };
  const insertCertificate = (owner: CompanyRecord, certificate: SigningCertificate, actor: string): void => {
    store.certificates.insert(sealCertificateFor(owner, certificate, { custody, clock }));
    store.audit.add({ actor, action: 'certificate.imported', params: { holder: certificate.rut } });
  };
  const insertCaf = (owner: CompanyRecord, file: Buffer, actor: string): number => {
    const caf = readCafFor(owner, file, { custody, clock, issuers: issuersFor(owner.environment) });
    const same = store.cafs
      .list(owner.id)
      .find(
        (each) => each.sha256 === caf.sha256 && each.fromFolio === caf.fromFolio && each.type === caf.type,
      );
    if (same && !opens(same)) {
      // It came back from a backup without the keys of the old computer: the range is there, its key is not.
      store.restoring.rekeyCaf(same.id, caf.sealedKey);
      return same.id;
    }
    const id = store.cafs.insert(caf);
    store.audit.add({
      actor,
      action: 'caf.imported',
      params: { type: caf.type, from: caf.fromFolio, to: caf.toFolio },
    });
    return id;
  };

  /** Company, certificate and CAFs, or none of them. */
  const insertAll = (
    record: Omit<CompanyRecord, 'id' | 'createdAt'>,
    certificate: SigningCertificate,
    cafs: readonly Buffer[],
    actor: string,
  ): CompanyRecord =>
    store.transaction(() => {
      assertEmpty();
      const id = store.companies.insert({ ...record, createdAt: clock.now() });
      store.audit.add({
        actor,
        action: 'company.created',
        params: { rut: record.rut, environment: record.environment },
      });
      insertCertificate(company(), certificate, actor);
      for (const file of cafs) insertCaf(company(), file, actor);
      return store.companies.get(id) ?? company();
    });

  return {
    active,
    company,
    practice: async (actor) => {
      assertEmpty();
      await custody.protectFor('practice', null, reseal);
      const sii = await practice.start();
      const kit = createPracticeCompany({
        now: clock.now(),
        issuerPrivateKeyPem: sii.issuer.privateKeyPem,
      });
      practice.enrol(kit.enrolment);
      const { acteco, ...invented } = kit.company;
      return insertAll(
        { ...invented, environment: 'practice', actecos: [acteco] },
        kit.identity.certificate,
        kit.cafs.map(({ file }) => file),
        actor,
      );
    },
    real: async (input, actor) => {
      assertEmpty();
      const certificate = await openCertificate(input.pfx, input.pfxPassword);
      await custody.protectFor(input.environment, input.passphrase, reseal);
      const { acteco, ...fields } = input.company;
      return insertAll(
        { ...fields, environment: input.environment, actecos: acteco },
        certificate,
        input.cafs,
        actor,
      );
    },
    look: async ({ environment, rut, pfx, pfxPassword, cafs }) => {
      const certificate = pfx === null ? null : await openCertificate(pfx, pfxPassword);
      if (certificate !== null) assertValidOn(certificate, clock.now());
      return {
        certificate,
        cafs: cafs.map(({ name, content }) => {
          try {
            const { caf } = checkCafFor({ rut, environment }, content, {
              clock,
              issuers: issuersFor(environment),
            });
            return { name, range: { type: caf.type, from: caf.from, to: caf.to }, error: null };
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            return { name, range: null, error: error.value };
          }
        }),
      };
    },
    trial: async ({ company: input, pfx, pfxPassword }) =>
      runTrial(input, await openCertificate(pfx, pfxPassword)),
    update: ({ acteco, ...fields }, actor) =>
      store.transaction(() => {
        const { id } = company();
        store.companies.update({ ...fields, id, actecos: acteco });
        store.audit.add({ actor, action: 'company.updated' });
        return company();
      }),
    importCertificate: async (pfx, password, actor) => {
      const certificate = await openCertificate(pfx, password);
      return store.transaction(() => {
        insertCertificate(company(), certificate, actor);
        return company();
      });
    },
    finishReseal: async () => {
      const { environment } = company();
      if (custody.status().resealPending) await custody.protectFor(environment, null, reseal);
    },
    importCaf: (file, actor) =>
      store.transaction(() => {
        const caf = store.cafs.get(insertCaf(company(), file, actor));
        if (!caf) throw new Error('the CAF just inserted is not there');
        return caf;
      }),
  };
};
