import { describe, expect, it } from 'vitest';

import { keepsTenantsApart } from './migrate.ts';

const plain = {
  isSuperuser: false,
  bypassesPolicies: false,
  tenantRoleExists: false,
  isTenantMember: false,
};

describe('organisations stay apart', () => {
  it('for a user that is bound by the policies, with or without the role', () => {
    expect(keepsTenantsApart(plain)).toBe(true);
    expect(keepsTenantsApart({ ...plain, tenantRoleExists: true })).toBe(true);
  });

  it('for a superuser only where there is a role to take', () => {
    const superuser = { ...plain, isSuperuser: true, bypassesPolicies: true };
    expect(keepsTenantsApart(superuser)).toBe(false);
    expect(keepsTenantsApart({ ...superuser, tenantRoleExists: true })).toBe(true);
  });

  it('for a user that bypasses the policies only where it is a member of the role', () => {
    const bypassing = { ...plain, bypassesPolicies: true, tenantRoleExists: true };
    expect(keepsTenantsApart(bypassing)).toBe(false);
    expect(keepsTenantsApart({ ...bypassing, isTenantMember: true })).toBe(true);
  });
});
