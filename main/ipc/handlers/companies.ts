import { appError } from '../../../shared/domain/errors.ts';
import { eligible } from '../../../shared/domain/working-company.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { keptCompany } from '../which-company.ts';

export const companyHandlers = ({
  store,
  setup,
  restart,
}: Services): Pick<Handlers, 'companies.list' | 'companies.workFor'> => ({
  'companies.list': () => {
    const all = store.companies.all();
    const may = eligible(all);
    const items = all.map((company) => {
      const states = store.documents.counts(company.id);
      return {
        ...keptCompany(store, company),
        documents: Object.values(states).reduce((sum, n) => sum + n, 0),
        unsent: states.not_sent + states.uncertain,
        eligible: may.includes(company),
      };
    });
    return { items: items.sort((one, other) => Number(other.working) - Number(one.working)) };
  },
  'companies.workFor': ({ company: key }, { name }) => {
    const company = store.companies.find(key);
    if (company === null) throw appError('not_found');
    if (company.id === setup.company().id) return {};
    if (!eligible(store.companies.all()).some(({ id }) => id === company.id))
      throw appError('company_counts_less');
    store.transaction(() => {
      store.companies.workFor(key);
      store.audit.add({
        actor: name,
        action: 'company.chosen',
        params: { rut: company.rut, name: company.name },
      });
    });
    restart();
    return {};
  },
});
