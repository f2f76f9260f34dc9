import type { Draft, FieldIssue } from '../../shared/domain/draft.ts';
import { AppError, appError } from '../../shared/domain/errors.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import type { TrialStep } from '../../shared/domain/trial.ts';
import { localDate, localTimestamp } from '../../shared/format/time.ts';
import type { CompanyInput } from '../../shared/ipc/parts.ts';
import type { Clock } from '../domain/clock.ts';
import type { PrepareContext, Prepared } from '../domain/draft/types.ts';
import type { TrackAnswer } from '../domain/queue/answers.ts';
import { classifyTrack, classifyUpload } from '../domain/queue/classify.ts';
import type { Failure, TrackVerdict } from '../domain/queue/verdict.ts';
import { parseCaf } from '../dte/caf.ts';
import { PRACTICE_IDK, withIssuers } from '../dte/caf-issuers.ts';
import { makeCaf } from '../dte/practice-identity.ts';
import type { DteEngine, SigningCertificate } from '../dte/types.ts';
import { caratulaOf, envelopeName } from '../sending/envelopes.ts';
import { emisorOf } from '../sending/issuing.ts';
import { createSiiGateway } from '../sii/client.ts';
import { type PracticeSiiOptions, startPracticeSii } from '../sii/practice/practice-sii.ts';
import type { PracticeSii } from '../sii/practice/types.ts';
import type { SiiGateway } from '../sii/types.ts';
import type { CompanyRecord } from '../store/records.ts';
import { assertValidOn } from './certificate-import.ts';

export interface TrialReport {
  /** What the practice SII gave. */
  readonly trackId: string;
  /** Milliseconds that each step took, in their order. */
  readonly steps: readonly { readonly step: TrialStep; readonly ms: number }[];
}

export interface TrialParts {
  readonly clock: Clock;
  readonly dte: DteEngine;
  /** main/domain/draft. */
  readonly prepare: (draft: Draft, context: PrepareContext) => Prepared;
  /** Starts the SII that is asked. */
  readonly start?: (options: PracticeSiiOptions) => Promise<PracticeSii>;
}

/**
 * Before a company's first real document an invented one goes the whole way, with the company's own data and certificate, to a
 * practice SII that lives for that long alone. Nothing leaves this computer, nothing is kept, no folio of the company's is used.
 * @throws AppError trial_failed with the step that was not reached why, and what was said there; certificate_expired,
 *   certificate_not_yet_valid
 */
export type RunTrial = (input: CompanyInput, certificate: SigningCertificate) => Promise<TrialReport>;

const TYPE = 33;
const FOLIO = 1;

/** Addressed to the SII itself: nobody else should be named in what is no document. */
const DRAFT: Draft = {
  Encabezado: {
    IdDoc: { TipoDTE: TYPE },
    Receptor: {
      RUTRecep: '60803000-K',
      RznSocRecep: 'Servicio de Impuestos Internos',
      GiroRecep: 'Servicio público',
      DirRecep: 'Teatinos 120',
      CmnaRecep: 'Santiago',
    },
  },
  Detalle: [{ NmbItem: 'Envío de prueba', QtyItem: 1, PrcItem: 1_000 }],
};

/** The practice SII decides at once; these are for a computer that has much else to do. */
const ASKS = 50;
const BETWEEN_ASKS_MS = 100;

