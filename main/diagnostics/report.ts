import { formatInstant } from '../../shared/format/time.ts';
import { help } from '../../shared/texts/help.ts';
import type { Diagnosis } from './diagnose.ts';

const t = help.diagnosis;

const factLine = ([name, value]: readonly [string, string | number | null]): string =>
  `     ${name}: ${value ?? '-'}`;

/** The findings as a text file for support: no name, no RUT, no path, no secret is among the facts. */
export const reportOf = ({ at, checks }: Diagnosis): string =>
  [
    t.reportTitle,
    t.reportAt(formatInstant(at)),
    t.reportPromise,
    '',
    ...checks.flatMap(({ number, name, outcome, said, facts, ms }) => [
      `${String(number).padStart(2)}. ${t.checks[name].name}: ${t.outcomes[outcome]}`,
      `     ${sentenceOf(name, said)} (${ms} ms)`,
      ...Object.entries(facts).map(factLine),
      '',
    ]),
  ].join('\r\n');

const sentenceOf = (name: Diagnosis['checks'][number]['name'], said: string): string =>
  (t.checks[name].said as Readonly<Record<string, string>>)[said] ?? t.broke;
