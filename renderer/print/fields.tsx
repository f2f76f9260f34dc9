import type { PrintField } from '../../shared/print/data.ts';

/** Labels and values; how they stand is the paper's matter. */
export function Fields({
  fields,
  className,
}: {
  fields: readonly PrintField[];
  className: string | undefined;
}) {
  return (
    <dl className={className}>
      {fields.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
