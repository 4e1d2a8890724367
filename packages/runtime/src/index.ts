export { ConfigError, loadConfig, type ConfigFault, type Environment } from './config.ts';
export {
  createLogger,
  redactText,
  type LogDestination,
  type Logger,
  type LoggerOptions,
} from './logger.ts';
export {
  createShutdown,
  type Closer,
  type Shutdown,
  type ShutdownEvent,
  type ShutdownOptions,
  type ShutdownOutcome,
} from './shutdown.ts';
export { createVault, SHORTEST_VAULT_SECRET, VaultError, type Vault } from './vault.ts';
