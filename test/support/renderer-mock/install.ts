import { SCENARIOS, type Scenario } from './answers.ts';
import { makeMockApi } from './api.ts';

interface Page {
  readonly location: { readonly search: string };
  app?: unknown;
}

/** `?escenario=busy&demora=400&tema=dark` chooses the situation, the delay and the colours. */
const page = globalThis as unknown as Page;
const query = new URLSearchParams(page.location.search);
const scenario = SCENARIOS.find((each) => each === query.get('escenario')) ?? ('busy' satisfies Scenario);
page.app = makeMockApi({
  scenario,
  now: Date.now(),
  delayMs: Number(query.get('demora') ?? 20),
  colorScheme: query.get('tema') === 'dark' ? 'dark' : 'light',
});
