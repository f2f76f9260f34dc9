import { formatNumber } from '../../../shared/format/money.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { actorName, typeName } from '../../lib/text.ts';
import styles from './trail.module.css';
import type { TrailLine } from './trail-line.ts';

const t = texts.trail;

/** A figure of a line in words; codes of ours that have a text of their own are shown by it. */
const figureText = (key: string, value: string | number): string => {
  const known = (table: Readonly<Record<string, string>>) => table[String(value)] ?? String(value);
  switch (key) {
    case 'nextDueAt':
    case 'untilAt':
      return formatInstant(Number(value));
    case 'outcome':
      return known(texts.attemptOutcomes);
    case 'errorClass':
      return known(texts.errorClassNames);
    case 'environment':
      return known(texts.environments);
    case 'type':
      return typeName(Number(value));
    case 'role':
      return value === 'usuario' || value === 'encargado' ? texts.operators.roles[value].name : String(value);
    default:
      return typeof value === 'number' && !/folio|number|line|from|to/i.test(key)
        ? formatNumber(value)
        : String(value);
  }
};

/** What a line of the trail has besides its sentence. */
export const LineDetails = ({ line }: { readonly line: TrailLine }) => {
  const figures = Object.entries(line.params).flatMap(([key, value]) => {
    const label = key === 'to' && typeof value === 'string' ? t.recipient : t.figures[key];
    return label === undefined ? [] : [{ label, value: figureText(key, value) }];
  });
  const items = [
    { label: t.line, value: formatNumber(line.id) },
    {
      label: t.who,
      value:
        line.operatorId === null
          ? actorName(line.actor)
          : `${actorName(line.actor)} (${t.operatorNumber(line.operatorId)})`,
    },
    ...figures,
  ];
  return (
    <dl className={styles['figures']} data-testid="trail-figures">
      {items.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two figures may be called the same
        <div key={index}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className={styles['wide']}>
        <dt>{t.hash}</dt>
        <dd>
          <code>{line.hash}</code>
          <span className={styles['second']}>{t.hashHint}</span>
        </dd>
      </div>
    </dl>
  );
};
