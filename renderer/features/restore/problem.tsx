import { IconAlertTriangle } from '@tabler/icons-react';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { errorText } from '../../lib/text.ts';
import { CardState } from '../safekeeping/card-state.tsx';

/** What main answered instead of doing it: what happened, what can be done, its code. */
export const Problem = ({ error, title }: { readonly error: ErrorValue; readonly title?: string }) => {
  const { what, youCan } = errorText(error);
  return (
    <div role="alert">
      <CardState
        icon={IconAlertTriangle}
        tone="bad"
        title={title ?? what}
        text={`${title === undefined ? youCan : `${what} ${youCan}`} ${texts.common.code(error.code)}`}
        testId="restore-problem"
      />
    </div>
  );
};
