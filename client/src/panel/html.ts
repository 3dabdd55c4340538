/** What the page's HTML is made of. */
export interface PageParts {
  /** Address of dist/webview.js. */
  readonly script: string;
  /** Address of dist/webview.css. */
  readonly style: string;
  /** Where styles may come from, as a source of a Content-Security-Policy. */
  readonly cspSource: string;
  /** Random, for this page only. */
  readonly nonce: string;
  /** The same for the one style sheet that the controls make; another, because the page can read it. */
  readonly styleNonce: string;
  /** URI of the plan's file. */
  readonly plan: string;
}

/** The page of the "Model Decay" panel. It may load its script and its styles, and nothing else from anywhere. */
export function pageHtml({ script, style, cspSource, nonce, styleNonce, plan }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${styleNonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(policy)}" />
    <meta property="csp-nonce" content="${escape(styleNonce)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Model Decay</title>
    <link rel="stylesheet" href="${escape(style)}" />
  </head>
  <body>
    <main id="page" data-plan="${escape(plan)}"></main>
    <script nonce="${escape(nonce)}" src="${escape(script)}"></script>
  </body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