export const createTrial = ({ clock, dte, prepare, start = startPracticeSii }: TrialParts): RunTrial => {
  /** One document in its envelope, on a folio that is worth nothing. */
  const sign = (company: CompanyRecord, certificate: SigningCertificate, sii: PracticeSii): Buffer => {
    const now = clock.now();
    const today = localDate(now);
    const signedAt = localTimestamp(now);
    const { rut, name } = company;
    const range = {
      rut,
      name,
      type: TYPE,
      from: FOLIO,
      to: FOLIO,
      authorizedOn: today,
      idk: PRACTICE_IDK,
    } as const;
    const issuers = withIssuers({ [PRACTICE_IDK]: sii.issuer.publicKeyPem });
    const { caf, key } = parseCaf(makeCaf(range, sii.issuer.privateKeyPem), issuers);
    const prepared = prepare(DRAFT, { type: TYPE, folio: FOLIO, today, emisor: emisorOf(company) });
    if (!prepared.ok)
      throw failed('signed', prepared.issues.map(({ path, code }) => `${path}: ${code}`).join('\n'), {
        fields: prepared.issues,
      });
    const signed = dte.sign(prepared.document, caf, key, certificate, signedAt);
    return dte.wrap([signed], caratulaOf(company, certificate, signedAt), certificate);
  };

  return async (input, certificate) => {
    assertValidOn(certificate, clock.now());
    const company = asCompany(input);
    const steps: { readonly step: TrialStep; readonly ms: number }[] = [];
    const timed = async <T>(step: TrialStep, work: () => T | Promise<T>): Promise<T> => {
      const begun = performance.now();
      const done = await work();
      steps.push({ step, ms: Math.round(performance.now() - begun) });
      return done;
    };
    const sii = await start({ dbFile: ':memory:', clock, processingMs: 0 });
    const gateway = createSiiGateway({ endpoints: sii.endpoints, clock });
    try {
      const { rut, name, fchResol, nroResol } = company;
      sii.enrol({ rut, name, fchResol, nroResol, senderRuts: [certificate.rut] });
      const envelope = await timed('signed', () => atStep('signed', () => sign(company, certificate, sii)));
      const trackId = await timed('received', () => upload(gateway, rut, certificate, envelope));
      await timed('accepted', () => awaitVerdict(gateway, rut, certificate, trackId));
      return { trackId, steps };
    } finally {
      await gateway.close();
      await sii.stop();
    }
  };
};

const upload = async (
  gateway: SiiGateway,
  company: Rut,
  certificate: SigningCertificate,
  envelope: Buffer,
): Promise<string> => {
  const fileName = envelopeName(['F1T33']);
  const { answer } = await gateway.upload({ channel: 'factura', company, envelope, fileName, certificate });
  if (answer.kind === 'received') return answer.trackId;
  const verdict = classifyUpload(answer, 'factura');
  throw failed('received', JSON.stringify(answer), verdict.kind === 'failure' ? causeOf(verdict) : {});
};

const awaitVerdict = async (
  gateway: SiiGateway,
  company: Rut,
  certificate: SigningCertificate,
  trackId: string,
): Promise<void> => {
  let last: TrackAnswer | null = null;
  for (let asked = 0; asked < ASKS; asked++) {
    const { answer } = await gateway.statusByTrackId({ channel: 'factura', company, trackId, certificate });
    last = answer;
    if (answer.kind !== 'state') break;
    const [counters] = answer.counters;
    if (counters !== undefined && counters.accepted + counters.objected === 1) return;
    if (counters !== undefined && counters.rejected > 0) break;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_ASKS_MS));
  }
  const verdict = last === null ? null : classifyTrack(last, TYPE, FOLIO);
  throw failed('accepted', JSON.stringify(last), verdict === null ? {} : judgedCause(verdict));
};

/** What the company will be once it is one. */
const asCompany = ({ acteco, ...input }: CompanyInput): CompanyRecord => ({
  ...input,
  id: 0,
  environment: 'practice',
  actecos: acteco,
  createdAt: 0,
});

/** Why, by the codes of the queue and in the SII's own words; `fields` are what the draft lacks. */
interface Cause {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly fields?: readonly FieldIssue[];
}

const causeOf = ({ errorCode, params }: Failure): Cause => ({ params: { ...params, cause: errorCode } });

const judgedCause = (verdict: TrackVerdict): Cause => {
  if (verdict.kind === 'failure') return causeOf(verdict);
  if (verdict.kind === 'rejected') return { params: { ...verdict.reason, cause: verdict.errorCode } };
  return {};
};

const failed = (step: TrialStep, detail: string, { params = {}, fields }: Cause = {}): AppError =>
  appError('trial_failed', { ...params, step, detail }, fields);

/** What has a name of its own keeps it; for the rest the step says where it was. */
const atStep = <T>(step: TrialStep, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw error instanceof AppError ? error : failed(step, String(error));
  }
};
