import type { Check } from './check.ts';

export const queueCheck: Check = ({ setup, store, sending }) => {
  const company = setup.active();
  if (company === null) return { outcome: 'info', said: 'noCompany', facts: {} };
  const jobs = store.jobs.counts(company.id);
  const { state } = sending.state();
  const facts = {
    pending: jobs.pending + jobs.retrying,
    needsPerson: jobs.needs_person,
    abandoned: jobs.abandoned,
    sending: state,
  };
  if (jobs.needs_person > 0) return { outcome: 'warning', said: 'person', facts };
  if (state === 'paused') return { outcome: 'warning', said: 'paused', facts };
  return { outcome: 'good', said: 'good', facts };
};

/** Asks both services of the SII for a seed, which is about no document. */
export const siiCheck: Check = async ({ setup, gateway }) => {
  if (setup.active() === null) return { outcome: 'info', said: 'noCompany', facts: {} };
  const facts: Record<string, number | string> = {};
  let silent = 0;
  for (const channel of ['factura', 'boleta'] as const) {
    const begun = performance.now();
    const { answer } = await gateway.probe(channel);
    facts[`${channel}Ms`] = Math.round(performance.now() - begun);
    facts[channel] = answer.kind;
    if (answer.kind !== 'alive') silent += 1;
  }
  if (silent === 0) return { outcome: 'good', said: 'good', facts };
  return silent === 1
    ? { outcome: 'warning', said: 'half', facts }
    : { outcome: 'bad', said: 'silent', facts };
};
