import type { CredentialHeaders } from '../../backends/fetch-http.ts';

/**
 * The credential of a data source, as the environment has it: PRODUCTION_FIRST_TOKEN_<NAME>, or
 * PRODUCTION_FIRST_USER_<NAME> with PRODUCTION_FIRST_PASSWORD_<NAME>. <NAME> is the source's name in capitals, with _ for
 * all that is no letter or digit.
 */
export function credentialOf(environment: NodeJS.ProcessEnv, source: string): CredentialHeaders | undefined {
  const name = source.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  const token = environment[`PRODUCTION_FIRST_TOKEN_${name}`];
  if (token) return { authorization: `Bearer ${token}` };
  const [user, password] = ['USER', 'PASSWORD'].map((kind) => environment[`PRODUCTION_FIRST_${kind}_${name}`]);
  if (user === undefined || password === undefined) return undefined;
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}
