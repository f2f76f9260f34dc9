import { Radio, Stack } from '@mantine/core';
import { ROLES, type Role } from '../../../shared/domain/states.ts';
import { texts } from '../../../shared/texts/es-CL.ts';

const { roles, fields } = texts.operators;

interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

/** What somebody may do, each role with what it means. */
export const RoleField = ({ value, onChange }: RoleFieldProps) => (
  <Radio.Group label={fields.role} value={value} onChange={(role) => onChange(role as Role)}>
    <Stack gap={8} mt={6}>
      {ROLES.map((role) => (
        <Radio
          key={role}
          value={role}
          label={roles[role].name}
          description={roles[role].text}
          data-testid={`role-${role}`}
        />
      ))}
    </Stack>
  </Radio.Group>
);
