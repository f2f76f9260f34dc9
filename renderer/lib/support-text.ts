import { formatInstant } from '../../shared/format/time.ts';
import type { AttemptView } from '../../shared/ipc/parts.ts';
import { texts } from '../../shared/texts/es-CL.ts';

/** Elements and headers whose content opens a session of the SII's, whatever case they come in. */
const SECRETS = [
  /(<(\w+:)?(?:TOKEN|SEMILLA)\b[^>]*>)[^<]*/gi,
  /("(?:token|semilla|access_token)"\s*:\s*")[^"]*/gi,
  /(TOKEN=)[^;\s<"]+/gi,
] as const;

const HIDDEN = '***';

/** Without what would let somebody else speak to the SII. */
export const withoutSecrets = (raw: string): string =>
  SECRETS.reduce((text, secret) => text.replace(secret, `$1${HIDDEN}`), raw);

const line = (attempt: AttemptView): string =>
  [
    `${attempt.number}. ${texts.attemptKinds[attempt.kind]}`,
    formatInstant(attempt.startedAt),
    attempt.durationMs === null ? null : texts.documents.detail.milliseconds(attempt.durationMs),
    attempt.outcome === null ? texts.documents.detail.running : texts.attemptOutcomes[attempt.outcome],
    attempt.httpStatus === null ? null : texts.documents.detail.attempt.http(attempt.httpStatus),
    attempt.trackId === null ? null : `track ID ${attempt.trackId}`,
    attempt.error === null ? null : texts.queue.detail.technical(attempt.error.code),
  ]
    .filter((part) => part !== null)
    .join(' · ');

/** A document's attempts with the SII's answers as they came, to be pasted into a message to support. */
export const supportText = (name: string, attempts: readonly AttemptView[]): string =>
  [
    name,
    ...attempts.map((attempt) =>
      [line(attempt), withoutSecrets(attempt.raw ?? texts.documents.detail.attempt.rawEmpty)].join('\n'),
    ),
  ].join('\n\n');
