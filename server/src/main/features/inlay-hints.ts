import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { inlayHints } from '../../language/inlay-hints.ts';
import { userClock } from '../clock.ts';
import { onFile, type Feature } from '../feature.ts';

export const hints: Feature = (host) => {
  host.connection.languages.inlayHint.on(
    onFile<InlayHintParams, InlayHint[] | null>(host, 'inlay hints', null, ({ file, uri }, { range }) =>
      host.settings().inlayHints ? inlayHints(file, file.lines.span(range), userClock(), host.live.found(uri)) : [],
    ),
  );
  return { inlayHintProvider: true };
};
