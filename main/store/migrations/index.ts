import { migration as firstSchema } from './0001-first-schema.ts';
import { migration as drainingAndSearch } from './0002-draining-and-search.ts';
import { migration as intake } from './0003-intake.ts';
import { migration as customerCopy } from './0004-customer-copy.ts';
import { migration as folioNotes } from './0005-folio-notes.ts';
import { migration as trends } from './0006-trends.ts';
import { migration as mailAndMoney } from './0007-mail-and-money.ts';
import { migration as trackIds } from './0008-track-ids.ts';
import { migration as lists } from './0009-lists.ts';
import { migration as operators } from './0010-operators.ts';
import { migration as order } from './0011-order.ts';
import { migration as requests } from './0012-requests.ts';
import { migration as held } from './0013-held.ts';
import type { Migration } from './migration.ts';

/** All of them, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  drainingAndSearch,
  intake,
  customerCopy,
  folioNotes,
  trends,
  mailAndMoney,
  trackIds,
  lists,
  operators,
  order,
  requests,
  held,
];

/** The schema that this program speaks. */
export const SCHEMA_VERSION: number = MIGRATIONS.at(-1)?.version ?? 0;
