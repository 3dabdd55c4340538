import { onPath, quietly } from './command.ts';
import { VSIX } from './paths.ts';
import { progress } from './progress.ts';

/** The user's own VS Code, or undefined when `code` is not on PATH. */
export function findDesktopEditor(): string | undefined {
  return onPath('code');
}

/** Installs the extension into the user's own VS Code and opens `folder` there. */
export async function openInDesktop(code: string, folder: string): Promise<void> {
  try {
    await progress('Installing the extension into your VS Code', () =>
      quietly([code, '--install-extension', VSIX, '--force']),
    );
    await quietly([code, folder]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n\nTo use a VS Code served to your browser instead: npm start -- --browser`, {
      cause: error,
    });
  }
  console.log(`Your VS Code shows ${folder}.`);
}
