/** Errors of whatever asks for a token or session. */
export const unauthorized = { 401: 'No token or session, or one that is unknown or has expired.' };
/** Errors of whatever stands below an organisation. */
export const organizationErrors = {
  ...unauthorized,
  404: 'No such organisation, or not one that you may see.',
};
/** The error of parameters. */
export const invalid = { 400: 'A parameter is wrong or unknown; `errors` names each.' };
/** Errors of what stands below an organisation and takes parameters. */
export const listErrors = { ...invalid, ...organizationErrors };
/** Where an organisation stands. */
export const base = '/api/v1/organizations/{org}';
