/** Shorter values are found in ordinary words. */
const LEAST = 12;

/** Takes the values of the credential's headers, and the token in them, out of a text: a server may repeat what it was sent. */
export function hideSecrets(credential: Readonly<Record<string, string>> | undefined): (text: string) => string {
  const secrets = Object.values(credential ?? {})
    .flatMap((value) => [value, value.slice(value.indexOf(' ') + 1)])
    .filter((secret) => secret.length >= LEAST);
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text);
}
