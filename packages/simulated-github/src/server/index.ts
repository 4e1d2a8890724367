export type { Caller, InstallationCaller, UserCaller } from './access/caller.ts';
export type { InstallationTokenWishes, IssuedToken, Tokens } from './access/tokens.ts';
export type { Apps } from './app/apps.ts';
export type { Owners } from './owners/owners.ts';
export type { Visitors } from './app/visitors.ts';
export type { Copilot, CopilotSettings } from './copilot/copilot.ts';
export type { CopilotFault, CopilotFaultRule } from './copilot/copilot-faults.ts';
export type { Disturbances } from './deliveries/arrivals.ts';
export type { Deliveries, DeliverySettings } from './deliveries/deliverer.ts';
export type { HookAttempt } from './deliveries/hook-log.ts';
export type { Fault, FaultPlan, FaultRule, Faults } from './faults.ts';
export type { LimitSettings, Limits, RateStatus } from './limits/limits.ts';
export { startSimulatedGitHub } from './simulated-github.ts';
export type { SimulatedGitHub, SimulatedGitHubOptions } from './simulated-github.ts';
export type { AppWishes } from './state/apps.ts';
export type { InstallationWishes } from './state/installed.ts';
export type {
  AppPages,
  AppRecord,
  EnterpriseRecord,
  InstallationRecord,
  MemberRecord,
  OrganizationRecord,
  Permissions,
  RepositoryRecord,
  TeamRecord,
} from './state/records.ts';
export type { SimulatedGitHubState } from './state/state.ts';
export type { RouteStats, Stats } from './stats.ts';
