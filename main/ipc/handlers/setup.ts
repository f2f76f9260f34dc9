import { appError } from '../../../shared/domain/errors.ts';
import type { Rut } from '../../../shared/domain/rut.ts';
import { begun } from '../../../shared/ipc/setup.ts';
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

  return {
    'setup.practice': async (_input, { name }) => changed(await setup.practice(name)),
    'setup.real': async (input, { name }) =>
      changed(
        await setup.real(
          { ...input, pfx: bytes(input.pfx), cafs: input.cafs.map(({ content }) => bytes(content)) },
          name,
        ),
      ),
    'setup.look': async ({ pfx, cafs, rut, ...input }) => {
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
    'setup.begun': () => {
      const kept = setup.active() === null ? begun.safeParse(store.settings.get(BEGUN)) : null;
      return { begun: kept?.success ? kept.data : null };
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
