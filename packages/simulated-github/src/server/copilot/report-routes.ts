import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notFound } from '../http/errors.ts';
import type { Reply } from '../http/reply.ts';
import type { Routes } from '../http/routes.ts';
import { checkOwner, enterpriseOf } from './access.ts';
import type { CopilotSettings } from './copilot.ts';
import { REPORT_FAULTS } from './copilot-faults.ts';
import { daysAfter, isDay } from './days.ts';
import { createLinks } from './links.ts';
import type { ReportKind, ReportSpec } from './report.ts';
import { isReported, lastReportedDay, settingsFor, WINDOW_DAYS } from './report.ts';

const callers = ['installation', 'user'] as const;
const permission = 'organization_copilot_metrics';
const enterprisePermission = 'enterprise_copilot_metrics';

type Owner = ReportSpec['owner'];

/** The reports under an organisation or an enterprise; the first two are named after it. */
function under(owner: Owner['type']): readonly (readonly [path: string, kind: ReportKind])[] {
  return [
    [`${owner}-1-day`, 'entity-1-day'],
    [`${owner}-28-day/latest`, 'entity-28-day'],
    ...shared,
  ];
}

const shared: readonly (readonly [path: string, kind: ReportKind])[] = [
  ['users-1-day', 'users-1-day'],
  ['users-28-day/latest', 'users-28-day'],
  ['user-teams-1-day', 'user-teams-1-day'],
  ['repos-1-day', 'repos-1-day'],
];

/** The first step of the usage reports: links to files that lie on another host. */
export function addReportRoutes({ on }: Routes, context: ServerContext): void {
  const answer = reporterOf(context);
  for (const [path, kind] of under('organization')) {
    const place = `/orgs/:org/copilot/metrics/reports/${path}`;
    on({ method: 'get', path: place, callers, permission, membersOnly: true }, (call) => {
      const organization = call.organization();
      checkOwner(organization, call);
      return answer(kind, { type: 'organization', id: organization.id }, call);
    });
  }
  for (const [path, kind] of under('enterprise')) {
    const place = `/enterprises/:enterprise/copilot/metrics/reports/${path}`;
    on({ method: 'get', path: place, callers, permission: enterprisePermission }, (call) => {
      const { id } = enterpriseOf(call);
      return answer(kind, { type: 'enterprise', id }, call);
    });
  }
}

type Reporter = (kind: ReportKind, owner: Owner, call: Call) => Reply;

function reporterOf(context: ServerContext): Reporter {
  const linksFor = linkerOf(context);
  return (kind, owner, call) => {
    const settings = settingsFor(owner, context.copilot);
    if (settings.plan === null) throw notFound();
    if (!settings.metricsPolicy) {
      const message = "The 'Copilot usage metrics' policy must be enabled to use this API";
      throw new GitHubError(403, message);
    }
    const askedMs = call.at.getTime();
    if (kind.endsWith('28-day')) {
      const day = lastReportedDay(askedMs, settings);
      if (day === null) throw notFound();
      const download_links = linksFor({ kind, owner, day, askedMs }, settings);
      const report_start_day = daysAfter(day, 1 - WINDOW_DAYS);
      return { body: { download_links, report_start_day, report_end_day: day } };
    }
    const day = dayIn(call);
    if (!isReported(day, askedMs, settings)) return { status: 204 };
    const download_links = linksFor({ kind, owner, day, askedMs }, settings);
    return { body: { download_links, report_day: day } };
  };
}

/** @throws {GitHubError} 422 if it is missing or no day */
function dayIn(call: Call): string {
  const day = call.query('day') ?? '';
  if (isDay(day)) return day;
  const problem = day === '' ? '"day" wasn\'t supplied.' : '"day" is not a valid date.';
  throw new GitHubError(422, `Invalid request.\n\n${problem}`);
}

const HOUR_MS = 3_600_000;

type Linker = (spec: ReportSpec, settings: CopilotSettings) => readonly string[];

/** Reports of many rows are cut into several files, those of one row are not. */
function linkerOf({ seed, copilot, now, addresses }: ServerContext): Linker {
  const links = createLinks(seed);
  return (spec, { filesPerReport, linkSeconds }) => {
    const fault = copilot.faultOf(REPORT_FAULTS, `${nameOf(spec)} ${spec.day}`);
    const lastsMs = fault?.kind === 'expired-link' ? -HOUR_MS : linkSeconds * 1000;
    const until = new Date(now().getTime() + lastsMs);
    const { downloadUrl, webUrl } = addresses();
    const host = fault?.kind === 'wrong-host' ? webUrl : downloadUrl;
    const parts = spec.kind.startsWith('entity') ? 1 : filesPerReport;
    return Array.from({ length: parts }, (_, part) => {
      const ticket = { spec, part, parts, fault };
      return `${host}${links.sign(ticket, until)}`;
    });
  };
}

function nameOf({ kind, owner }: ReportSpec): string {
  return kind.replace('entity', owner.type);
}
