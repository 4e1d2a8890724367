import { describe, expect, it } from 'vitest';

import { desktopOf } from './desktop.ts';

const linux = { platform: 'linux', environment: { DISPLAY: ':0' }, isInteractive: true } as const;

describe('desktopOf', () => {
  it.each([
    ['a Linux with a screen', linux],
    ['a Linux with Wayland', { ...linux, environment: { WAYLAND_DISPLAY: 'wayland-0' } }],
    ['a Mac', { ...linux, platform: 'darwin', environment: {} } as const],
    ['a Windows', { ...linux, platform: 'win32', environment: {} } as const],
  ])('opens pages on %s', (_, here) => {
    expect(desktopOf(here)).not.toBeNull();
  });

  it.each([
    ['output that goes to a file', { ...linux, isInteractive: false }],
    ['a server without a screen', { ...linux, environment: {} }],
    ['a shell from afar', { ...linux, environment: { DISPLAY: ':0', SSH_CONNECTION: '1 2' } }],
    ['an automatic build', { ...linux, environment: { DISPLAY: ':0', CI: 'true' } }],
  ])('opens none with %s', (_, here) => {
    expect(desktopOf(here)).toBeNull();
  });
});
