import type { Environment, QueueState } from '../../../shared/domain/states.ts';
import type { Store } from '../../store/open.ts';
import { readCompanyFile } from '../business.ts';
import type { VerifyDte } from '../records.ts';
import type { Snapshot } from '../snapshots/snapshots.ts';
import { readDocuments } from './documents.ts';
import type { VaultSource } from './source.ts';

/** What a vault would give, before anything is done. */
export interface VaultContents {
  readonly folder: string;
  readonly companies: readonly {
    readonly rut: string;
    readonly name: string;
    readonly environment: Environment;
    readonly documents: number;
    /** Newest day of issue, `AAAA-MM-DD`. */
    readonly lastIssuedOn: string | null;
  }[];
  readonly documents: number;
  readonly bytes: number;
  readonly queue: Readonly<Record<QueueState, number>>;
  /** When something was last put there, UTC epoch ms. */
  readonly lastAt: number | null;
  readonly snapshots: readonly Snapshot[];
  /** Whether keys lie there that can be opened on another computer. */
  readonly keys: 'passphrase' | 'practice' | 'none';
  readonly manifest: 'whole' | 'torn' | 'broken' | 'missing';
  /** Files that are damaged, or documents without their envelope. */
  readonly damaged: number;
  /** Against the database of now. */
  readonly changes: {
    readonly added: number;
    readonly kept: number;
    readonly overwritten: 0;
    readonly onlyHere: number;
  };
}

const manifestState = ({ manifest }: VaultSource): VaultContents['manifest'] => {
  if (!manifest) return 'missing';
  return manifest.fault?.kind ?? 'whole';
};

const keysIn = async (source: VaultSource): Promise<VaultContents['keys']> => {
  for (const path of ['negocio/claves.json', 'negocio/claves-recuperacion.json']) {
    const text = (await source.readWhole(path))?.toString('utf8') ?? '';
    const mode = /"mode":\s*"(passphrase|practice)"/.exec(text)?.[1];
    if (mode === 'passphrase' || mode === 'practice') return mode;
  }
  return 'none';
};

/**
 * Reads all of a vault and hashes it.
 * @param store the database of now, to tell what would change; null for one that is damaged
 */
export const inspectVault = async (
  source: VaultSource,
  options: { readonly store: Store | null; readonly verifyDte: VerifyDte; readonly now: number },
): Promise<VaultContents> => {
  const { store } = options;
  const queue: Record<QueueState, number> = {
    pending: 0,
    retrying: 0,
    success: 0,
    abandoned: 0,
    needs_person: 0,
  };
  const companies = new Map<string, { documents: number; lastIssuedOn: string | null; name: string }>();
  const key = (rut: string, environment: string): string => `${rut} ${environment}`;
  for (const path of source.paths) {
    if (!path.endsWith('/empresa.json')) continue;
    const bytes = await source.readWhole(path);
    const company = bytes && readCompanyFile(bytes);
    if (company)
      companies.set(key(company.rut, company.environment), {
        documents: 0,
        lastIssuedOn: null,
        name: company.name,
      });
  }
  const here = new Map(
    (store?.companies.all() ?? []).map((each) => [key(each.rut, each.environment), each.id]),
  );
  let [documents, bytes, damaged, added, kept] = [0, 0, 0, 0, 0];
  for await (const found of readDocuments(source, options)) {
    if (found.bundle === null) {
      damaged += 1;
      continue;
    }
    const { bundle } = found;
    documents += 1;
    bytes += found.bytes;
    queue[bundle.job?.state ?? 'pending'] += 1;
    const name = key(bundle.rut, bundle.environment);
    const company = companies.get(name) ?? { documents: 0, lastIssuedOn: null, name: bundle.rut };
    company.documents += 1;
    if ((company.lastIssuedOn ?? '') < bundle.document.issuedOn)
      company.lastIssuedOn = bundle.document.issuedOn;
    companies.set(name, company);
    const { type, folio } = bundle.document;
    const id = here.get(name);
    if (id !== undefined && store?.documents.find(id, type, folio)) kept += 1;
    else added += 1;
  }
  const total = [...here.values()].reduce(
    (sum, id) => sum + Object.values(store?.documents.counts(id) ?? {}).reduce((all, n) => all + n, 0),
    0,
  );
  return {
    folder: source.folder,
    companies: [...companies].map(([name, company]) => {
      const [rut = '', environment = 'practice'] = name.split(' ');
      return { rut, environment: environment as Environment, ...company };
    }),
    documents,
    bytes,
    queue,
    lastAt: source.manifest?.at ?? null,
    snapshots: await source.snapshots(),
    keys: await keysIn(source),
    manifest: manifestState(source),
    damaged,
    changes: { added, kept, overwritten: 0, onlyHere: total - kept },
  };
};
