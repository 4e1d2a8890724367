import { describe, expect, test } from 'vitest';

import { gitHubHost } from './github-host.ts';

describe('the addresses of a GitHub', () => {
  test('are those of github.com unless told', () => {
    expect(gitHubHost()).toMatchObject({
      webUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
    });
    expect(gitHubHost({ url: 'https://github.com/' })).toEqual(gitHubHost());
    expect(gitHubHost({ url: 'https://api.github.com' })).toEqual(gitHubHost());
  });

  test('have a host of their own for the API with data residency', () => {
    expect(gitHubHost({ url: 'https://acme.ghe.com' })).toMatchObject({
      webUrl: 'https://acme.ghe.com',
      apiUrl: 'https://api.acme.ghe.com',
      graphqlUrl: 'https://api.acme.ghe.com/graphql',
      downloadHosts: expect.arrayContaining(['copilot-reports.acme.ghe.com']),
    });
  });

  test('are paths at an Enterprise Server, which has no reports', () => {
    expect(gitHubHost({ url: 'http://git.acme.example:8443/' })).toEqual({
      webUrl: 'http://git.acme.example:8443',
      apiUrl: 'http://git.acme.example:8443/api/v3',
      graphqlUrl: 'http://git.acme.example:8443/api/graphql',
      downloadHosts: [],
    });
  });

  test('can each be set', () => {
    const settings = {
      url: 'https://git.acme.example',
      apiUrl: 'https://api.acme.example/',
      graphqlUrl: 'https://graph.acme.example',
      downloadHosts: ['files.acme.example:444'],
    };

    expect(gitHubHost(settings)).toEqual({
      webUrl: 'https://git.acme.example',
      apiUrl: 'https://api.acme.example',
      graphqlUrl: 'https://graph.acme.example',
      downloadHosts: ['files.acme.example:444'],
    });
  });

  test.each(['github.com', 'ftp://github.com', '', 'https://ada:pass@github.com'])(
    'are refused where %o is given',
    (url) => {
      expect(() => gitHubHost({ url })).toThrow(TypeError);
    },
  );

  test('are refused without saying what was given', () => {
    expect(() => gitHubHost({ url: 'https://ada:hunter2@github.com' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});
