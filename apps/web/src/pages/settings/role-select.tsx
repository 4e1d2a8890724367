import type { RoleName } from '../../api/settings.ts';
import { roleNames } from '../../words/settings.ts';

const roles: readonly RoleName[] = ['member', 'champion', 'manager', 'admin'];

/** A role to be chosen, each with what it may do. */
export function RoleSelect({
  role,
  onChoose,
}: {
  readonly role: RoleName;
  readonly onChoose: (role: RoleName) => void;
}) {
  return (
    <label>
      <span>Role</span>
      <select
        className="field"
        value={role}
        onChange={({ target }) => onChoose(roles.find((one) => one === target.value) ?? 'member')}
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {roleNames[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
