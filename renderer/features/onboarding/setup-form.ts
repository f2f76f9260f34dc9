import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { type CompanyForm, companyErrors, companyOf, emptyCompany } from '../../lib/company-form.ts';
import { readBase64 } from '../../lib/files.ts';

const t = texts.onboarding.form;
const PASSPHRASE_MIN = 8;

/** The steps of the first start for a real company; that of the passphrase only where the system has no keyring. */
export const STEPS = ['company', 'certificate', 'cafs', 'folder', 'passphrase', 'trial'] as const;
export type Step = (typeof STEPS)[number];

export interface SetupForm {
  readonly company: CompanyForm;
  readonly pfx: File | null;
  readonly pfxPassword: string;
  readonly cafs: readonly File[];
  readonly passphrase: string;
  readonly passphraseAgain: string;
}

export const emptySetup = (environment: 'certification' | 'production'): SetupForm => ({
  company: emptyCompany(environment),
  pfx: null,
  pfxPassword: '',
  cafs: [],
  passphrase: '',
  passphraseAgain: '',
});

/** What main said of a step's files. */
export type Looked = Output<'setup.look'>;

/** Whether a step has files, which only main can judge. */
export const hasFiles = (step: Step, form: SetupForm): boolean =>
  step === 'certificate' || (step === 'cafs' && form.cafs.length > 0);

/** The files of one step, for main to judge. */
export const filesOf = async (
  step: Step,
  environment: 'certification' | 'production',
  form: SetupForm,
): Promise<Input<'setup.look'>> => {
  const base = { environment, rut: companyOf(form.company).rut, pfxPassword: '' };
  if (step === 'certificate')
    return {
      ...base,
      pfx: form.pfx === null ? null : await readBase64(form.pfx),
      pfxPassword: form.pfxPassword,
      cafs: [],
    };
  const cafs = await Promise.all(
    form.cafs.map(async (file) => ({ name: file.name, content: await readBase64(file) })),
  );
  return { ...base, pfx: null, cafs };
};

export type SetupErrors = Readonly<Record<string, string>>;

/** What is wrong in one step. */
export const stepErrors = (step: Step, form: SetupForm): SetupErrors => {
  switch (step) {
    case 'company':
      return companyErrors(form.company) as SetupErrors;
    case 'certificate':
      return form.pfx === null ? { pfx: t.pfxMissing } : {};
    // Folios can wait: without them nothing is issued, and Inicio says so.
    case 'cafs':
    case 'folder':
    case 'trial':
      return {};
    case 'passphrase':
      if (form.passphrase.length < PASSPHRASE_MIN) return { passphrase: t.passphraseShort };
      return form.passphrase === form.passphraseAgain ? {} : { passphraseAgain: t.passphraseDiffers };
  }
};

/** What is said while one mends: of the fields that were marked, those that are still wrong. */
export const stillWrong = (shown: SetupErrors, found: SetupErrors): SetupErrors =>
  Object.fromEntries(Object.entries(found).filter(([field]) => field in shown));

/** The step to which an answer of main belongs, so that the message stands beside its field. */
export const stepOfError = (code: string): Step | null => {
  if (code.startsWith('pfx_') || code.startsWith('certificate_')) return 'certificate';
  if (code.startsWith('caf_')) return 'cafs';
  if (code.includes('passphrase')) return 'passphrase';
  return null;
};

/** What the trial needs of the form. */
export const trialOf = async ({ company, pfx, pfxPassword }: SetupForm): Promise<Input<'setup.trial'>> => ({
  company: companyOf(company),
  pfx: pfx === null ? '' : await readBase64(pfx),
  pfxPassword,
});

/** The form as main takes it. */
export const setupOf = async (
  environment: 'certification' | 'production',
  form: SetupForm,
  withPassphrase: boolean,
): Promise<Input<'setup.real'>> => ({
  environment,
  company: companyOf(form.company),
  pfx: form.pfx === null ? '' : await readBase64(form.pfx),
  pfxPassword: form.pfxPassword,
  cafs: await Promise.all(
    form.cafs.map(async (file) => ({ name: file.name, content: await readBase64(file) })),
  ),
  passphrase: withPassphrase ? form.passphrase : null,
});
