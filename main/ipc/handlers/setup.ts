import { companyKey } from '../../../shared/domain/company-key.ts';
import { appError } from '../../../shared/domain/errors.ts';
import type { Rut } from '../../../shared/domain/rut.ts';
import { begun } from '../../../shared/ipc/setup.ts';
import { companiesIn } from '../../backup/other-companies.ts';
import { prepareMove } from '../../setup/move-on.ts';
import type { CompanyRecord } from '../../store/records.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { cafView, companyView } from '../views.ts';

/** What was typed of a company that is none yet. */
const BEGUN = 'setup.begun';

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

export const setupHandlers = ({
  setup,
  store,
  clock,
  preferences,
  profileDir,
  defaultVault,
  restart,
  announce,
  wake,
}: Services): Pick<
  Handlers,
  | 'setup.practice'
  | 'setup.real'
  | 'setup.look'
  | 'setup.trial'
  | 'setup.moveOn'
  | 'setup.begun'
  | 'setup.keep'
  | 'company.get'
  | 'company.update'
  | 'certificates.import'
  | 'cafs.list'
  | 'cafs.import'
> => {
  const view = (company: CompanyRecord) => companyView(company, store.certificates.active(company.id));
  const changed = (company: CompanyRecord) => {
    announce(['setup']);
    wake();
    return view(company);
  };

  /** Begun anew it would give folios again that its copies know to be used. */
  const refuseAgain = async (company: Pick<CompanyRecord, 'environment' | 'rut'>): Promise<void> => {
    const known = (await companiesIn(defaultVault)).some(({ key }) => key === companyKey(company));
    if (known) throw appError('company_has_copies', { folder: defaultVault });
  };

  return {
    'setup.practice': async (_input, { name }) => changed(await setup.practice(name)),
    'setup.real': async (input, { name }) => {
      await refuseAgain({ environment: input.environment, rut: input.company.rut });
      return changed(
        await setup.real(
          { ...input, pfx: bytes(input.pfx), cafs: input.cafs.map(({ content }) => bytes(content)) },
          name,
        ),
      );
    },
    'setup.look': async ({ pfx, cafs, rut, ...input }) => {
      await refuseAgain({ environment: input.environment, rut });
      const { certificate, cafs: judged } = await setup.look({
        ...input,
        rut: rut as Rut,
        pfx: pfx === null ? null : bytes(pfx),
        cafs: cafs.map(({ name, content }) => ({ name, content: bytes(content) })),
      });
      return { certificate, cafs: judged.map((each) => ({ ...each, error: each.error as never })) };
    },
    'setup.trial': async (input) => {
      const { trackId, steps } = await setup.trial({ ...input, pfx: bytes(input.pfx) });
      return { trackId, steps: [...steps] };
    },
    'setup.moveOn': async (_input, { name }) => {
      const { environment } = setup.company();
      // A company's real documents are never set aside.
      if (environment === 'production') throw appError('practice_only');
      const vaultFolder = preferences.vaultFolder;
      const kept = await prepareMove({ profileDir, environment, store, vaultFolder, clock }, name);
      restart();
      return { kept };
    },
    'setup.begun': async () => {
      if (setup.active() !== null) return { begun: null, copies: null };
      const kept = begun.safeParse(store.settings.get(BEGUN));
      const real = (await companiesIn(defaultVault)).filter(
        ({ environment }) => environment === 'production',
      );
      const names = real.map(({ name }) => name).slice(0, 20);
      return {
        begun: kept.success ? kept.data : null,
        copies: names.length === 0 ? null : { folder: defaultVault, names },
      };
    },
    'setup.keep': ({ begun: typed }) => {
      store.settings.set(BEGUN, typed);
      return {};
    },
    'company.get': () => view(setup.company()),
    'company.update': (input, { name }) => changed(setup.update(input, name)),
    'certificates.import': async ({ pfx, password }, { name }) =>
      changed(await setup.importCertificate(bytes(pfx), password, name)),
    'cafs.list': () => ({ items: store.cafs.list(setup.company().id).map(cafView) }),
    'cafs.import': ({ content }, { name }) => {
      if (content.length === 0) throw appError('caf_unreadable');
      const caf = setup.importCaf(bytes(content), name);
      announce(['setup']);
      return cafView(caf);
    },
  };
};
