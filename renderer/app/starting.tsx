import { Box, VisuallyHidden } from '@mantine/core';
import { texts } from '../../shared/texts/es-CL.ts';
import { Loading } from '../components/loading.tsx';

/** Before main's first answer. */
export const Starting = () => (
  <Box w={520}>
    <VisuallyHidden component="h1">{texts.common.appName}</VisuallyHidden>
    <Loading rows={3} />
  </Box>
);
